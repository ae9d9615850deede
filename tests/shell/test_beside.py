"""An equation with numbers is true of a wrong function too: what is due, and the learner's."""

import numpy as np
import pytest

from lstm_lab import checks, explorers
from lstm_lab.shell.beside import beside

SHOWN = {  # the picture, the argument that takes the function, and where the right result is not 0
    "rnn_step": ("rnn_step", "function", {"t": 0}),
    "rnn_backward": ("rnn_backward", "function", {"back": 1}),
    "cell_state": ("cell_state", "function", {}),
    "output_gate": ("output_gate", "function", {}),
    "forget_gate_error": ("gate_errors", "forget_gate_error", {}),
    "gate_gradients": ("gate_gradients", "function", {}),
}


def drawn(name, factor):
    """Draw a learner's function whose every result is `factor` times the right one."""

    def scaled(*arguments):
        found = checks.EXERCISES[name].reference(*arguments)
        if isinstance(found, np.ndarray):
            return factor * found
        scaled_parts = [factor * part for part in found]
        return type(found)(*scaled_parts) if hasattr(found, "_fields") else tuple(scaled_parts)

    picture, argument, controls = SHOWN[name]
    explorer = getattr(explorers, picture)(**{argument: scaled})
    explorer.set(**controls)
    return explorer


@pytest.mark.parametrize("name", SHOWN)
def test_an_equation_with_numbers_holds_and_a_wrong_result_stands_beside_it(name):
    right, wrong = drawn(name, 1.0), drawn(name, 0.5)
    assert right.error is None
    assert wrong.error is None
    assert "yours" not in right.frame.formula
    assert "(yours: " in wrong.frame.formula
    assert "(yours: " in wrong.alt
    assert "nan" not in wrong.frame.formula


def test_numbers_that_read_alike_are_written_once():
    assert beside(0.86, 0.5) == "0.86 (yours: 0.50)"
    assert beside(0.125, 0.125 + 1e-12) == "0.12"  # alone, the other reads 0.13
    assert beside(0.86, 0.8601) == "0.86"
