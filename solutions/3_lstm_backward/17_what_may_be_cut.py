# %% [markdown]
r"""
# Exercise 17 · What may be cut

**Part 3** · 25 minutes ·
Lesson: [17 · What may be cut](../../notebooks/17_what_may_be_cut.ipynb)

One function with which all cuts of the lesson can be made: the article's, that of 1997, windows,
and any other.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers, mine

# %% [markdown]
r"""
## All steps back, with scissors

It is `lstm_backward` with one more argument. Between step $t$ and the state before it stands a
gate for errors: `keep[t, 0]` for $h$, `keep[t, 1]` for $c$. It is 1 where the error goes on, and 0
where it is cut. What comes from above, `dhs[t]`, does not pass there.

| cut | keep |
|---|---|
| none | 1 everywhere |
| the article | `keep[:, 1] = 0` |
| 1997, (V5) | `keep[:, 0] = 0` |
| windows of 5, (V4) | `keep[::5] = 0` |

After the last step nothing has come back yet: begin with zeros.
"""

# %% [markdown]
r"""
You need not write the step again. `mine.lstm_step_backward` is your function of exercise 16 once
it passed its check, and the course's before that:

```python
dx, (dh_prev, dc_prev), terms = mine.lstm_step_backward(params, trace, dh, dc)
```
"""

# %% answer="cut_backward"
def cut_backward(params, tape, dhs, keep):
    """Carry the errors of all outputs back, and cut what keep says: (V4), (V5).

    params  the twelve arrays, by name
    tape    a list of T traces: x, h_prev, c_prev, i, g, f, o, c
    dhs     (T, N, H)  the loss's gradient at every output, from above
    keep    (T, 2)  what of h (column 0) and of c (column 1) step t hands
            to the state before it: 1 all, 0 nothing

    Returns dxs (T, N, D); the tuple (dh0, dc0), each (N, H); and the
    gradients of the twelve arrays in the order of params, as type(params)(...).
    """
    ### BEGIN SOLUTION
    dh, dc, dxs, total = 0 * dhs[0], 0 * dhs[0], [], [0] * len(params)
    for t in reversed(range(len(tape))):
        dx, (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dh + dhs[t], dc)
        dh, dc = dh * keep[t, 0], dc * keep[t, 1]
        dxs.insert(0, dx)
        total = [later + here for later, here in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)
    ### END SOLUTION

# %% check="cut_backward" points=3
checks.cut_backward(cut_backward)

# %% [markdown]
r"""
## See it move

The lanes of the lesson are cut as you choose. The row below compares your gradients with the
course's, under the same cut.
"""

# %%
explorers.what_may_be_cut(cut_backward)

# %% [markdown]
r"""
## Done?

Try a cut that nobody printed: cut $c$ at one step only, in the middle. For which lengths does a
gradient check still pass? Then go on to [lesson 18](../../notebooks/18_find_the_bug.ipynb), where
the cut is hidden in somebody else's code.
"""
