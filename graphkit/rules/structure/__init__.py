"""Rules about how work and ownership are spread."""
