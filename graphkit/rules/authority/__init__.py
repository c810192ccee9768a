"""Rules about what an owner has authority over."""
