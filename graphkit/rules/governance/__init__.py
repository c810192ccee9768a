"""Rules about what an organisation has for managing its processes."""
