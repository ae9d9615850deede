"""One check a part: its result beside central differences of the step forward it belongs to.

A check gives the part inputs of its own. So a wrong part fails its own check and no other one,
whatever else is wrong in the pass. All sizes differ: N = 3 examples, D = 2 inputs, H = 4 units.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.detective.parts import Parts, add, forward

T, N, D, H = 3, 3, 2, 4
TOLERANCE = 1e-6


class Link(NamedTuple):
    """A check: the equation's label and its result in words, the part it tries, and the trial.

    trial(parts, d) returns pairs of arrays that should be equal; d is `Draw`.
    """

    label: str
    part: str
    trial: object

    def error(self, parts):
        """Return the largest relative error of the part, 1.0 if it stops or has another shape."""
        try:
            pairs = self.trial(parts, Draw(np.random.default_rng(17)))
            return max(gradcheck.relative_error(got, want) for got, want in pairs)
        except NotImplementedError:
            raise
        except Exception:  # a part may be a learner's own: anything can be raised
            return 1.0


class Draw:
    """Random arrays for one step: parameters, the state before, pre-activations, errors."""

    def __init__(self, rng):
        self.params = lstm.Params(*map(rng.standard_normal, lstm.shapes(D, H)))
        self.xs = rng.standard_normal((T, N, D))
        self.x, self.state = self.xs[0], tuple(rng.uniform(-1, 1, (2, N, H)))
        self.h_prev, self.c_prev = self.state
        self.a = lstm.Gates(*rng.standard_normal((4, N, H)))
        self.da = lstm.Gates(*rng.standard_normal((4, N, H)))
        self.dh, self.dc = rng.standard_normal((2, N, H))
        self.c = rng.standard_normal((N, H))
        self.terms = [
            lstm.Params(*(rng.standard_normal(array.shape) for array in self.params))
            for _ in range(T)
        ]

    def gates(self):
        """Return i, g, f, o of the pre-activations."""
        a = self.a
        return lstm.Gates(sigmoid(a.i), tanh(a.g), sigmoid(a.f), sigmoid(a.o))

    def along_h(self):
        """Weigh h by dh."""
        return (self.dh * lstm.hidden_state(self.gates().o, self.c)).sum()

    def along_c(self):
        """Weigh c by dc."""
        k = self.gates()
        return (self.dc * lstm.cell_state(self.c_prev, k.f, k.i, k.g)).sum()

    def along_both(self):
        """Weigh c by dc, and what h makes of it by dh."""
        return (self.dc * self.c).sum() + self.along_h()

    def along_a(self):
        """Weigh the four pre-activations by da; each is h W + x U + b."""
        p = self.params
        sums = (
            self.h_prev @ p[3 * k] + self.x @ p[3 * k + 1] + p[3 * k + 2]
            for k in range(len(self.da))
        )
        return sum((da * a).sum() for da, a in zip(self.da, sums, strict=True))


def _measured(call, loss, array):
    """Return the trial that compares a part's result with differences of a loss."""

    def trial(parts, d):
        want = gradcheck.numeric_gradient(lambda: getattr(d, loss)(), array(d))
        return [(call(parts, d), want)]

    return trial


def _of_arrays(letters):
    """Return the trial of the parameters whose names begin with these letters."""

    def trial(parts, d):
        got = parts.gate_gradients(d.da, d.x, d.h_prev)._asdict()
        named = {k: v for k, v in d.params._asdict().items() if k[0] in letters}
        return [(got[k], gradcheck.numeric_gradient(d.along_a, v)) for k, v in named.items()]

    return trial


def _sum(parts, d):
    first, second, third = d.terms
    return zip(parts.add(parts.add(first, second), third), add(add(first, second), third),
               strict=True)  # fmt: skip


def _trace(parts, d):
    """Compare what every trace holds after the last step with what its step worked on."""
    _, kept = forward(parts, d.params, d.xs, d.state)
    _, right = forward(Parts(), d.params, d.xs, d.state)
    return [pair for two in zip(kept, right, strict=True) for pair in zip(*two, strict=True)]


LINKS = {
    link.label: link
    for link in (
        Link("(B1) da_o", "output_gate_error", _measured(
            lambda p, d: p.output_gate_error(d.dh, d.gates().o, d.c), "along_h", lambda d: d.a.o)),
        Link("(B2) dc", "cell_error", _measured(
            lambda p, d: p.cell_error(d.dh, d.dc, d.gates().o, d.c), "along_both", lambda d: d.c)),
        Link("(B3) da_g", "candidate_error", _measured(
            lambda p, d: p.candidate_error(d.dc, d.gates().i, d.gates().g), "along_c",
            lambda d: d.a.g)),
        Link("(B4) da_i", "input_gate_error", _measured(
            lambda p, d: p.input_gate_error(d.dc, d.gates().i, d.gates().g), "along_c",
            lambda d: d.a.i)),
        Link("(B5) da_f", "forget_gate_error", _measured(
            lambda p, d: p.forget_gate_error(d.dc, d.c_prev, d.gates().f), "along_c",
            lambda d: d.a.f)),
        Link("(B6) dh_prev", "previous_hidden_error", _measured(
            lambda p, d: p.previous_hidden_error(d.da, d.params), "along_a", lambda d: d.h_prev)),
        Link("(B7) dc_prev", "carry_cell_error", _measured(
            lambda p, d: p.carry_cell_error(d.dc, d.gates().f), "along_c", lambda d: d.c_prev)),
        Link("(B8) dx", "input_error", _measured(
            lambda p, d: p.input_error(d.da, d.params), "along_a", lambda d: d.x)),
        Link("(G1) (G2) dW, dU", "gate_gradients", _of_arrays("WU")),
        Link("(G3) db", "gate_gradients", _of_arrays("b")),
        Link("(G4) sum over t", "add", _sum),
        Link("the trace", "step", _trace),
    )
}  # fmt: skip


def failing(parts):
    """Return the labels of the checks that a pass in parts fails, in order."""
    return tuple(label for label, link in LINKS.items() if link.error(parts) > TOLERANCE)
