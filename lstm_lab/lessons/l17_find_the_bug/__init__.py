"""Lesson 17: Find the bug."""
