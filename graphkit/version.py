"""The version, where every part may know it."""

__version__ = "0.1.0"
