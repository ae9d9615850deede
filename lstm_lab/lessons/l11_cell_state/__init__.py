"""Lesson 11: The cell state."""
