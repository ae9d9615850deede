"""Wrong backward passes, each made of the right one by one change: who passes which test?"""

from __future__ import annotations

import numpy as np

from lstm_lab.lessons.l03_backprop_through_time.explorer import course_backward


def _each_step_alone(dhs, xs, h0, hs, W, U):
    """Hand nothing to the step before."""
    befores = (h0, *hs[:-1])
    steps = [
        course_backward(dhs[t : t + 1], xs[t : t + 1], befores[t], hs[t : t + 1], W, U)
        for t in range(len(xs))
    ]
    dxs, dh0s, *shares = zip(*steps, strict=True)
    return np.concatenate(dxs), dh0s[0], *(sum(parts) for parts in shares)


def _from_zero(dhs, xs, h0, hs, W, U):
    """Take the state before the first step for zero."""
    return course_backward(dhs, xs, 0 * h0, hs, W, U)


def _turned(dhs, xs, h0, hs, W, U):
    """Carry the error back through W in place of its transpose."""
    return course_backward(dhs, xs, h0, hs, W.T, U)


def _blind(dhs, xs, h0, hs, W, U):
    """Look at no error from above: ones are taken for it."""
    return course_backward(np.ones_like(dhs), xs, h0, hs, W, U)


def _mean(dhs, xs, h0, hs, W, U):
    """Average the bias's gradient over the examples."""
    *others, db = course_backward(dhs, xs, h0, hs, W, U)
    return *others, db / len(h0)


COURSE = "the course's"
SUSPECTS = {
    "suspect A": _each_step_alone,
    "suspect B": _from_zero,
    "suspect C": _turned,
    "suspect D": _blind,
    "suspect E": _mean,
    COURSE: course_backward,
}
