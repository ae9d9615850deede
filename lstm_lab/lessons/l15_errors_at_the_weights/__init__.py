"""Lesson 15: Errors at the weights."""
