"""Lesson 04: Trust no gradient."""
