"""Rules about who owns a process."""
