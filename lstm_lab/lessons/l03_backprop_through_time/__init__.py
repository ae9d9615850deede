"""Lesson 03: Backpropagation through time."""
