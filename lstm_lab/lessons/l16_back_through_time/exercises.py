"""Lesson 16: the road along c (B7), one step back, and all steps back (B1)-(B8), (Q7), (G4)."""

from __future__ import annotations

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.detective.parts import Parts, step_backward
from lstm_lab.guest.finding import add
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l16_back_through_time.mistakes import MISTAKES

add(MISTAKES)

NAMES = lstm.Params._fields
STEP = ("dx", "dh_prev", "dc_prev", *(f"d{name}" for name in NAMES))
PASS = ("dxs", "dh0", "dc0", *STEP[3:])
GRADIENTS = Group("The gradients", STEP[3:])


def _params(rng, s):
    return lstm.Params(*(rng.uniform(-1, 1, shape) for shape in lstm.shapes(s.D, s.H)))


def _draw_carry(rng, s):
    return {"dc": rng.standard_normal((s.N, s.H)), "f": rng.uniform(0.05, 0.95, (s.N, s.H))}


def random_tape(rng, s):
    """Run a random cell from a random state; return params and the traces."""
    params = _params(rng, s)
    state = rng.uniform(-1, 1, (s.N, s.H)), rng.uniform(-2, 2, (s.N, s.H))
    _, _, tape = sequence.forward(lstm, params, rng.standard_normal((s.T, s.N, s.D)), state)
    return params, tape.traces


def _draw_step(rng, s):
    params, traces = random_tape(rng, s)
    dh, dc = rng.standard_normal((2, s.N, s.H))
    return {"params": params, "trace": traces[-1], "dh": dh, "dc": dc}


def _draw_pass(rng, s):
    params, traces = random_tape(rng, s)
    dhs, dstate = rng.standard_normal((s.T, s.N, s.H)), rng.standard_normal((2, s.N, s.H))
    return {"params": params, "tape": traces, "dhs": dhs, "dstate": tuple(dstate)}


def step_back(params, trace, dh, dc):
    """Go one step back by the course's function; the trace is any tuple in its order."""
    return lstm.step_backward(params, lstm.Trace(*trace), dh, dc)


def _all_steps(params, tape, dhs, dstate):
    traces = [lstm.Trace(*trace) for trace in tape]
    (N, D), (_, H) = traces[0].x.shape, traces[0].c.shape
    kept = sequence.Tape(traces, None, (len(traces), N, D), (np.zeros((N, H)),) * 2)
    return sequence.backward(lstm, params, kept, dhs, tuple(dstate))


def plain_state(function):
    """Return the function with a state that is a named tuple made a plain one: both are right."""

    def judged(*arguments):
        result = function(*arguments)
        if not (issubclass(type(result), tuple | list) and len(result) == 3):
            return result
        dx, dstate, dparams = result
        return dx, tuple(dstate) if issubclass(type(dstate), tuple) else dstate, dparams

    return judged


def _made(**parts):
    """Return the wrong step that has these parts."""
    made = Parts(**parts)

    def step(params, trace, dh, dc):
        dx, dstate, dparams = step_backward(made, params, lstm.Trace(*trace), dh, dc)
        return dx, dstate, tuple(dparams)

    return step


def _renamed(**owners):
    """Return a change of da by gate: _renamed(i="g") puts the candidate's error at the gate i."""
    return lambda da: da._replace(**{k: getattr(da, other) for k, other in owners.items()})


def _gradients(change=lambda da: da, x=lambda x, h: x, h=lambda x, h: h, kinds="WUb"):
    """Return a wrong (G1)-(G3): another da, x or h_prev, in the arrays of these kinds only."""

    def gradients(da, x_, h_prev):
        right = lstm.gate_gradients(da, x_, h_prev)
        wrong = lstm.gate_gradients(change(da), x(x_, h_prev), h(x_, h_prev))
        return right._replace(**{n: getattr(wrong, n) for n in NAMES if n[0] in kinds})

    return gradients


def _biases(change):
    def gradients(da, x, h_prev):
        right = lstm.gate_gradients(da, x, h_prev)
        return right._replace(**{f"b_{k}": change(getattr(da, k)) for k in da._fields})

    return gradients


