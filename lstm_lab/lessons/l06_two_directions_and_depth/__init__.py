"""Lesson 06: Two directions and depth."""
