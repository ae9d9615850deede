"""The learner's numbers beside the course's, and functions of the LSTM on drawn scenes as well.

A picture's scene is small: a wrong term may be zero in it. So the title of a cell also says what a
run with random weights finds.
"""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.drawing.numbers import fixed
from lstm_lab.shell import gate_by_gate

ORDER = "igfcoh"  # in which a step makes its values


def apart(got, want, atol=1e-9):
    """Say for each entry whether the learner's number differs from the course's."""
    return ~np.isclose(got, want, rtol=1e-6, atol=atol)


def told(name, got, want, everywhere, where, number, atol=1e-9):
    """Say whether the learner's numbers agree with the course's, and where they part first.

    Parameters: name, the function's; got and want, of one shape (K,); everywhere, as in "at all 40
    steps"; where, turns an index into words, "at step 3"; number, writes a number.
    """
    wrong = np.flatnonzero(apart(got, want, atol))
    if not len(wrong):
        return agreement([name], everywhere)
    k = wrong[0]
    return f"Your {name} differs {where(k)}: {number(got[k])}, not {number(want[k])}"


def agreement(names, everywhere):
    """Say that the learner's functions agree with the course's."""
    verb = "agree" if len(names) > 1 else "agrees"
    return f"Your {' and '.join(names)} {verb} with the course's {everywhere}"


def beside(due, got, write=fixed):
    """Write the number that is due, and the learner's if it is another: "0.86 (yours: 0.5)"."""
    same = write(due) == write(got) or not apart(got, due)
    return write(due) + ("" if same else f" (yours: {write(got)})")


def first_difference(run, course, names=ORDER):
    """Return (t, name) of the first value that differs, in the order of the work, or None."""
    wrong = {name: apart(getattr(run, name), getattr(course, name)) for name in names}
    steps = range(len(run.h))
    return next(((t, name) for t in steps for name in names if wrong[name][t].any()), None)


def compared(functions, run, course, names=ORDER):
    """Say whether the learner's functions agree with the course's, and where they part."""
    yours = " and ".join(functions)
    found = first_difference(run, course, names)
    if found:
        t, name = found
        got, want = (fixed(getattr(r, name)[t, 0], 3) for r in (run, course))
        return f"Your {yours}: {name} differs first at step {t}: {got}, not {want}"
    if drawn_difference(functions):
        return f"Your {yours} fits this scene, but not random weights: run the check"
    return agreement(functions, f"at all {len(run.h)} steps")


def drawn_difference(functions):
    """Return (t, name) of the first difference with random weights, inputs and states, or None.

    Raises LearnerError or NotStartedError.
    """
    rng = np.random.default_rng(5)
    params = lstm.Params(*(rng.uniform(-1, 1, shape) for shape in lstm.shapes(3, 4)))
    xs, state = rng.standard_normal((3, 1, 3)), tuple(rng.uniform(-1, 1, (2, 1, 4)))
    return first_difference(
        gate_by_gate.run(params, xs, state, functions=functions),
        gate_by_gate.run(params, xs, state),
    )