def _traced(**names):
    """Return a wrong step that reads other values of the trace: _traced(c_prev="c")."""

    def step(params, trace, dh, dc):
        trace = lstm.Trace(*trace)
        other = trace._replace(**{k: getattr(trace, v) for k, v in names.items()})
        return step_back(params, other, dh, dc)

    return step


def _new_h(params, trace, dh, dc):
    """Build dW from h of the step itself."""
    trace = lstm.Trace(*trace)
    return step_back(params, trace._replace(h_prev=lstm.hidden_state(trace.o, trace.c)), dh, dc)


def _turned(road, kind):
    """Return a wrong road back: the weights of this kind are not turned over (square ones)."""

    def sent(da, params):
        arrays = {f"{kind}_{k}": getattr(params, f"{kind}_{k}").T for k in da._fields}
        return road(da, params._replace(**arrays))

    return sent


def _left_out(road, gate):
    return lambda da, params: road(da._replace(**{gate: 0 * getattr(da, gate)}), params)


def _swapped_weights(da, params):
    """Send the errors back to x through W."""
    return lstm.previous_hidden_error(da, params)


def _through_input(da, params):
    """Send the errors back to h through U."""
    return lstm.input_error(da, params)


def _swapped_state(*arguments):
    dx, (dh, dc), dparams = step_back(*arguments)
    return dx, (dc, dh), dparams


def _averaged(*arguments):
    dx, dstate, dparams = step_back(*arguments)
    return dx, dstate, tuple(array / len(dx) for array in dparams)


_DC = {
    "dc-carry-dropped": lambda dh, dc_in, o, c: lstm.cell_error(dh, 0 * dc_in, o, c),
    "upstream-missing": lambda dh, dc_in, o, c: lstm.cell_error(np.ones_like(dh), dc_in, o, c),
    "road-through-h-missing": lambda dh, dc_in, o, c: dc_in,
    "derivative-of-activated": lambda dh, dc_in, o, c: lstm.cell_error(dh, dc_in, o, np.tanh(c)),
    "slope-not-squared": lambda dh, dc_in, o, c: dc_in + dh * o * (1 - np.tanh(c)),
    "slope-not-there": lambda dh, dc_in, o, c: dc_in + dh * o,
    "output-gate-missing": lambda dh, dc_in, o, c: dc_in + dh * (1 - np.tanh(c) ** 2),
    "parentheses": lambda dh, dc_in, o, c: (dc_in + dh) * o * (1 - np.tanh(c) ** 2),
}  # fmt: skip

