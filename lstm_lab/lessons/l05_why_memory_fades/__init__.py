"""Lesson 05: Why memory fades."""
