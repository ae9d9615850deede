"""Lesson 04 has two pictures to move."""

from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap import gradient_heatmap
from lstm_lab.lessons.l04_trust_no_gradient.numeric_gradient import numeric_gradient

EXPLORERS = (numeric_gradient, gradient_heatmap)
