# %% [markdown]
r"""
# Exercise 16 · Back through time

**Part 3** · 40 minutes ·
Lesson: [16 · Back through time](../../notebooks/16_back_through_time.ipynb)

Three functions, and you have written a whole LSTM, forwards and backwards. They have the
package's own signatures: what passes here drives the package's tools.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. The road along c

Equation (B7). Look at (L4), and ask how much $c_t$ moves when $c_{t-1}$ moves a little.
"""

# %% answer="carry_cell_error"
def carry_cell_error(dc, f):
    """Hand the error of c back to the step before: (B7).

    dc  (N, H)  the whole error at c, of (B2)
    f   (N, H)  the forget gate of the step

    Returns dc_prev (N, H).
    """
    ### BEGIN SOLUTION
    return dc * f
    ### END SOLUTION

# %% check="carry_cell_error" points=1
checks.carry_cell_error(carry_cell_error)

# %% [markdown]
r"""
## 2. One step back

All of lessons 14 and 15 in one function: (B1) to (B8), then (G1) to (G3). The argument `dc` is
the error that step $t+1$ carried back; the *whole* error at $c$ is (B2). Write the lines out, or call
what you solved there, such as `mine.cell_error`, after `from lstm_lab import mine`. In one dictionary
of the four $da$, `getattr(params, f"W_{k}")` finds the matrix of gate `k`.

Leave `dh` and `dc` as they came: the caller may still need them.
"""

# %% answer="lstm_step_backward"
def lstm_step_backward(params, trace, dh, dc):
    """Carry the errors back through one step: (B1)-(B8), (G1)-(G3).

    params  W_i U_i b_i W_g U_g b_g W_f U_f b_f W_o U_o b_o, by name: params.W_i
    trace   x (N, D), h_prev, c_prev, i, g, f, o, c, each (N, H), in this order
    dh      (N, H)  the whole error at h
    dc      (N, H)  the error that step t+1 carried back to c

    Returns dx (N, D); the tuple (dh_prev, dc_prev), each (N, H); and the
    gradients of the twelve arrays in the order of params, as type(params)(...).
    """
    ### BEGIN SOLUTION
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc_all = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {"i": dc_all * g * i * (1 - i), "g": dc_all * i * (1 - g**2)}
    da["f"] = dc_all * c_prev * f * (1 - f)
    da["o"] = dh * np.tanh(c) * o * (1 - o)
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    terms = [(h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)) for k in "igfo"]
    return dx, (dh_prev, dc_all * f), type(params)(*sum(terms, ()))
    ### END SOLUTION

# %% check="lstm_step_backward" points=4
checks.lstm_step_backward(lstm_step_backward)

# %% [markdown]
r"""
## See it move

The two lanes of the lesson, walked by your own function. Below them your gradients are compared
with the course's, for six lengths.
"""

# %%
explorers.lstm_step_backward(lstm_step_backward)

# %% [markdown]
r"""
## 3. All steps back

(Q7) and (G4), from the last step to the first. The tape is a list with the trace of every step,
as your `lstm_forward` of exercise 13 returned it. `dstate` holds the two errors at the *last*
state: begin with them, not with zeros.

Your `lstm_step_backward` may be called here.
"""

# %% answer="lstm_backward"
def lstm_backward(params, tape, dhs, dstate):
    """Carry the errors of all outputs back through the sequence: (Q7), (G4).

    params  the twelve arrays, by name
    tape    a list of T traces: x, h_prev, c_prev, i, g, f, o, c
    dhs     (T, N, H)  the loss's gradient at every output, from above
    dstate  (dh, dc), each (N, H)  the loss's gradient at the last state

    Returns dxs (T, N, D); the tuple (dh0, dc0), each (N, H); and the
    gradients of the twelve arrays in the order of params, as type(params)(...).
    """
    ### BEGIN SOLUTION
    (dh, dc), dxs, total = dstate, [], [0] * len(params)
    for trace, above in zip(tape[::-1], dhs[::-1]):
        dx, (dh, dc), here = lstm_step_backward(params, trace, dh + above, dc)
        dxs.insert(0, dx)
        total = [later + now for later, now in zip(total, here)]
    return np.stack(dxs), (dh, dc), type(params)(*total)
    ### END SOLUTION

# %% check="lstm_backward" points=4
checks.lstm_backward(lstm_backward)

# %% [markdown]
r"""
## Done?

You have written the LSTM's six equations, and now the whole way back. Put your step before the
judge; every row should say *ok*:

```python
from lstm_lab import mine
print(mine.whose("lstm_step", "lstm_step_backward"))
explorers.gradient_heatmap(cell=mine.lstm_cell())
```

In [lesson 17](../../notebooks/17_what_may_be_cut.ipynb) you cut one of the two roads on purpose.
"""
