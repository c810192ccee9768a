"""Reporters put a report into a format; they know nothing of rules or stores."""
