"""Lesson 16: an error walks back through an LSTM, on two lanes. Which one may be cut?"""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import lstm, rnn
from lstm_lab.drawing.heat import TOLERANCE, word
from lstm_lab.drawing.numbers import fixed, power, short
from lstm_lab.lessons.l16_back_through_time import exercises
from lstm_lab.lessons.l16_back_through_time.picture import lanes
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

D, H, LONGEST, SEED = 8, 16, 30, 4
LENGTHS = (1, 2, 3, 5, 10, 30)
NONE, CELL, HIDDEN, WINDOW = "none", "c, as the article", "h, as in 1997", "both, windows of 5"
SCISSORS = (NONE, CELL, HIDDEN, WINDOW)
WINDOW_LENGTH = 5


class Walk(NamedTuple):
    """An error on its way back over T steps.

    sizes: the norms at the states 0 to T, a dict of (T + 1,); cut, a dict of (T,) bools;
    gradients, Params; strands (T, 4), norms, and shares (T, 4) of what i, g, f, o send to h of
    the step before.
    """

    sizes: dict
    cut: dict
    gradients: lstm.Params
    strands: np.ndarray
    shares: np.ndarray


class Frame(NamedTuple):
    """One state of the picture.

    sizes, a dict of (T + 1,) by lane, the error at the states 0 to T; cut, a dict of (T,) bools,
    hops that are cut; strands, (T, 4), sizes at i, g, f, o; shares, (4,), at step t; names and
    table, (R, C), relative errors; lengths, (C,), and column; title, lane_words, a dict, above,
    crossing and cosine, texts.
    """

    sizes: dict
    cut: dict
    strands: np.ndarray
    shares: np.ndarray
    t: int
    names: tuple
    table: np.ndarray
    lengths: tuple
    column: int
    title: str
    lane_words: dict
    above: str
    crossing: str
    cosine: tuple


