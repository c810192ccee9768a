"""Where a model is kept as a graph: written there, and read back as it was."""
