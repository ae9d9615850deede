"""Passes with one wrong part each: ten for the board of lesson 18, three to be repaired.

The story of each is told by the board once its part was replaced.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import tanh
from lstm_lab.detective.parts import Parts


class Suspect(NamedTuple):
    """A wrong pass: its parts, the label of the one check it fails, its mistake's id and story."""

    parts: Parts
    link: str
    mistake: str
    story: str


def _dropped(dh, dc_in, o, c):
    """Lose what step t+1 handed back: "=" in place of "+="."""
    return lstm.cell_error(dh, 0 * dc_in, o, c)


def _without_gate(dc, f):
    """Hand the error on whole."""
    return dc.copy()


def _blind(dh, o, c):
    """Forget the error from above."""
    return lstm.output_gate_error(np.ones_like(dh), o, c)


def _brackets(dc, i, g):
    """Multiply the first term only: dc g i - i in place of dc g i (1 - i)."""
    return dc * g * i - i


def _one_turned(da, params):
    """Use one of the four matrices without turning it over."""
    return lstm.previous_hidden_error(da, params._replace(W_o=params.W_o.T))


def _from_candidate(da, x, h_prev):
    """Build the input gate's weights from the candidate's error: E1 of the article."""
    right = lstm.gate_gradients(da, x, h_prev)
    return right._replace(W_i=right.W_g, U_i=right.U_g)


def _mean_of_bias(da, x, h_prev):
    """Average the biases' gradients over the examples."""
    right = lstm.gate_gradients(da, x, h_prev)
    return right._replace(**{f"b_{k}": getattr(right, f"b_{k}") / len(x) for k in "igfo"})


def _squashed_twice(dc, i, g):
    """Take the slope of tanh at a value that is squashed already."""
    return dc * i * (1 - tanh(g) ** 2)


def _one_cell(params, x, h_prev, c_prev):
    """Keep c of all steps in one array: every step writes over what the trace holds."""
    (h, c), trace = lstm.step(params, x, h_prev, c_prev)
    c_prev[...] = c
    return (h, c_prev), trace._replace(c_prev=c_prev, c=c_prev)


def _one_hidden(params, x, h_prev, c_prev):
    """Keep h of all steps in one array: the trace's h_prev is written over."""
    (h, c), trace = lstm.step(params, x, h_prev, c_prev)
    h_prev[...] = h
    return (h_prev, c), trace._replace(h_prev=h_prev)


def _latest(total, term):
    """Keep one step's gradients only."""
    return term


def _exchanged(da, params):
    """Send two gates' errors back through each other's weights."""
    return lstm.previous_hidden_error(da, params._replace(W_i=params.W_g, W_g=params.W_i))


def _gate_for_slope(dc, c_prev, f):
    """Take the gate in place of its slope."""
    return dc * c_prev * f


def _suspect(link, mistake, story, **parts):
    return Suspect(Parts(**parts), link, mistake, story)


COURSE = "the course's"
SUSPECTS = {
    "suspect A": _suspect("(B2) dc", "dc-carry-dropped",
        "= for +=: what step t+1 handed back to c is lost", cell_error=_dropped),
    "suspect B": _suspect("(G1) (G2) dW, dU", "article-e1",
        "dW_i and dU_i are built from the candidate's error", gate_gradients=_from_candidate),
    "suspect C": _suspect("(B7) dc_prev", "carry-ungated",
        "the error is handed back to c without the factor f", carry_cell_error=_without_gate),
    "suspect D": _suspect("(B1) da_o", "upstream-missing",
        "the incoming dh is no factor of da_o", output_gate_error=_blind),
    "suspect E": _suspect("(B4) da_i", "parentheses",
        "dc g i - i for dc g i (1 - i)", input_gate_error=_brackets),
    "suspect F": _suspect("(B6) dh_prev", "transposed",
        "W_o is not turned over", previous_hidden_error=_one_turned),
    "suspect G": _suspect("(G3) db", "averaged",
        "the biases' gradients are means over the examples", gate_gradients=_mean_of_bias),
    "suspect H": _suspect("the trace", "aliased-cache",
        "c of all steps lies in one array, and a later step writes over it", step=_one_cell),
    "suspect I": _suspect("(G4) sum over t", "overwritten",
        "= for +=: each step overwrites the sum", add=_latest),
    "suspect J": _suspect("(B3) da_g", "derivative-of-activated",
        "the slope of tanh is taken at g, which is squashed already",
        candidate_error=_squashed_twice),
}  # fmt: skip
CASES = (
    _suspect("(B5) da_f", "sigma-not-derivative",
        "the gate stands in place of its slope", forget_gate_error=_gate_for_slope),
    _suspect("(B6) dh_prev", "gates-swapped",
        "W_i and W_g are exchanged on the way to dh_prev", previous_hidden_error=_exchanged),
    _suspect("the trace", "aliased-cache",
        "h of all steps lies in one array, and a later step writes over it", step=_one_hidden),
)  # fmt: skip
