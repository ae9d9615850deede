"""Lesson 10: The forget gate."""
