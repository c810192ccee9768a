"""Rules about who leads process management."""
