"""Lesson 18: Find the bug."""
