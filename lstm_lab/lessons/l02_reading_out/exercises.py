"""Lesson 02: from scores to probabilities (R2), to a loss and back (R3), (Q4)."""

from lstm_lab.lessons.l02_reading_out.loss_exercises import cross_entropy, logits_error
from lstm_lab.lessons.l02_reading_out.softmax_exercise import softmax

EXERCISES = (softmax, cross_entropy, logits_error)
