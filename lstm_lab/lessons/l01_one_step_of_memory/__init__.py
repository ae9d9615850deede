"""Lesson 01: One step of memory."""
