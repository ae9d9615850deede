"""Lesson 07: A first language model."""
