# %% [markdown]
r"""
# Exercise 03 · Backpropagation through time

**Part 1** · 40 minutes ·
Lesson: [03 · Backpropagation through time](../../notebooks/03_backprop_through_time.ipynb)

You write the two functions that pay back the loan of lesson 02: one step back, and all steps back.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. One step back

Equations (Q1), (Q2) and (Q3). You get the whole error `dh` at the new state, and what the forward pass kept.
The bias was added to every row of the batch: think of that when you make `db`.
"""

# %% answer="rnn_step_backward"
def rnn_step_backward(dh, x, h_prev, h, W, U):
    """Carry the error back through one step: (Q1), (Q2), (Q3).

    dh      (N, H)  the loss's gradient at the new state h
    x       (N, D)  the input of the step
    h_prev  (N, H)  the state before the step
    h       (N, H)  the state after the step
    W       (H, H)  recurrent weights
    U       (D, H)  input weights

    Returns dx (N, D), dh_prev (N, H), dW (H, H), dU (D, H), db (H,), in this order.
    """
    ### BEGIN SOLUTION
    da = dh * (1 - h**2)
    return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.sum(axis=0)
    ### END SOLUTION

# %% check="rnn_step_backward" points=3
checks.rnn_step_backward(rnn_step_backward)

# %% [markdown]
r"""
## 2. All steps back

Equations (Q7) and (G4). Begin at the last step. At each step add what the step after handed back, go one step back, keep `dx`,
and add to `dW`, `dU` and `db`.

The state before step `t` is `hs[t - 1]`, and before the first step it is `h0`. You may call your
`rnn_step_backward` from above: it is kept together with this function.
"""

# %% answer="rnn_backward"
def rnn_backward(dhs, xs, h0, hs, W, U):
    """Carry the errors of all states back through the sequence: (Q7) and (G4).

    dhs  (T, N, H)  the loss's gradient at every state, from above
    xs   (T, N, D)  the inputs
    h0   (N, H)     the state before the first step
    hs   (T, N, H)  the states
    W    (H, H)     recurrent weights
    U    (D, H)     input weights

    Returns dxs (T, N, D), dh0 (N, H), dW (H, H), dU (D, H), db (H,), in this order.
    """
    ### BEGIN SOLUTION
    dxs, dh_next = np.zeros_like(xs), np.zeros_like(h0)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    for t in reversed(range(len(xs))):
        h_prev = hs[t - 1] if t > 0 else h0
        da = (dhs[t] + dh_next) * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_next = da @ W.T
        dW += h_prev.T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh_next, dW, dU, db
    ### END SOLUTION

# %% check="rnn_backward" points=4
checks.rnn_backward(rnn_backward)

# %% [markdown]
r"""
## See it move

The stack of shares from the lesson, computed by your own function.
"""

# %%
explorers.rnn_backward(rnn_backward)

# %% [markdown]
r"""
## Done?

In [lesson 04](../../notebooks/04_trust_no_gradient.ipynb) you build the tool
that checks it.
"""
