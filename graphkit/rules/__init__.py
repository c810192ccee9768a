"""The rules, one module each, in a package a family."""