_WRONG_STEPS = (
    *(Mistake(name, _made(cell_error=wrong), "Look at dc, (B2).") for name, wrong in _DC.items()),
    Mistake("upstream-missing", _made(
        output_gate_error=lambda dh, o, c: lstm.output_gate_error(np.ones_like(dh), o, c)),
        "Look at da_o."),
    Mistake("partner-not-squashed", _made(
        output_gate_error=lambda dh, o, c: dh * c * o * (1 - o)), "Look at da_o."),
    *(Mistake("sigma-not-derivative", _made(**{part: wrong}), f"Look at {where}.")
      for part, wrong, where in (
        ("output_gate_error", lambda dh, o, c: dh * np.tanh(c) * o, "da_o"),
        ("input_gate_error", lambda dc, i, g: dc * g * i, "da_i"),
        ("forget_gate_error", lambda dc, c_prev, f: dc * c_prev * f, "da_f"))),
    *(Mistake("own-value-not-partners", _made(**{part: wrong}), f"Look at {where}.")
      for part, wrong, where in (
        ("input_gate_error", lambda dc, i, g: dc * i * i * (1 - i), "da_i"),
        ("candidate_error", lambda dc, i, g: dc * g * (1 - g**2), "da_g"))),
    Mistake("slope-of-the-other", _made(
        candidate_error=lambda dc, i, g: dc * i * g * (1 - g)), "Look at da_g."),
    Mistake("slope-not-squared", _made(
        candidate_error=lambda dc, i, g: dc * i * (1 - g)), "Look at da_g."),
    Mistake("derivative-of-activated", _made(
        candidate_error=lambda dc, i, g: dc * i * (1 - np.tanh(g) ** 2)), "Look at da_g."),
    Mistake("c-cached-late", _traced(c_prev="c")),
    Mistake("h-cached-late", _new_h),
    Mistake("gates-swapped", _traced(i="g", g="i"), "Look at how the trace is taken apart."),
    Mistake("gates-swapped", _traced(g="f", f="g"), "Look at how the trace is taken apart."),
    Mistake("gates-swapped", _traced(f="o", o="f"), "Look at how the trace is taken apart."),
    Mistake("carry-ungated", _made(carry_cell_error=lambda dc, f: dc), "Look at dc_prev."),
    Mistake("forget-inverted", _made(carry_cell_error=lambda dc, f: dc * (1 - f)),
            "Look at dc_prev."),
    Mistake("dc-carry-missing", _made(carry_cell_error=lambda dc, f: 0 * dc), "dc_prev is zero."),
    Mistake("dh-carry-missing", _made(
        previous_hidden_error=lambda da, params: 0 * da.i), "dh_prev is zero."),
    Mistake("transposed", _made(
        previous_hidden_error=_turned(lstm.previous_hidden_error, "W")), "Look at dh_prev."),
    Mistake("transposed", _made(input_error=_turned(lstm.input_error, "U")), "Look at dx."),
    Mistake("weights-swapped", _made(input_error=_swapped_weights), "Look at dx."),
    Mistake("weights-swapped", _made(previous_hidden_error=_through_input), "Look at dh_prev."),
    *(Mistake("gate-left-out", _made(**{part: _left_out(road, gate)}),
              f"Look for {gate} in {where}.")
      for part, road, where in (("previous_hidden_error", lstm.previous_hidden_error, "dh_prev"),
                                ("input_error", lstm.input_error, "dx"))
      for gate in "igfo"),
    *(Mistake("gradients-in-another-order", _made(gate_gradients=_gradients(_renamed(**order))))
      for order in ({"g": "f", "f": "g"}, {"i": "f", "g": "i", "f": "g"})),
    *(Mistake("error-of-another-gate", _made(gate_gradients=_gradients(_renamed(**{k: other}))),
              f"Look at the gradients of gate {k}.")
      for k in "igfo" for other in "igfo" if k != other),
    Mistake("article-e1", _made(gate_gradients=_gradients(_renamed(i="g"), kinds="WU"))),
    Mistake("bias-not-summed", _made(gate_gradients=_biases(lambda da: da))),
    Mistake("bias-not-summed", _made(gate_gradients=_biases(lambda da: da.sum(axis=1)))),
    Mistake("bias-not-summed", _made(gate_gradients=_biases(lambda da: da.sum(0, keepdims=True))),
            text="axis-kept"),
    Mistake("averaged", _made(gate_gradients=_biases(lambda da: da.mean(axis=0))), "Look at db."),
    Mistake("averaged", _averaged),
    Mistake("state-swapped", _swapped_state, "Look at (dh_prev, dc_prev)."),
)  # fmt: skip


def _first_wrong(trial):
    """Say which error at a gate is wrong, by the results that are made of it.

    Over several steps one wrong error makes all later ones wrong: there the case T = 1 is read.
    """
    names, several = trial.exercise.names, "tape" in trial.exercise.arguments
    rows = [
        (got.leaves, want.leaves)
        for case, got, want, _ in trial.cases("ordinary", "special")
        if case.title == "T = 1" or (not several and case.kind == "ordinary")
    ]
    if any(got is None or len(got) != len(names) for got, _ in rows):
        return None
    wrong = {
        name
        for got, want in rows
        for name, a, b in zip(names, got, want, strict=True)
        if not trial.agree((a,), (b,))
    }
    if several and not any(leaf.any() for got, _ in rows for leaf in got[3:]):
        return probe(
            "With one step every gradient of a weight is zero.",
            "Which steps does your loop visit when there is one, and when there are two?",
        )
    if several and not wrong:
        return probe(
            "With one step everything is right, with several it is not: look at what one turn of "
            "the loop hands to the next, and at the sums.",
            "Print dh and dc at the beginning of each turn, for T = 2.",
        )
    sentence, hint = _verdict(names, wrong)
    whole = f"With one step {sentence}" if several else sentence[0].upper() + sentence[1:]
    return probe(whole, hint)


