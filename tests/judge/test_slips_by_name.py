"""Wrong answers of one line that need no list: the rules give them the names that a list gave."""

import numpy as np
import pytest

from lstm_lab.cells.activations import sigmoid, tanh
from tests.helpers import report

GATES = {"input_gate": sigmoid, "forget_gate": sigmoid, "output_gate": sigmoid, "candidate": tanh}


def sigma_slope(a):
    return sigmoid(a) * (1 - sigmoid(a))


def tanh_slope(a):
    return 1 - tanh(a) ** 2


def logit(f):
    return np.log(f / (1 - f))


# (mistake, wrong line); in the gates' lines `squash` is the gate's own function.
IN_GATES = (
    ("parentheses", lambda squash, x, h, W, U, b: squash((h + x @ U + b) @ W)),
    ("parentheses", lambda squash, x, h, W, U, b: squash(h @ W) + squash(x @ U + b)),
    ("parentheses", lambda squash, x, h, W, U, b: h @ W + squash(x @ U + b)),
    ("parentheses", lambda squash, x, h, W, U, b: squash(h @ W + x @ U) + b),
    ("parentheses", lambda squash, x, h, W, U, b: squash(h @ W) + x @ U + b),
    ("transposed", lambda squash, x, h, W, U, b: squash(h @ W.T + x @ U + b)),
    ("squash-missing", lambda squash, x, h, W, U, b: h @ W + x @ U + b),
)
WRONG = (
    ("bits_per_character", "sign-lost", lambda loss: -loss / np.log(2)),
    ("forget_bias_for", "sign-lost", lambda n: -logit(0.5 ** (1 / n))),
    ("cell_state", "multiplied-not-added", lambda c, f, i, g: f * c * i * g),
    ("cell_state", "added-not-multiplied", lambda c, f, i, g: f + c + i * g),
    ("cell_state", "added-not-multiplied", lambda c, f, i, g: f * c + i + g),
    ("hidden_state", "added-not-multiplied", lambda o, c: o + tanh(c)),
    ("hidden_state", "squashed-twice", lambda o, c: o * tanh(tanh(c))),
    ("hidden_state", "parentheses", lambda o, c: tanh(o) * c),
    ("hidden_state", "parentheses", lambda o, c: tanh(o * c)),
    ("hidden_state", "tanh-sigmoid", lambda o, c: o * sigmoid(c)),
    ("forget_gate_error", "added-not-multiplied", lambda dc, c, f: dc + c * f * (1 - f)),
    ("forget_gate_error", "parentheses", lambda dc, c, f: dc * c * f * 1 - f),
    ("forget_gate_error", "slope-of-the-other", lambda dc, c, f: dc * c * (1 - f**2)),
    ("forget_gate_error", "derivative-of-activated", lambda dc, c, f: dc * c * sigma_slope(f)),
    ("forget_gate_error", "slope-not-there", lambda dc, c, f: dc * c),
    ("forget_gate_error", "half-a-slope", lambda dc, c, f: dc * c * (1 - f)),
    ("forget_gate_error", "sigma-not-derivative", lambda dc, c, f: dc * c * f),
    ("input_gate_error", "added-not-multiplied", lambda dc, i, g: dc + g * i * (1 - i)),
    ("input_gate_error", "parentheses", lambda dc, i, g: dc * g * i * 1 - i),
    ("input_gate_error", "slope-of-the-other", lambda dc, i, g: dc * g * (1 - i**2)),
    ("input_gate_error", "derivative-of-activated", lambda dc, i, g: dc * g * sigma_slope(i)),
    ("input_gate_error", "slope-not-there", lambda dc, i, g: dc * g),
    ("input_gate_error", "half-a-slope", lambda dc, i, g: dc * g * (1 - i)),
    ("input_gate_error", "sigma-not-derivative", lambda dc, i, g: dc * g * i),
    ("candidate_error", "added-not-multiplied", lambda dc, i, g: dc + i * (1 - g**2)),
    ("candidate_error", "parentheses", lambda dc, i, g: dc * i - g**2),
    ("candidate_error", "parentheses", lambda dc, i, g: dc * i * 1 - g**2),
    ("candidate_error", "slope-of-the-other", lambda dc, i, g: dc * i * g * (1 - g)),
    ("candidate_error", "slope-not-squared", lambda dc, i, g: dc * i * (1 - g)),
    ("candidate_error", "derivative-of-activated", lambda dc, i, g: dc * i * tanh_slope(g)),
    ("candidate_error", "tanh-not-derivative", lambda dc, i, g: dc * i * g),
    ("candidate_error", "slope-not-there", lambda dc, i, g: dc * i),
    ("cell_error", "sign-lost", lambda dh, d, o, c: dh * o * tanh_slope(c) - d),
    ("cell_error", "sign-lost", lambda dh, d, o, c: d - dh * o * tanh_slope(c)),
    ("cell_error", "multiplied-not-added", lambda dh, d, o, c: d * dh * o * tanh_slope(c)),
    ("cell_error", "slope-of-the-other", lambda dh, d, o, c: d + dh * o * sigma_slope(c)),
    ("cell_error", "slope-of-the-other", lambda dh, d, o, c: d + dh * o * tanh(c) * (1 - tanh(c))),
    ("cell_error", "slope-not-squared", lambda dh, d, o, c: d + dh * o * (1 - tanh(c))),
    ("cell_error", "tanh-not-derivative", lambda dh, d, o, c: d + dh * o * tanh(c)),
    ("cell_error", "slope-not-there", lambda dh, d, o, c: d + dh * o),
    ("cell_error", "parentheses", lambda dh, d, o, c: d + dh * o - tanh(c) ** 2),
    ("cell_error", "parentheses", lambda dh, d, o, c: d + dh * o * 1 - tanh(c) ** 2),
    ("output_gate_error", "added-not-multiplied", lambda dh, o, c: dh + tanh(c) * o * (1 - o)),
    ("output_gate_error", "parentheses", lambda dh, o, c: dh * tanh(c) * o * 1 - o),
    ("output_gate_error", "slope-of-the-other", lambda dh, o, c: dh * tanh(c) * (1 - o**2)),
    (
        "output_gate_error",
        "derivative-of-activated",
        lambda dh, o, c: dh * tanh(c) * sigma_slope(o),
    ),
    ("output_gate_error", "slope-not-there", lambda dh, o, c: dh * tanh(c)),
    ("output_gate_error", "half-a-slope", lambda dh, o, c: dh * tanh(c) * (1 - o)),
    ("output_gate_error", "sigma-not-derivative", lambda dh, o, c: dh * tanh(c) * o),
    ("carry_cell_error", "added-not-multiplied", lambda dc, f: dc + f),
)


@pytest.mark.parametrize("name", GATES)
@pytest.mark.parametrize(("mistake", "line"), IN_GATES)
def test_a_slip_in_a_gates_line_has_its_name(name, mistake, line):
    found = report(name, lambda x, h, W, U, b: line(GATES[name], x, h, W, U, b))
    assert (found.mistake, found.stage) == (mistake, "fingerprint")


@pytest.mark.parametrize(("name", "mistake", "wrong"), WRONG)
def test_a_slip_in_a_line_has_its_name(name, mistake, wrong):
    found = report(name, wrong)
    assert (found.mistake, found.stage) == (mistake, "fingerprint")
