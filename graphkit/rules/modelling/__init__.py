"""Rules about the model itself: what it says twice, wrongly or not at all."""
