"""Lesson 12: The output gate."""
