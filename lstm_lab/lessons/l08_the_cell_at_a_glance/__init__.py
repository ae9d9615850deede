"""Lesson 08: The cell at a glance."""
