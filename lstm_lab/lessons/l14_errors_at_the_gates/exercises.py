"""Lesson 14: the errors at the gates and at the cell (B1)-(B5)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.guest.finding import add
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import factor, probe
from lstm_lab.lessons.l14_errors_at_the_gates.mistakes import MISTAKES

add(MISTAKES)


def _draw(*names):
    """Return a draw of arrays (N, H): gates between 0 and 1, g between -1 and 1, others free."""

    def draw(rng, s):
        return {name: _drawn(rng, name, (s.N, s.H)) for name in names}

    return draw


def _drawn(rng, name, shape):
    if name in ("i", "f", "o"):
        return rng.uniform(0.05, 0.95, shape)
    return rng.uniform(-0.95, 0.95, shape) if name == "g" else rng.standard_normal(shape)


def _full(arguments):
    name = "c" if "c" in arguments else "c_prev"
    arguments[name] *= 1000


def _set(name, value):
    def alter(arguments):
        arguments[name][...] = value

    return alter


def _factors(zeros):
    """Return a probe that says which factors a wrong product has, and which it lacks.

    zeros: a dict of a factor's name to the (argument, value) that makes this factor zero.
    """

    def factors(trial):
        found = [name for name, zero in zeros.items() if _vanishes(trial, *zero)]
        missing = [name for name in zeros if name not in found]
        if not found or factor(trial):
            return None
        if not missing:
            return probe(
                f"Nothing comes out when {' or '.join(found)} is 0, as it should be: no factor is "
                "missing. One of them counts too often, or in another form.",
                "Count the factors of your line: the slope of sigma has two, that of tanh one.",
            )
        return probe(
            f"As it should be, nothing comes out when {' or '.join(found)} is 0. But something "
            f"comes out when {' or '.join(missing)} is 0.",
            "Write the chain as a list first: the error that arrives, then one local slope a link.",
        )

    return factors


def _vanishes(trial, name, value):
    """Tell whether the result is zero when this argument has this value."""
    pairs = trial.under(_set(name, value), [pair.case for pair in trial.pairs])
    return bool(pairs) and all(np.abs(pair.got).max() < 1e-12 for pair in pairs)


_OWN = "The gate's own value is a factor where its partner's belongs."

output_gate_error = Exercise(
    name="output_gate_error",
    model="dh * tanh(c) * o * (1 - o)",
    question="Write the chain from dh to the sum of the output gate: which links does it pass?",
    reference=lstm.output_gate_error,
    draw=_draw("dh", "o", "c"),
    letters="NH",
    outputs=("The error da_o",),
    variant="backward",
    folded=True,
    extremes=(("the cell is very full", _full), ("the gate is shut", _set("o", 0.0))),
    mistakes=(
        Mistake("upstream-missing", lambda dh, o, c: tanh(c) * o * (1 - o)),
        Mistake("sigma-not-derivative", lambda dh, o, c: dh * tanh(c) * sigmoid(o)),
        Mistake("partner-missing", lambda dh, o, c: dh * o * (1 - o)),
        Mistake("partner-not-squashed", lambda dh, o, c: dh * c * o * (1 - o)),
        Mistake("own-value-not-partners", lambda dh, o, c: dh * o * o * (1 - o)),
        Mistake("slope-of-the-partner", lambda dh, o, c: dh * (1 - tanh(c) ** 2) * o * (1 - o)),
        Mistake("gate-copied", lambda dh, o, c: dh * o * (1 - tanh(c) ** 2), "It is the cell's."),
        Mistake("parentheses", lambda dh, o, c: dh * tanh(c) * o - o**2),
        Mistake("parentheses", lambda dh, o, c: dh * tanh(c * o * (1 - o))),
        Mistake("parentheses", lambda dh, o, c: dh * tanh(c * o) * (1 - o)),
        Mistake("matrix-product", lambda dh, o, c: dh @ (tanh(c) * o * (1 - o))),
    ),
    probes=(
        _factors({"dh": ("dh", 0.0), "o": ("o", 0.0), "1 - o": ("o", 1.0), "tanh(c)": ("c", 0.0)}),
    ),
)


def _sigma_slope(a):
    return sigmoid(a) * (1 - sigmoid(a))


def _tanh_slope(a):
    return 1 - tanh(a) ** 2


cell_error = Exercise(
    name="cell_error",
    model="dc_in + dh * o * (1 - tanh(c)**2)",
    question="Two roads lead from c to the loss. Write each as a chain, and add them.",
    reference=lstm.cell_error,
    draw=_draw("dh", "dc_in", "o", "c"),
    letters="NH",
    outputs=("The error dc",),
    variant="backward",
    folded=True,
    extremes=(
        ("the cell is very full", _full),
        ("the output gate is shut", _set("o", 0.0)),
        ("nothing comes back from the later step", _set("dc_in", 0.0)),
    ),
    mistakes=(
        Mistake("dc-carry-dropped", lambda dh, d, o, c: dh * o * _tanh_slope(c)),
        Mistake("road-through-h-missing", lambda dh, d, o, c: d + 0 * dh),
        Mistake("parentheses", lambda dh, d, o, c: (d + dh) * o * _tanh_slope(c)),
        Mistake("parentheses", lambda dh, d, o, c: (d + dh * o) * _tanh_slope(c)),
        Mistake("parentheses", lambda dh, d, o, c: d + dh * (o - tanh(c) ** 2)),
        Mistake("upstream-missing", lambda dh, d, o, c: d + o * _tanh_slope(c), "Look at dh."),
        Mistake("partner-missing", lambda dh, d, o, c: d + dh * _tanh_slope(c)),
        Mistake("slope-at-another-place", lambda dh, d, o, c: d + dh * o * (1 - c**2)),
        Mistake("slope-at-another-place", lambda dh, d, o, c: d + dh * o * _tanh_slope(o * c)),
        Mistake(
            "slope-at-another-place", lambda dh, d, o, c: d + dh * o * (1 - (o * tanh(c)) ** 2)
        ),
        Mistake("derivative-of-activated", lambda dh, d, o, c: d + dh * o * _tanh_slope(tanh(c))),
        Mistake("gate-copied", lambda dh, d, o, c: d + dh * tanh(c) * o * (1 - o)),
        Mistake("slope-of-the-partner", lambda dh, d, o, c: d + dh * o * (1 - o) * _tanh_slope(c)),
        Mistake("matrix-product", lambda dh, d, o, c: d + dh @ (o * _tanh_slope(c))),
    ),
)

candidate_error = Exercise(
    name="candidate_error",
    model="dc * i * (1 - g**2)",
    question="Write the chain from dc to the sum of the candidate: which links does it pass?",
    reference=lstm.candidate_error,
    draw=_draw("dc", "i", "g"),
    letters="NH",
    outputs=("The error da_g",),
    variant="backward",
    folded=True,
    extremes=(("the candidate is saturated", _set("g", 1.0)), ("i is shut", _set("i", 0.0))),
    mistakes=(
        Mistake("upstream-missing", lambda dc, i, g: i * (1 - g**2)),
        Mistake("partner-missing", lambda dc, i, g: dc * (1 - g**2)),
        Mistake("own-value-not-partners", lambda dc, i, g: dc * g * (1 - g**2)),
        Mistake("tanh-not-derivative", lambda dc, i, g: dc * i * tanh(g)),
        Mistake("gate-copied", lambda dc, i, g: dc * g * i * (1 - i), "It is the input gate's."),
        Mistake("slope-of-the-partner", lambda dc, i, g: dc * i * (1 - i) * (1 - g**2)),
        Mistake("slope-of-the-partner", lambda dc, i, g: dc * (1 - i**2)),
        Mistake("parentheses", lambda dc, i, g: dc * (i - g**2)),
        Mistake("matrix-product", lambda dc, i, g: dc @ (i * (1 - g**2))),
    ),
    probes=(_factors({"dc": ("dc", 0.0), "i": ("i", 0.0), "the slope of tanh": ("g", 1.0)}),),
)

input_gate_error = Exercise(
    name="input_gate_error",
    model="dc * g * i * (1 - i)",
    question="Write the chain from dc to the sum of the input gate: which links does it pass?",
    reference=lstm.input_gate_error,
    draw=_draw("dc", "i", "g"),
    letters="NH",
    outputs=("The error da_i",),
    variant="backward",
    folded=True,
    extremes=(("i is shut", _set("i", 0.0)), ("i is wide open", _set("i", 1.0))),
    mistakes=(
        Mistake("upstream-missing", lambda dc, i, g: g * i * (1 - i)),
        Mistake("partner-missing", lambda dc, i, g: dc * i * (1 - i)),
        Mistake("own-value-not-partners", lambda dc, i, g: dc * i * i * (1 - i), _OWN),
        Mistake("gate-copied", lambda dc, i, g: dc * i * (1 - g**2), "It is the candidate's."),
        Mistake("slope-of-the-partner", lambda dc, i, g: dc * (1 - g**2) * i * (1 - i)),
        Mistake("partner-squashed", lambda dc, i, g: dc * tanh(g) * i * (1 - i)),
        Mistake("parentheses", lambda dc, i, g: dc * g * i - i**2),
        Mistake("parentheses", lambda dc, i, g: dc * (g * i - i)),
        Mistake("matrix-product", lambda dc, i, g: dc @ (g * i * (1 - i))),
    ),
    probes=(_factors({"dc": ("dc", 0.0), "g": ("g", 0.0), "i": ("i", 0.0), "1 - i": ("i", 1.0)}),),
)

forget_gate_error = Exercise(
    name="forget_gate_error",
    model="dc * c_prev * f * (1 - f)",
    question="Write the chain from dc to the sum of the forget gate: which links does it pass?",
    reference=lstm.forget_gate_error,
    draw=_draw("dc", "c_prev", "f"),
    letters="NH",
    outputs=("The error da_f",),
    variant="backward",
    folded=True,
    extremes=(
        ("the old cell was empty", _set("c_prev", 0.0)),
        ("the old cell was very full", _full),
        ("f keeps everything", _set("f", 1.0)),
    ),
    mistakes=(
        Mistake("upstream-missing", lambda dc, c, f: c * f * (1 - f)),
        Mistake("partner-missing", lambda dc, c, f: dc * f * (1 - f)),
        Mistake("own-value-not-partners", lambda dc, c, f: dc * f * f * (1 - f), _OWN),
        Mistake("partner-squashed", lambda dc, c, f: dc * tanh(c) * f * (1 - f)),
        Mistake("slope-of-the-partner", lambda dc, c, f: dc * _tanh_slope(c) * f * (1 - f)),
        Mistake("parentheses", lambda dc, c, f: dc * c * f - f**2),
        Mistake("parentheses", lambda dc, c, f: dc * (c * f - f)),
        Mistake("matrix-product", lambda dc, c, f: dc @ (c * f * (1 - f))),
    ),
    probes=(
        _factors(
            {"dc": ("dc", 0.0), "c_prev": ("c_prev", 0.0), "f": ("f", 0.0), "1 - f": ("f", 1.0)}
        ),
    ),
)

EXERCISES = (output_gate_error, cell_error, candidate_error, input_gate_error, forget_gate_error)
