"""Lesson 17: What may be cut."""
