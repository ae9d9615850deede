"""Lesson 14: Errors at the gates."""
