"""Somebody else's function: called with care, and what goes wrong with it said in one voice."""
