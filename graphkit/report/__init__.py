"""Findings, the report made of them, and the runner that makes it."""
