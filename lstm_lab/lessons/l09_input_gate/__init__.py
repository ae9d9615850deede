"""Lesson 09: The input gate."""
