"""Lesson 06: two directions (R4), and the ways back through directions and layers (R4), (R5)."""

from __future__ import annotations

import numpy as np

from lstm_lab import bidirectional, sequence, stacked
from lstm_lab.cells import Cell, rnn
from lstm_lab.guest.finding import add
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l06_two_directions_and_depth.mistakes import MISTAKES

add(MISTAKES)


def _params(rng, width, H):
    shapes = ((H, H), (width, H), (H,))
    return rnn.Params(*(rng.uniform(-1, 1, shape) for shape in shapes))


def _plain_step(x, h_prev, W, U, b):
    (h,), _ = rnn.step(rnn.Params(W, U, b), x, h_prev)
    return h


def slow_step(x, h_prev, W, U, b):
    """Another step with the same arguments: half of the old state stays."""
    return 0.5 * h_prev + 0.5 * _plain_step(x, h_prev, W, U, b)


def _draw_two(rng, s):
    return {
        "step": _plain_step,
        "params_forward": _params(rng, s.D, s.H),
        "params_backward": _params(rng, s.D, s.H),
        "xs": rng.standard_normal((s.T, s.N, s.D)),
    }


def _draw_slow(rng, s):
    return _draw_two(rng, s) | {"step": slow_step}


def _stream(step, params, xs, h=None):
    """Run a step over a sequence, from zeros unless h says otherwise; return all states."""
    h, hs = np.zeros((xs.shape[1], len(params.b))) if h is None else h, []
    for x in xs:
        h = step(x, h, *params)
        hs.append(h)
    return np.stack(hs)


def _bidirectional(step, params_forward, params_backward, xs):
    """(R4) by the package, for a step that is given as a function."""

    def advance(params, x, h_prev):
        return (step(x, h_prev, *params),), None

    cell = Cell(rnn.init, rnn.initial_state, advance, None)
    both = bidirectional.Params(params_forward, params_backward)
    return bidirectional.forward(cell, both, xs)[0]


def _joined(of_back, join=lambda there, back: np.concatenate([there, back], axis=-1)):
    """Return a wrong answer: another backward stream, or joined in another way."""

    def forward(step, one, other, xs):
        return join(_stream(step, one, xs), of_back(step, one, other, xs))

    return forward


def _back(step, one, other, xs):
    return _stream(step, other, xs[::-1])[::-1]


def _from_last(step, one, other, xs):
    last = _stream(step, one, xs)[-1]
    return _stream(step, other, xs[::-1], last)[::-1]


def _late(step, one, other, xs):
    hs = _back(step, one, other, xs)
    return np.concatenate([hs[1:], 0 * hs[:1]])


def _one_first(join):
    return _joined(_back, join)


_WRONG_STREAMS = (
    Mistake("reverse-not-reversed", _joined(lambda step, p, q, xs: _stream(step, q, xs[::-1]))),
    Mistake("backward-runs-forward", _joined(lambda step, p, q, xs: _stream(step, q, xs))),
    Mistake(
        "backward-runs-forward",
        _joined(lambda step, p, q, xs: _stream(step, q, xs)[::-1]),
        "Only its result is turned round.",
    ),
    Mistake("one-set-of-weights", _joined(lambda step, p, q, xs: _back(step, q, p, xs))),
    Mistake(
        "one-set-of-weights", lambda step, p, q, xs: _joined(_back)(step, q, q, xs), "The second's."
    ),
    Mistake("one-set-of-weights", lambda step, p, q, xs: _joined(_back)(step, q, p, xs),
            text="weights-exchanged"),
    Mistake("halves-swapped", _one_first(lambda a, b: np.concatenate([b, a], axis=-1))),
    Mistake("added-not-joined", _one_first(np.add)),
    Mistake("added-not-joined", _one_first(lambda a, b: (a + b) / 2)),
    Mistake("batch-turned", _joined(lambda step, p, q, xs: _stream(step, q, xs[:, ::-1]))),
    Mistake("reverse-not-reversed", _joined(lambda step, p, q, xs: _back(step, p, q, xs)[:, ::-1]),
            "Or the examples are turned."),
    Mistake("state-handed-over", _joined(_from_last)),
    Mistake("states-late", _joined(_late), "Look at the backward stream."),
    Mistake("time-reversed", lambda step, p, q, xs: _joined(_back)(step, p, q, xs)[::-1]),
    Mistake(
        "state-reset",
        _joined(lambda step, p, q, xs: np.stack([_stream(step, q, x[None])[0] for x in xs])),
        "Look at the backward stream.",
    ),
    Mistake("last-state-only", lambda step, p, q, xs: np.concatenate(
        [_stream(step, p, xs)[-1], _stream(step, q, xs[::-1])[-1]], axis=-1)),
)  # fmt: skip

