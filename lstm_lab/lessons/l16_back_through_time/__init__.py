"""Lesson 16: Back through time."""