def _verdict(names, wrong):
    """Return what the wrong results of one step say of the errors at the gates, and a hint."""
    back = {names[0], names[1]}  # dx and dh_prev are made of all four errors
    rest = [name for name in names if name in wrong]
    listed = f" What is wrong: {', '.join(rest)}." if len(rest) <= 4 else ""
    gates = [f"da_{k}" for k in "ogif" if {f"dW_{k}", f"dU_{k}", f"db_{k}"} <= wrong]
    if not any(name[1:2] in "WUb" for name in wrong):
        return (
            f"every gradient of the weights is right, so every da is.{listed}",
            "Which arrays meet in those lines, and is something put to them?",
        )
    if not back & wrong:
        return (
            f"the results {names[0]} and {names[1]} are right, so every da is.{listed}",
            "What becomes of da in those lines: which arrays meet, and is something put to them?",
        )
    if not gates:
        return (
            f"the weights' gradients of every gate hold something right.{listed}",
            "Which line makes the first of these?",
        )
    if len(gates) == 4:
        return (
            "the gradients of all four gates are wrong.",
            "What do the four errors share: the error that comes in, or how the trace is taken "
            "apart?",
        )
    if gates == ["da_g", "da_i", "da_f"]:
        return (
            "the error da_o is right; da_g, da_i and da_f are not. They have one factor in common.",
            "Which error do these three meet, and da_o does not?",
        )
    return (
        f"the gradients show it: wrong at {', '.join(gates)}.",
        "With one example db is da itself. Compare it with the line of that gate.",
    )


carry_cell_error = Exercise(
    name="carry_cell_error",
    model="dc * f",
    question="c holds f times c_prev. By how much does c move when c_prev moves by 1?",
    reference=lstm.carry_cell_error,
    draw=_draw_carry,
    letters="NH",
    outputs=("dc_prev",),
    variant="backward",
    mistakes=(
        Mistake("carry-ungated", lambda dc, f: dc),
        Mistake("carry-ungated", lambda dc, f: dc.copy()),
        Mistake("forget-inverted", lambda dc, f: dc * (1 - f)),
        Mistake("slope-not-due", lambda dc, f: dc * f * (1 - f)),
        Mistake("slope-not-due", lambda dc, f: dc * (1 - f**2)),
        Mistake("upstream-missing", lambda dc, f: f),
        Mistake("upstream-missing", lambda dc, f: f.copy()),
        Mistake("divided-by-gate", lambda dc, f: dc / f),
        Mistake("matrix-product", lambda dc, f: dc @ f.T),
        Mistake("matrix-product", lambda dc, f: dc.T @ f),
        Mistake("averaged", lambda dc, f: dc * f / len(dc)),
    ),
)

lstm_step_backward = Exercise(
    name="lstm_step_backward",
    question="Take one example and go through your lines in order: which is the first whose "
    "numbers are not right?",
    reference=step_back,
    draw=_draw_step,
    letters="NDH",
    outputs=(STEP[0], Group("The tuple (dh_prev, dc_prev)", STEP[1:3]), GRADIENTS),
    variant="backward",
    judge=plain_state,
    mistakes=_WRONG_STEPS,
    probes=(_first_wrong,),
)


def _walk(step=step_back, carry=lambda new, old, dstate: new, total=np.add, start=lambda d: d,
          above=lambda dhs, t: dhs[t], forwards=False):  # fmt: skip
    """Return a wrong pass: a wrong step, carry, sum, start or error from above, or direction.

    carry(new, old, dstate) is what the next turn gets; total(sum, term) puts a step's gradients to
    the sum.
    """

    def backward(params, tape, dhs, dstate):
        (dh, dc), dxs, sums = start(dstate), [None] * len(tape), None
        order = range(len(tape)) if forwards else reversed(range(len(tape)))
        for t in order:
            old = dh, dc
            dxs[t], new, terms = step(params, tape[t], dh + above(dhs, t), dc)
            dh, dc = carry(new, old, dstate)
            sums = terms if sums is None else tuple(map(total, sums, terms))
        return np.stack(dxs), tuple(new), sums

    return backward