bidirectional_forward = Exercise(
    name="bidirectional_forward",
    question="Which input has the second stream seen when it makes the state that stands at t = 0?",
    reference=_bidirectional,
    draw=_draw_two,
    letters="TNDH",
    outputs=("The array of states",),
    doubled=True,
    mistakes=_WRONG_STREAMS,
    more=(("step is another function than rnn_step", _draw_slow),),
)


def layer_backward(tape, dhs):
    """Carry errors back through one layer; the tape is (params, sequence.Tape)."""
    params, kept = tape
    dxs, _, dparams = sequence.backward(rnn, params, kept, dhs)
    return dxs, dparams


def _tape(rng, width, s, xs=None):
    """Run one random layer and return its tape."""
    params = _params(rng, width, s.H)
    xs = rng.standard_normal((s.T, s.N, width)) if xs is None else xs
    return params, sequence.forward(rnn, params, xs)[2]


def _draw_both_back(rng, s):
    xs = rng.standard_normal((s.T, s.N, s.D))
    return {
        "layer_backward": layer_backward,
        "tape_forward": _tape(rng, s.D, s, xs),
        "tape_backward": _tape(rng, s.D, s, xs[::-1].copy()),
        "dhs": rng.standard_normal((s.T, s.N, 2 * s.H)),
    }


def _both_back(layer_backward, tape_forward, tape_backward, dhs):
    """The package's way back, put together from the two tapes."""
    order = np.repeat(np.arange(len(dhs))[::-1, None], dhs.shape[1], axis=1)
    tape = bidirectional.Tape(tape_forward[1], tape_backward[1], order)
    params = bidirectional.Params(tape_forward[0], tape_backward[0])
    del layer_backward  # the package has its own
    dxs, _, (one, other) = bidirectional.backward(rnn, params, tape, dhs)
    return dxs, one, other


def _halves(dhs):
    H = dhs.shape[-1] // 2
    return dhs[..., :H], dhs[..., H:]


def _ways(first=lambda e: e, second=lambda e: e[::-1], dx=lambda a, b: a + b[::-1]):
    """Return a way back: what is done to each half's errors, and how the inputs' errors join."""

    def back(layer_backward, tape_forward, tape_backward, dhs):
        one, other = _halves(dhs)
        dx_one, dparams_one = layer_backward(tape_forward, first(one))
        dx_other, dparams_other = layer_backward(tape_backward, second(other))
        return dx(dx_one, dx_other), dparams_one, dparams_other

    return back


def _exchanged(layer_backward, tape_forward, tape_backward, dhs):
    turned = np.concatenate(_halves(dhs)[::-1], axis=-1)
    return _ways()(layer_backward, tape_forward, tape_backward, turned)


def _tapes_exchanged(layer_backward, tape_forward, tape_backward, dhs):
    return _ways()(layer_backward, tape_backward, tape_forward, dhs)


def _same_tape_twice(which):
    def back(layer_backward, tape_forward, tape_backward, dhs):
        tape = (tape_forward, tape_backward)[which - 1]
        return _ways()(layer_backward, tape, tape, dhs)

    return back


_BOTH = tuple(
    Group(name, tuple(f"{letter} of {name}" for letter in rnn.Params._fields))
    for name in ("dparams_forward", "dparams_backward")
)

