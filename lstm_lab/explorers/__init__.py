"""Pictures that a reader moves, one function a lesson's picture: each returns an Explorer.

`EXPLORERS` lists the functions by name. How to write one stands in `base`.
"""

from lstm_lab.explorers.cell_at_a_glance import gate_settings
from lstm_lab.explorers.detective import find_the_bug
from lstm_lab.explorers.differences import numeric_gradient
from lstm_lab.explorers.half_life import forget_gate
from lstm_lab.explorers.heatmap import gradient_heatmap
from lstm_lab.explorers.ladder import ladder
from lstm_lab.explorers.lags import fading
from lstm_lab.explorers.light_cone import two_directions
from lstm_lab.explorers.links import gate_errors
from lstm_lab.explorers.memory import rnn_step, unrolled
from lstm_lab.explorers.padding import mask
from lstm_lab.explorers.probabilities import softmax
from lstm_lab.explorers.registry import EXPLORERS
from lstm_lab.explorers.rows import lstm_step
from lstm_lab.explorers.stage import output_gate
from lstm_lab.explorers.tank import cell_state
from lstm_lab.explorers.through_time import rnn_backward
from lstm_lab.explorers.two_lanes import lstm_step_backward
from lstm_lab.explorers.wall import input_gate
from lstm_lab.explorers.weight_errors import gate_gradients
from lstm_lab.explorers.weighted_sum import affine
from lstm_lab.explorers.writing import continue_text

__all__ = [
    "EXPLORERS",
    "affine",
    "cell_state",
    "continue_text",
    "fading",
    "find_the_bug",
    "forget_gate",
    "gate_errors",
    "gate_gradients",
    "gate_settings",
    "gradient_heatmap",
    "input_gate",
    "ladder",
    "lstm_step",
    "lstm_step_backward",
    "mask",
    "numeric_gradient",
    "output_gate",
    "rnn_backward",
    "rnn_step",
    "softmax",
    "two_directions",
    "unrolled",
]