def lstm_step_backward(function=None, predict=None):
    """Carry an error back through an LSTM on the lanes of c and h, and cut one of them (B7) (V5).

    Parameters: function, the learner's lstm_step_backward(params, trace, dh, dc), called with
    N = 1, D = 8 and H = 16. predict, whether a guess is asked for first: by default when there is
    no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("scissors", "cut", CELL if function is None else NONE, SCISSORS),
        Choice("T", "steps T", LONGEST, LENGTHS),
        Slider("bias", "forget bias", 1.0, 0.0, 3.0, 0.5),
        Time("t", "hop back from step t", LONGEST - 1, LONGEST - 1),
    )
    walked = cache(partial(walk, function=function))
    return Explorer(
        controls, partial(frame, walked=walked, own=function is not None), Drawing(lanes), say,
        question=_question() if predict else None,
    )  # fmt: skip


def frame(scissors, T, bias, t, walked=None, own=False):
    """Walk back over T steps and compare with the truth. Returns a Frame.

    `walked(scissors, T, bias)` returns a Walk. Raises LearnerError or NotStartedError if the
    learner's function cannot be drawn.
    """
    walked, t = walked or walk, min(t, T - 1)
    here, size = walked(scissors, T, bias), rnn_sizes(T)
    table = np.array(
        [
            list(
                gradcheck.compare(
                    _named(walked(scissors, T, bias)), _truth(T, bias)
                ).errors.values()
            )
            for T in LENGTHS
        ]
    ).T
    cosine = _cosine(here.gradients, walk(NONE, T, bias).gradients)
    sizes = {**here.sizes, "rnn": size}
    return Frame(
        sizes=sizes, cut={**here.cut, "rnn": np.zeros(T, bool)},
        strands=here.strands, shares=here.shares[t], t=t,
        names=lstm.Params._fields, table=table, lengths=LENGTHS, column=LENGTHS.index(T),
        title=_compared(table) if own and scissors == NONE else _title(scissors, T, cosine),
        lane_words=_lane_words(sizes, here.cut),
        above=f"Error of size 1 at step {T - 1}; forget bias {short(bias)}; {H} units. "
        "Width: log of the size",
        crossing=_crossing(t, here),
        cosine=(f"cosine with the true gradient: {fixed(cosine)}", *_passes(table)),
    )  # fmt: skip


def scene(T, bias):
    """Draw an LSTM, its tape over T steps, and an error of size 1 at the last output."""
    rng = np.random.default_rng(SEED)
    params = lstm.init(D, H, rng=rng, forget_bias=bias)
    xs, state = rng.standard_normal((LONGEST, 1, D)), tuple(rng.uniform(-1, 1, (2, 1, H)))
    error = rng.standard_normal((1, H))
    _, _, tape = sequence.forward(lstm, params, xs[:T], state)
    return params, tape, error / np.linalg.norm(error)


@cache
def walk(scissors, T, bias, function=None):
    """Carry the error back over T steps, cutting as asked. Returns a Walk."""
    params, tape, dh = scene(T, bias)
    dc, total = np.zeros_like(dh), lstm.Params(*(np.zeros_like(array) for array in params))
    sizes, cut = {"c": np.zeros(T + 1), "h": np.zeros(T + 1)}, _cuts(scissors, T)
    strands, shares = np.zeros((T, len(lstm.Gates._fields))), np.zeros((T, len(lstm.Gates._fields)))
    for t in reversed(range(T)):
        trace = tape.traces[t]
        whole = lstm.cell_error(dh, dc, trace.o, trace.c)
        sizes["h"][t + 1], sizes["c"][t + 1] = np.linalg.norm(dh), np.linalg.norm(whole)
        strands[t], shares[t] = roads(params, trace, dh, whole)
        dh, dc, term = _step(function, params, trace, dh, dc)
        dh, dc = dh * (not cut["h"][t]), dc * (not cut["c"][t])
        total = lstm.Params(*(a + b for a, b in zip(total, term, strict=True)))
    sizes["h"][0], sizes["c"][0] = np.linalg.norm(dh), np.linalg.norm(dc)
    return Walk(sizes, cut, total, strands, shares)


def roads(params, trace, dh, dc):
    """Return what i, g, f and o send to h of the step before: norms (4,), and shares (4,).

    dh and dc (N, H) are the whole errors at h and c. The share of a part is
    <part, total> / |total|^2; the four add up to 1.
    """
    da = lstm.gate_errors(trace, dh, dc)
    nothing = lstm.Gates(*(np.zeros_like(part) for part in da))
    sent = [
        lstm.previous_hidden_error(nothing._replace(**{k: part}), params)
        for k, part in da._asdict().items()
    ]
    total = sum(sent)
    size = (total**2).sum() or 1.0
    return [np.linalg.norm(part) for part in sent], [(part * total).sum() / size for part in sent]


def _cuts(scissors, T):
    """Say for each lane which hops, from step t to the state before it, are cut."""
    every, border = np.ones(T, bool), np.arange(T) % WINDOW_LENGTH == 0
    return {
        "c": {CELL: every, WINDOW: border}.get(scissors, ~every),
        "h": {HIDDEN: every, WINDOW: border}.get(scissors, ~every),
    }


def _step(function, params, trace, dh, dc):
    """Go one step back, by the course or by the learner: dh_prev, dc_prev, and Params."""
    if function is None:
        _, state, dparams = lstm.step_backward(params, trace, dh, dc)
        return *state, dparams
    arguments = params, trace, dh, dc
    _, dh, dc, *dparams = learner.answer(function, exercises.lstm_step_backward, *arguments)
    return dh, dc, lstm.Params(*dparams)


@cache
def rnn_sizes(T):
    """Return the size (T + 1,) of the same error on its way back through a tanh RNN."""
    rng = np.random.default_rng(SEED)
    params = rnn.init(D, H, rng=rng)
    xs, error = rng.standard_normal((LONGEST, 1, D)), rng.standard_normal((1, H))
    _, _, tape = sequence.forward(rnn, params, xs[:T])
    dh, sizes = error / np.linalg.norm(error), [1.0]
    for trace in reversed(tape.traces):
        _, (dh,), _ = rnn.step_backward(params, trace, dh)
        sizes.append(np.linalg.norm(dh))
    return np.array(sizes[::-1])


def _named(walked):
    return walked.gradients._asdict()


def _truth(T, bias):
    return _named(walk(NONE, T, bias))


def _cosine(a, b):
    """Return the cosine of all gradients together."""
    a, b = (np.concatenate([array.ravel() for array in one]) for one in (a, b))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def _title(scissors, T, cosine):
    """Say what the cut does."""
    if scissors == NONE:
        return f"No cut: an error walks back {T} steps on two lanes"
    where = {CELL: "The lane of c is cut", HIDDEN: "The lane of h is cut",
             WINDOW: "Both lanes are cut every 5 steps"}[scissors]  # fmt: skip
    if cosine > 1 - TOLERANCE:
        return f"{where}: with T = {T} the gradients of all weights are right"
    return f"{where}: with T = {T} the cosine with the truth is {fixed(cosine)}"


def _compared(table):
    """Say whether the learner's gradients agree with the course's, by length."""
    wrong = [
        str(T) for T, column in zip(LENGTHS, table.T, strict=True) if (column > TOLERANCE).any()
    ]
    if not wrong:
        return "Your lstm_step_backward agrees with the course's at every length"
    return f"Your lstm_step_backward: wrong gradients at T = {', '.join(wrong)}"


def _lane_words(sizes, cut):
    """Say what each lane brings to the state before step 0."""

    def told(name, label):
        if name in cut and cut[name][0]:
            return f"{label}: cut, nothing arrives before step 0"
        return f"{label}: {power(sizes[name][0])} arrives before step 0"

    return {
        "c": told("c", "cell state c, times f at every hop"),
        "h": told("h", "hidden state h, through the weights"),
        "rnn": told("rnn", "an RNN's only lane"),
    }


def _crossing(t, walked):
    """Say what the bars show: what a step sends to h of the step before."""
    if not walked.strands[t].any():
        return f"Nothing is left to send at step {t}"
    return f"What step {t} {'would send' if walked.cut['h'][t] else 'sends'} to h before it"


def _passes(table):
    """Say which lengths a gradient check of the weights lets pass."""
    right = [
        str(T) for T, column in zip(LENGTHS, table.T, strict=True) if (column < TOLERANCE).all()
    ]
    if len(right) == len(LENGTHS):
        return ("a gradient check passes at every T",)
    return (f"a gradient check passes at T = {', '.join(right)}",)


def passing_cut(T):
    """Return which single lane may be cut while the weights' gradients over T steps stay right."""
    right = [
        gradcheck.compare(_named(walk(cut, T, 1.0)), _truth(T, 1.0)).largest < TOLERANCE
        for cut in (CELL, HIDDEN)
    ]
    return {(True, True): "either", (True, False): "c", (False, True): "h"}.get(
        tuple(right), "neither"
    )


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    shares = ", ".join(
        f"{gate} {fixed(100 * share, 0)} %"
        for gate, share in zip(lstm.Gates._fields, frame.shares, strict=True)
    )
    return (
        f"{frame.title}. {frame.above}. {'; '.join(frame.lane_words.values())}. "
        f"{frame.crossing}: {shares}. {'; '.join(frame.cosine)}. "
        f"Largest error of a gradient at T = {', '.join(map(str, LENGTHS))}: "
        f"{', '.join(word(error) for error in frame.table.max(axis=0))}"
    )


def _question():
    """Ask which lane may be cut without a check of the weights noticing."""
    options = ("c", "h", "either", "neither")
    return Question(
        text="An error goes back on two lanes, c and h. You cut one of them at every step, and "
        "check the gradients of the weights. Which cut passes?",
        asks=tuple(
            Ask(f"16_cut_that_passes_T_{T}", f"with T = {T}", partial(passing_cut, T),
                options=options)
            for T in (1, 2)
        ),
        until={"scissors": NONE},
    )  # fmt: skip


EXPLORERS = (lstm_step_backward,)