bidirectional_backward = Exercise(
    name="bidirectional_backward",
    question="Each half of dhs belongs to one stream. In which order of time does each of "
    "them want "
    "it?",
    reference=_both_back,
    draw=_draw_both_back,
    letters="TNDH",
    outputs=("dxs", *_BOTH),
    doubled=True,
    variant="backward",
    mistakes=(
        Mistake(
            "reverse-not-reversed", _ways(dx=lambda a, b: a + b), "Look at the inputs' errors."
        ),
        Mistake("reverse-not-reversed", _ways(second=lambda e: e), "Look at the errors it gets."),
        Mistake("reverse-not-reversed", _ways(second=lambda e: e, dx=lambda a, b: a + b)),
        Mistake("reverse-not-reversed", _ways(first=lambda e: e[::-1]), "Both are turned."),
        Mistake("batch-turned", _ways(second=lambda e: e[:, ::-1])),
        Mistake("batch-turned", _ways(dx=lambda a, b: a + b[:, ::-1])),
        Mistake("one-direction-only", _ways(dx=lambda a, b: a)),
        Mistake("one-direction-only", _ways(dx=lambda a, b: b[::-1])),
        Mistake(
            "one-direction-only", _same_tape_twice(1), "It is the first.", text="one-tape-twice"
        ),
        Mistake(
            "one-direction-only", _same_tape_twice(2), "It is the second.", text="one-tape-twice"
        ),
        Mistake("averaged", _ways(dx=lambda a, b: (a + b[::-1]) / 2), "Over the two directions."),
        Mistake("halves-swapped", _exchanged),
        Mistake("halves-swapped", _tapes_exchanged, "Look at the tapes."),
        Mistake("halves-swapped", lambda *all_: _swapped_results(*_ways()(*all_))),
    ),
)


def _swapped_results(dxs, one, other):
    return dxs, other, one


def _draw_stack(rng, s):
    """Draw three layers over one sequence, and the error at the top."""
    xs, tapes = rng.standard_normal((s.T, s.N, s.D)), []
    for width in (s.D, s.H, s.H):
        params = _params(rng, width, s.H)
        xs, _, kept = sequence.forward(rnn, params, xs)
        tapes.append((params, kept))
    return {
        "layer_backward": layer_backward,
        "tapes": tapes,
        "dhs": rng.standard_normal((s.T, s.N, s.H)),
    }


def _stack_back(layer_backward, tapes, dhs):
    """The package's way back through the layers."""
    del layer_backward
    layers, kept = zip(*tapes, strict=True)
    dxs, _, dlayers = stacked.backward(rnn, layers, kept, dhs)
    return dxs, dlayers


def _walk(tapes, dhs, layer_backward, handed=lambda new, old, top: new):
    """Walk over the tapes as they come; return the last error and the gradients in that order."""
    top, found = dhs, []
    for tape in tapes:
        new, dparams = layer_backward(tape, dhs)
        found.append(dparams)
        dhs = handed(new, dhs, top)
    return new, found


def _walking_order(layer_backward, tapes, dhs):
    return _walk(tapes[::-1], dhs, layer_backward)


def _each_from_the_top(layer_backward, tapes, dhs):
    dxs, found = _walk(tapes[::-1], dhs, layer_backward, lambda new, old, top: top)
    return dxs, found[::-1]


def _upwards(layer_backward, tapes, dhs):
    return _walk(tapes, dhs, layer_backward)


def _above_the_lowest(layer_backward, tapes, dhs):
    dxs, _ = _walk(tapes[:0:-1], dhs, layer_backward)
    return dxs, _stack_back(layer_backward, tapes, dhs)[1]


stacked_backward = Exercise(
    name="stacked_backward",
    question="Which layer's output does the error above the top belong to, and what comes out at "
    "its input?",
    reference=_stack_back,
    draw=_draw_stack,
    letters="TNDH",
    outputs=("dxs", "dlayers"),
    mistakes=(
        Mistake("gradients-in-walking-order", _walking_order),
        Mistake("not-handed-down", _each_from_the_top),
        Mistake("walks-up", _upwards),
        Mistake("walks-up", lambda *all_: (_upwards(*all_)[0], _upwards(*all_)[1][::-1])),
        Mistake("not-handed-down", _above_the_lowest, text="above-the-lowest"),
    ),
)

EXERCISES = (bidirectional_forward, bidirectional_backward, stacked_backward)
