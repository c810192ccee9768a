"""Advice: who should own a process, who may take on a role, how mature ownership is."""
