"""Lesson 02: Reading out."""
