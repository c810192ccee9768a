"""Rules about whether an owner is empowered, and whether mandates are sound."""
