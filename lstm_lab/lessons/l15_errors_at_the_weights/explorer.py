"""Lesson 15: a gate's weights, a multiplication table a step (G1)-(G3), and their sum (G4)."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import lstm
from lstm_lab.drawing.numbers import factor, fixed
from lstm_lab.lessons.l15_errors_at_the_weights import exercises
from lstm_lab.lessons.l15_errors_at_the_weights.picture import multiplication
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import apart, beside
from lstm_lab.shell.controls import Choice, Time
from lstm_lab.shell.guess import Ask, Question

T, D, H = 4, 2, 3
GATES = {
    "the input gate": "i",
    "the candidate": "g",
    "the forget gate": "f",
    "the output gate": "o",
}
ALONE, SUMMED = "this step alone", "the sum over t"
NAMES = ("h_prev[0]", "h_prev[1]", "h_prev[2]", "x[0]", "x[1]", "bias: 1")
BLOCKS = ("W", "W", "W", "U", "U", "b")
NONE, ROWS_W, ROWS_U, ROWS_B = "none", "the rows of W", "the rows of U", "the row of b"
FITS = 1e-6  # below this a relative error is rounding


class Frame(NamedTuple):
    """One state of the picture.

    names, of the rows; blocks, for each row "W", "U" or "b"; factors, (R,), what each row is
    multiplied by; errors, (H,), da of the gate; table, total and measured, (R, H); gate, a letter;
    limit, the largest number; heads, two texts; title, formula and foot, texts; differs, None or
    the (row, column) where the learner's table is another one.
    """

    names: tuple
    blocks: tuple
    factors: np.ndarray
    errors: np.ndarray
    table: np.ndarray
    total: np.ndarray
    measured: np.ndarray
    gate: str
    limit: float
    heads: tuple
    title: str
    formula: str
    foot: str
    differs: tuple | None


class Run(NamedTuple):
    """One sequence: x and h_prev, (T, 1, D) and (T, 1, H); da, Gates of (T, 1, H); measured."""

    xs: np.ndarray
    befores: np.ndarray
    das: lstm.Gates
    measured: lstm.Params


def gate_gradients(function=None, predict=None):
    """Show how a gate's gradients are made: one multiplication table a step, and their sum.

    Parameters: function, the learner's gate_gradients(da, x, h_prev), called with one example a
    step; predict, whether a guess is asked for first: by default when there is no function.
    Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("gate", "weights of", "the input gate", tuple(GATES)),
        Choice("total", "compare", SUMMED, (SUMMED, ALONE)),
        Time("t", "step t", 2, T - 1),
    )
    return Explorer(controls, partial(frame, function=function), Drawing(multiplication), say,
                    question=_question() if predict else None)  # fmt: skip


def frame(gate, total, t, function=None):
    """Lay out the table of one gate at step t, and what is compared with the measured gradient.

    Parameters: gate, a key of GATES; total, SUMMED or ALONE. Returns a Frame. Raises LearnerError
    or NotStartedError if the learner's function cannot be drawn.
    """
    ran, k = run(), GATES[gate]
    course = tables(k)
    own = course if function is None else tables(k, function)
    measured, summed = _stacked(ran.measured, k), own.sum(axis=0) if total == SUMMED else own[t]
    miss = gradcheck.relative_error(summed, measured)
    many = f"all {T} tables added" if total == SUMMED else f"step {t} alone"
    title = _title(gate, total, t, own[t], miss) if function is None else _compared(own, course)
    factors = np.concatenate([ran.befores[t, 0], ran.xs[t, 0], [1.0]])
    errors = getattr(ran.das, k)[t, 0]
    return Frame(
        names=NAMES, blocks=BLOCKS, factors=factors, errors=errors, table=own[t], total=summed,
        measured=measured, gate=k, limit=float(np.abs(measured).max()),
        heads=(f"step {t}: row times column", f"{many}; grey: measured"), title=title,
        formula=_formula(k, factors, errors, own[t]), foot=_foot(miss, total),
        differs=_first_difference(own[t], course[t]),
    )  # fmt: skip


def _first_difference(table, course):
    """Return the index where a table first differs from the course's, or None."""
    wrong = np.argwhere(apart(table, course))
    return tuple(map(int, wrong[0])) if len(wrong) else None


@lru_cache(maxsize=1)
def run():
    """Draw a small LSTM, run it over four steps from an empty state, and take its errors back."""
    rng = np.random.default_rng([15, 260])  # a draw with few numbers near zero
    params = lstm.init(D, H, rng=rng)
    params = lstm.Params(*(array + 0.8 * rng.standard_normal(array.shape) for array in params))
    xs, dhs = rng.uniform(-1, 1, (T, 1, D)).round(1), rng.choice([-2.0, -1, 1, 2], (T, 1, H))
    hs, _, tape = sequence.forward(lstm, params, xs)
    shares = sequence.backward(lstm, params, tape, dhs, per_step=True)[2]
    das = lstm.Gates(*(getattr(shares, f"b_{k}")[:, None] for k in lstm.Gates._fields))

    def loss():
        return float((dhs * sequence.forward(lstm, params, xs)[0]).sum())

    measured = lstm.Params(*(gradcheck.numeric_gradient(loss, array) for array in params))
    return Run(xs, np.concatenate([np.zeros((1, 1, H)), hs[:-1]]), das, measured)


