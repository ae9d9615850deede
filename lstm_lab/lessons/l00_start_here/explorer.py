"""Lesson 00 has two pictures to move."""

from lstm_lab.lessons.l00_start_here.affine import affine
from lstm_lab.lessons.l00_start_here.continue_text import continue_text

EXPLORERS = (affine, continue_text)
