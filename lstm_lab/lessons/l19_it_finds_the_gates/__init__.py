"""Lesson 19: It finds the gates."""
