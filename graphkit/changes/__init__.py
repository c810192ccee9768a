"""Changes to a model: edits, change files, what they would do, and what has happened since."""