def _replacing(change):
    """Return a wrong pass: right but for what `change` does to its results."""
    return lambda *arguments: change(*_all_steps(*arguments))


def _zero_errors(dstate):
    return tuple(0 * part for part in dstate)


def _first_errors(params, tape, dhs, dstate):
    """Return the whole error at the first step's h in place of dh0."""
    dxs, (_, dc0), total = _all_steps(params, tape, dhs, dstate)
    if len(tape) == 1:
        return dxs, (dstate[0] + dhs[0], dc0), total
    _, (dh1, _), _ = _all_steps(params, tape[1:], dhs[1:], dstate)
    return dxs, (dh1 + dhs[0], dc0), total


_WRONG_PASSES = (
    Mistake("dc-carry-missing", _walk(carry=lambda new, old, d: (new[0], 0 * new[1]))),
    Mistake("dh-carry-missing", _walk(carry=lambda new, old, d: (0 * new[0], new[1]))),
    Mistake("computed-not-passed", _walk(carry=lambda new, old, d: d)),
    Mistake("computed-not-passed", _walk(carry=lambda new, old, d: (new[0], d[1])), "Look at dc."),
    Mistake("computed-not-passed", _walk(carry=lambda new, old, d: (d[0], new[1])), "Look at dh."),
    Mistake("computed-not-passed", _walk(carry=lambda new, old, d: (0 * new[0], 0 * new[1]))),
    Mistake("state-swapped", _walk(carry=lambda new, old, d: new[::-1]), "Look at the loop."),
    Mistake("overwritten", _walk(total=lambda later, here: here)),
    Mistake("last-errors-ignored", _walk(start=_zero_errors)),
    Mistake("last-errors-ignored", _walk(start=lambda d: (d[0], 0 * d[1])), "Look at dc."),
    Mistake("last-errors-ignored", _walk(start=lambda d: (0 * d[0], d[1])), "Look at dh."),
    Mistake("state-swapped", _walk(start=lambda d: d[::-1]), "Look at how dstate is taken apart."),
    Mistake("above-missing", _walk(above=lambda dhs, t: dhs[t] * (t == len(dhs) - 1))),
    Mistake("above-missing", _walk(above=lambda dhs, t: 0 * dhs[t]), "Not even that one."),
    Mistake("time-reversed", _walk(above=lambda dhs, t: dhs[::-1][t]), "Look at dhs."),
    Mistake("walks-forward", _walk(forwards=True)),
    Mistake("reverse-not-reversed", _replacing(lambda dxs, d, total: (dxs[::-1], d, total)),
            "Look at dxs."),
    Mistake("state-swapped", _replacing(lambda dxs, d, total: (dxs, d[::-1], total)),
            "Look at (dh0, dc0)."),
    Mistake("dh0-late", _first_errors),
    Mistake("averaged", _replacing(
        lambda dxs, d, total: (dxs, d, tuple(one / len(dxs) for one in total))),
        "Here the steps were averaged."),
)  # fmt: skip

_NOTHING_ARRIVES = (
    Mistake("dh0-zero", _replacing(lambda dxs, d, total: (dxs, (0 * d[0], d[1]), total))),
    Mistake("dh0-zero", _replacing(lambda dxs, d, total: (dxs, _zero_errors(d), total))),
)

lstm_backward = Exercise(
    name="lstm_backward",
    question="With T = 1 it is one step back: is that right? Then T = 2: which two errors go from "
    "turn to turn?",
    reference=_all_steps,
    draw=_draw_pass,
    letters="TNDH",
    outputs=(PASS[0], Group("The tuple (dh0, dc0)", PASS[1:3]), GRADIENTS),
    variant="backward",
    judge=plain_state,
    mistakes=(
        *_WRONG_PASSES,
        *(mistake._replace(wrong=_walk(mistake.wrong)) for mistake in _WRONG_STEPS),
        *_NOTHING_ARRIVES,
    ),
    probes=(_first_wrong,),
)

EXERCISES = (carry_cell_error, lstm_step_backward, lstm_backward)
