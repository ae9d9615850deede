"""Lesson 02 has two pictures to move."""

from lstm_lab.lessons.l02_reading_out.mask import mask
from lstm_lab.lessons.l02_reading_out.softmax import softmax

EXPLORERS = (softmax, mask)
