"""Lesson 13: The forward pass."""