def tables(k, function=None):
    """Return the table of gate k at every step, (T, H + D + 1, H): dW over dU over db."""
    return np.stack([_stacked(lstm.Params(*one), k) for one in _by_step(function)])


def _by_step(function):
    """Compute the twelve gradients of each step, by the learner's function or the course's."""
    ran = run()
    for t in range(T):
        da, x, h_prev = lstm.Gates(*(error[t] for error in ran.das)), ran.xs[t], ran.befores[t]
        if function is None:
            yield lstm.gate_gradients(da, x, h_prev)
        else:
            yield learner.answer(function, exercises.gate_gradients, da, x, h_prev)


def _stacked(gradients, k):
    """Put dW_k, dU_k and db_k under one another."""
    return np.vstack([getattr(gradients, f"{kind}_{k}") for kind in "WUb"])


def _title(gate, total, t, table, miss):
    """Say what the tables show, in one sentence."""
    empty = [b for b in "WUb" if not table[[owner == b for owner in BLOCKS]].any()]
    if len(empty) == 3:
        return f"At step {t} {gate} has nothing to learn: its whole table is 0"
    if total == SUMMED:
        return f"The tables of four steps add up to {gate}'s measured gradient"
    if empty == ["W"]:
        return f"At step {t} h_prev is 0, and so is every row of W; this step alone is off"
    return f"Step {t} alone is {fixed(miss)} away from the measured gradient: three are missing"


def _compared(own, course):
    """Say whether the learner's tables agree with the course's, and where they part."""
    first = _first_difference(own, course)
    if first is None:
        return "Your tables agree with the course's at all four steps"
    t, row, column = first
    got, want = (fixed(tables_[t, row, column], 3) for tables_ in (own, course))
    return f"Step {t}, row {NAMES[row]}, column {column}: yours is {got}, the course's {want}"


def _formula(k, factors, errors, table):
    """Write one product with its numbers: the first whose row is not 0."""
    row = int(np.flatnonzero(factors)[0])
    kind = BLOCKS[row]
    label, index = {"W": "(G1)", "U": "(G2)"}[kind], int(NAMES[row][-2])
    name = NAMES[row].split("[")[0]
    product = beside(factors[row] * errors[0], table[row, 0], partial(fixed, digits=3))
    return (
        f"{label} d{kind}_{k}[{index}, 0] = {name}[{index}] * da_{k}[0] = "
        f"{fixed(factors[row], 3)} * {factor(errors[0], 3)} = {product}"
    )


def _foot(miss, total):
    """Say how far the right table is from the measured gradient."""
    if miss < FITS:
        return "Added over the steps (G4), they agree with the measured gradient."
    said = "One step alone" if total == ALONE else "The sum"
    return f"{said} does not agree with the measured gradient: relative error {fixed(miss)}."


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    rows = "; ".join(
        f"{name} = {fixed(factor_)}: {', '.join(fixed(v, 3) for v in row)}"
        for name, factor_, row in zip(frame.names, frame.factors, frame.table, strict=True)
    )
    total = "; ".join(
        f"{name}: {', '.join(fixed(v, 3) for v in row)}"
        for name, row in zip(frame.names, frame.total, strict=True)
    )
    errors = ", ".join(fixed(error) for error in frame.errors)
    return (
        f"{frame.title}. {frame.heads[0]}. Columns, da_{frame.gate}: {errors}. Rows: {rows}. "
        f"{frame.heads[1].split(';')[0]}: {total}. {frame.foot} {frame.formula}"
    )


def _question():
    """Ask which part of the first step's table is zero."""
    return Question(
        text="The first step begins with h_prev = 0 and c_prev = 0. In the table of the input "
        "gate at step 0, which rows are 0? And in that of the forget gate?",
        asks=(
            Ask("15_zero_rows_i", "input gate", partial(_zero_rows, "i"), options=OPTIONS),
            Ask("15_zero_rows_f", "forget gate", partial(_zero_rows, "f"), options=OPTIONS),
        ),
        until={"t": 3, "total": SUMMED, "gate": "the input gate"},
        finding=r"At step 0 all rows of $W$ are zero, for every gate: nothing came in through "
        r"them. The forget gate's whole table is zero: $da_f$ has the factor $c_{t-1} = 0$.",
    )


ALL_ROWS = "all of them"
OPTIONS = (NONE, ROWS_W, ROWS_U, ROWS_B, ALL_ROWS)


def _zero_rows(k):
    """Return the option that tells which rows of a gate's first table are zero."""
    first = tables(k)[0]
    zero = "".join(b for b in "WUb" if not first[[owner == b for owner in BLOCKS]].any())
    return {"": NONE, "W": ROWS_W, "U": ROWS_U, "b": ROWS_B, "WUb": ALL_ROWS}[zero]


EXPLORERS = (gate_gradients,)
