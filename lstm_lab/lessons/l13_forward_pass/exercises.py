"""Lesson 13: the whole step (L1)-(L6), and a sequence of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.guest.finding import add, finding
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake, Setting
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l13_forward_pass.messenger_exercise import messenger_parameters
from lstm_lab.lessons.l13_forward_pass.mistakes import MISTAKES

add(MISTAKES)

STATE, TRACE = ("h", "c"), lstm.Trace._fields
KEPT = "c of the trace"
ORDER = ("i", "g", "f", "c", "o", "h")  # in which a step makes its values


def _params(rng, s):
    return lstm.Params(*(rng.uniform(-1, 1, shape) for shape in lstm.shapes(s.D, s.H)))


def _state(rng, s):
    return rng.uniform(-1, 1, (s.N, s.H)), rng.uniform(-2, 2, (s.N, s.H))


def _draw_step(rng, s):
    h_prev, c_prev = _state(rng, s)
    x = rng.standard_normal((s.N, s.D))
    return {"params": _params(rng, s), "x": x, "h_prev": h_prev, "c_prev": c_prev}


def _draw_sequence(rng, s):
    return {
        "params": _params(rng, s),
        "xs": rng.standard_normal((s.T, s.N, s.D)),
        "state": _state(rng, s),
    }


def _step(params, x, h_prev, c_prev):
    state, trace = lstm.step(params, x, h_prev, c_prev)
    return state, tuple(trace)


def _forward(params, xs, state):
    hs, last, tape = sequence.forward(lstm, params, xs, state)
    return hs, last, [tuple(trace) for trace in tape.traces]


def _plain(function):
    """Return the function with named tuples in its trace made plain ones: both are right."""

    def judged(*arguments):
        result = function(*arguments)
        if not _is_tuple(result, 2):
            return result
        return tuple(_unnamed(part) for part in result)

    return judged


def _plain_tape(function):
    """Return the function with the named tuples in its state and its tape made plain ones."""

    def judged(*arguments):
        result = function(*arguments)
        if not _is_tuple(result, 3):
            return result
        hs, last, tape = result
        tape = [_unnamed(trace) for trace in tape] if issubclass(type(tape), list | tuple) else tape
        return hs, _unnamed(last), tape

    return judged


def _is_tuple(result, length):
    return issubclass(type(result), tuple | list) and len(result) == length


def _unnamed(part):
    return tuple(part) if issubclass(type(part), tuple | list) else part


class _Parts(NamedTuple):
    """A step in pieces, each of which a mistake replaces. c and h get everything before them."""

    i: object = lambda x, h, W, U, b: sigmoid(h @ W + x @ U + b)
    g: object = lambda x, h, W, U, b: tanh(h @ W + x @ U + b)
    f: object = lambda x, h, W, U, b: sigmoid(h @ W + x @ U + b)
    o: object = lambda x, h, W, U, b: sigmoid(h @ W + x @ U + b)
    c: object = lambda c_prev, i, g, f, o: f * c_prev + i * g
    h: object = lambda c_prev, c, o: o * tanh(c)
    weights: str = "igfo"  # whose arrays the gates i, g, f, o read


def _made(**parts):
    """Return the wrong step that has these parts."""
    p = _Parts(**parts)

    def step(params, x, h_prev, c_prev):
        gates = {}
        for name, owner in zip("igfo", p.weights, strict=True):
            arrays = (getattr(params, f"{kind}_{owner}") for kind in "WUb")
            gates[name] = getattr(p, name)(x, h_prev, *arrays)
        c = p.c(c_prev, **gates)
        h = p.h(c_prev, c, gates["o"])
        return (h, c), (x, h_prev, c_prev, *gates.values(), c)

    return step


def _every(function):
    """Replace all four gates by one wrong sum, squashed as it should be."""
    return {
        name: lambda *arrays, name=name: (tanh if name == "g" else sigmoid)(function(*arrays))
        for name in "igfo"
    }


def _traced(change):
    """Return a wrong step: the right state, another trace. `change` gets a dict by name."""

    def step(params, x, h_prev, c_prev):
        state, trace = lstm.step(params, x, h_prev, c_prev)
        named = trace._asdict()
        change(named, *state)
        return state, tuple(named.values())

    return step


def _late(name, k):
    return _traced(lambda named, *state: named.__setitem__(name, state[k]))


def _output_last(params, x, h_prev, c_prev):
    """The output gate reads the new h in place of the old one."""
    (h, c), trace = lstm.step(params, x, h_prev, c_prev)
    o = lstm.output_gate(x, h, params.W_o, params.U_o, params.b_o)
    return (lstm.hidden_state(o, c), c), tuple(trace._replace(o=o))


def _swapped_state(*arguments):
    (h, c), trace = _step(*arguments)
    return (c, h), trace


def _trace_in(order):
    def step(*arguments):
        state, trace = lstm.step(*arguments)
        return state, tuple(getattr(trace, name) for name in order)

    return step


def _no(part):
    """Return a sum without the old state, the input or the bias, for all four gates."""
    kept = {
        "W": lambda x, h, W, U, b: x @ U + b,
        "U": lambda x, h, W, U, b: h @ W + b,
        "b": lambda x, h, W, U, b: h @ W + x @ U,
    }
    return _every(kept[part])


_COPIES = tuple(
    "".join(other if gate == name else gate for gate in "igfo")
    for name in "igfo"
    for other in "igfo"
    if other != name
)
_EXCHANGED = ("fgio", "ogfi", "igof", "gifo", "ifgo", "iofg")

_WRONG_STEPS = (
    *(Mistake("gates-swapped", _made(weights=owners)) for owners in _EXCHANGED),
    *(Mistake("gate-copied", _made(weights=owners)) for owners in _COPIES),
    Mistake("forget-inverted", _made(c=lambda c_prev, i, g, f, o: (1 - f) * c_prev + i * g)),
    Mistake("no-input-gate", _made(c=lambda c_prev, i, g, f, o: f * c_prev + g)),
    Mistake("gates-swapped", _made(c=lambda c_prev, i, g, f, o: i * c_prev + f * g)),
    Mistake("gates-swapped", _made(c=lambda c_prev, i, g, f, o: f * c_prev + o * g)),
    Mistake("gates-swapped", _made(c=lambda c_prev, i, g, f, o: g * c_prev + i * f)),
    Mistake("parentheses", _made(c=lambda c_prev, i, g, f, o: f * (c_prev + i * g)), "Look at c."),
    Mistake("parentheses", _made(c=lambda c_prev, i, g, f, o: (f * c_prev + i) * g), "Look at c."),
    Mistake("c-squashed", _made(c=lambda c_prev, i, g, f, o: tanh(f * c_prev + i * g))),
    Mistake("h-without-tanh", _made(h=lambda c_prev, c, o: o * c)),
    Mistake("h-from-old-c", _made(h=lambda c_prev, c, o: o * tanh(c_prev))),
    Mistake("parentheses", _made(h=lambda c_prev, c, o: tanh(o * c)), "Look at h."),
    Mistake("output-gate-missing", _made(h=lambda c_prev, c, o: tanh(c))),
    Mistake("new-h-in-gate", _output_last),
    Mistake("tanh-sigmoid", _made(g=_Parts().i), "Look at g."),
    *(
        Mistake(
            "tanh-sigmoid", _made(**{k: _Parts().g for k in names}), f"Look at {', '.join(names)}."
        )
        for names in ("i", "f", "o", "ifo")
    ),
    Mistake("squash-missing", _made(g=lambda x, h, W, U, b: h @ W + x @ U + b), "Look at g."),
    *(
        Mistake(mistake, _made(**{k: _no(part)[k] for k in names}), f"Look at {', '.join(names)}.")
        for part, mistake in (
            ("b", "bias-missing"),
            ("W", "recurrence-missing"),
            ("U", "input-missing"),
        )
        for names in ("igfo", "i", "g", "f", "o")
    ),
    Mistake("transposed", _made(**_every(lambda x, h, W, U, b: h @ W.T + x @ U + b))),
    Mistake("weights-swapped", _made(**_every(lambda x, h, W, U, b: h @ U + x @ W + b))),
    Mistake("state-swapped", _swapped_state),
    Mistake("trace-missing", lambda *arguments: _step(*arguments)[0]),
    Mistake("c-cached-late", _late("c_prev", 1), "The state is right, the trace is not."),
    Mistake("h-cached-late", _late("h_prev", 0), "The state is right, the trace is not."),
    *(
        Mistake("trace-order", _trace_in(order.split()), "The state is right.")
        for order in (
            "x h_prev c_prev i f g o c",
            "x h_prev c_prev i f o g c",
            "x h_prev c_prev f i g o c",
            "x h_prev c_prev f i o g c",
            "x c_prev h_prev i g f o c",
            "x h_prev c_prev i g f c o",
            "h_prev x c_prev i g f o c",
        )
    ),
)


def _first_wrong_value(trial):
    """Say which value of a step is the first wrong one, in the order in which they are made."""
    names, wrong = trial.exercise.names, set()
    for _, got, want, _ in trial.cases("ordinary"):
        if got.leaves is None or len(got.leaves) != len(names):
            return None
        pairs = zip(names, got.leaves, want.leaves, strict=True)
        wrong |= {name for name, a, b in pairs if not trial.agree((a,), (b,))}
    given = [name for name in ("x", "h_prev", "c_prev") if name in wrong]
    if given:
        return probe(
            f"{' and '.join(given)} in the trace should be what the function was given.",
            "Is another array bound to that name before the trace is made, or is it squashed?",
        )
    if not wrong & set(STATE):
        return _in_another_order(trial) or probe(
            f"The state is right. In the trace, look at {' and '.join(sorted(wrong))}."
        )
    first = next((name for name in ORDER if name in wrong), None)
    if first == "c" and KEPT not in wrong:
        return probe("c is right in the trace. It is not the one that stands in the state.")
    before = ORDER[: ORDER.index(first)]
    right = f"{', '.join(before)} {'is' if len(before) == 1 else 'are'} right. " if before else ""
    return probe(
        f"{right}The first value that differs is {first}.",
        f"Look at the line that makes {first}; what comes after it can only be wrong as well.",
    )


def _in_another_order(trial):
    """Notice a trace that holds the right arrays in another order than the docstring."""
    rows = [(got.leaves[2:], want.leaves[2:]) for _, got, want, _ in trial.cases("ordinary")]
    places = {
        tuple(next((k for k, b in enumerate(want) if trial.agree((a,), (b,))), -1) for a in got)
        for got, want in rows
    }
    if len(places) == 1 and sorted(*places) == list(range(len(TRACE))):
        return finding("trace-order", "probe", "The state is right.")
    return None


lstm_step = Exercise(
    name="lstm_step",
    question="Which of the six lines is the first whose value is not right? Compare one by one, "
    "with one example.",
    reference=_step,
    draw=_draw_step,
    letters="NDH",
    outputs=(Group("The state", STATE), Group("The trace", (*TRACE[:-1], KEPT))),
    judge=_plain,
    variant="gate",
    mistakes=_WRONG_STEPS,
    probes=(_first_wrong_value,),
    extremes=(
        ("the inputs are very large", lambda arguments: _scale(arguments["x"])),
        ("the cell is very full", lambda arguments: _scale(arguments["c_prev"])),
    ),
)


def _scale(array):
    array *= 1000


def _over_time(step):
    """Return the wrong sequence that a wrong step makes."""

    def forward(params, xs, state):
        return _walk(step, params, xs, state, lambda new, old, first: new)

    return forward


def _walk(step, params, xs, state, following):
    """Run a step over time; following(new, old, first) says which state the next step gets."""
    hs, tape, first = [], [], state
    last = state
    for x in xs:
        last, trace = step(params, x, *state)
        hs.append(last[0])
        tape.append(tuple(trace))
        state = following(last, state, first)
    return np.stack(hs), tuple(last), tape


def _following(rule):
    return lambda params, xs, state: _walk(lstm.step, params, xs, state, rule)


def _started(change):
    return lambda params, xs, state: _forward(params, xs, change(*state))


def _outputs(change):
    """Return a wrong sequence whose outputs alone are changed: (hs, h0) -> hs."""

    def forward(params, xs, state):
        hs, last, tape = _forward(params, xs, state)
        return change(hs, state[0]), last, tape

    return forward


def _state_of(change):
    """Return a wrong sequence whose last state alone is changed: (last, first) -> state."""

    def forward(params, xs, state):
        hs, last, tape = _forward(params, xs, state)
        return hs, change(last, state), tape

    return forward


def _inputs(change):
    return lambda params, xs, state: _forward(params, change(xs), state)


_WRONG_SEQUENCES = (
    Mistake("h0-ignored", _started(lambda h, c: (0 * h, 0 * c)), "Neither h nor c is."),
    Mistake("h0-ignored", _started(lambda h, c: (0 * h, c)), "h is not."),
    Mistake("c0-ignored", _started(lambda h, c: (h, 0 * c))),
    Mistake("state-swapped", _started(lambda h, c: (c, h)), "Look at how state is taken apart."),
    Mistake("state-reset", _following(lambda new, old, first: first)),
    Mistake("state-reset", _following(lambda new, old, first: (0 * new[0], 0 * new[1]))),
    Mistake("c-not-carried", _following(lambda new, old, first: (new[0], first[1]))),
    Mistake("c-not-carried", _following(lambda new, old, first: (new[0], 0 * new[1]))),
    Mistake("state-reset", _following(lambda new, old, first: (first[0], new[1])), "Look at h."),
    Mistake("state-swapped", _following(lambda new, old, first: new[::-1]), "Look at the loop."),
    Mistake("aliased-cache", _outputs(lambda hs, h0: 0 * hs + hs[-1])),
    Mistake("states-late", _outputs(lambda hs, h0: np.concatenate([h0[None], hs])[:-1])),
    Mistake("initial-state-included", _outputs(lambda hs, h0: np.concatenate([h0[None], hs]))),
    Mistake("last-state-only", _outputs(lambda hs, h0: hs[-1])),
    Mistake("axes-swapped", _outputs(lambda hs, h0: hs.swapaxes(0, 1))),
    Mistake("time-reversed", _outputs(lambda hs, h0: hs[::-1]), "Look at the outputs."),
    Mistake("time-reversed", _inputs(lambda xs: xs[::-1])),
    Mistake("time-wraps", _inputs(lambda xs: np.roll(xs, 1, 0)), "Look at xs."),
    Mistake("first-input-only", _inputs(lambda xs: 0 * xs + xs[0])),
    Mistake("state-not-returned", _state_of(lambda last, first: first)),
    Mistake("state-swapped", _state_of(lambda last, first: last[::-1]), "The last one is."),
    Mistake("tape-missing", lambda *arguments: _forward(*arguments)[:2]),
)

_STATE_AT_REST = Setting(
    "the state before the first step is zero",
    lambda arguments: arguments | {"state": tuple(0 * part for part in arguments["state"])},
    "look at what the first step gets",
)


def _first_wrong_step(trial):
    """Say which value of which step is the first wrong one, if every tape has its form."""
    for _, got, want, _ in trial.cases("ordinary"):
        if got.leaves is None or len(got.leaves) != len(want.leaves):
            return None
        steps = range(3, len(want.leaves), len(TRACE))
        for t, start in enumerate(steps):
            part = slice(start, start + len(TRACE))
            pairs = zip(TRACE, got.leaves[part], want.leaves[part], strict=True)
            wrong = {name for name, a, b in pairs if not trial.agree((a,), (b,))}
            if wrong:
                first = next(name for name in ("x", "h_prev", "c_prev", *ORDER) if name in wrong)
                return probe(
                    f"The first value that differs is {first}, at step {t}.",
                    f"Print {first} of that step: where does it come from?",
                )
    return _right_on_the_tape(trial)


def _right_on_the_tape(trial):
    """Say which of the outputs and the last state is wrong, when every step is right."""
    _, got, want, _ = trial.cases("ordinary")[0]
    names = ("hs", "h of the last state", "c of the last state")
    pairs = zip(names, got.leaves, want.leaves, strict=False)
    wrong = [name for name, a, b in pairs if not trial.agree((a,), (b,))]
    if not wrong:
        return None
    return probe(
        f"Every value on the tape is right; what is not: {' and '.join(wrong)}.",
        "Which of a step's values belongs there?",
    )


lstm_forward = Exercise(
    name="lstm_forward",
    question="With T = 1 it is one step: is that right? Which two arrays does the second step get "
    "from the first?",
    reference=_forward,
    draw=_draw_sequence,
    letters="TNDH",
    outputs=(
        "hs",
        Group("The last state", ("h of the last state", "c of the last state")),
        "The tape",
    ),
    judge=_plain_tape,
    variant="gate",
    mistakes=(
        *_WRONG_SEQUENCES,
        *(m._replace(wrong=_over_time(m.wrong)) for m in _WRONG_STEPS if m.id != "trace-missing"),
    ),
    settings=(_STATE_AT_REST,),
    probes=(_first_wrong_step,),
    extremes=(
        ("the inputs are very large", lambda arguments: _scale(arguments["xs"])),
        ("the first cell state is very large", lambda arguments: _scale(arguments["state"][1])),
    ),
)

EXERCISES = (lstm_step, lstm_forward, messenger_parameters)
