# %% [markdown]
r"""
# Exercise 15 · Errors at the weights

**Part 3** · 35 minutes ·
Lesson: [15 · Errors at the weights](../../notebooks/15_errors_at_the_weights.ipynb)

The errors at the gates come in as `da`, with the fields `da.i`, `da.g`, `da.f` and `da.o`, each `(N, H)`. You send them on: to
the state before, to the input, and to the twelve arrays.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. Back to the state before

Equation (B6). `params` has the fields `W_i`, `U_i`, `b_i`, and so on for g, f and o.
"""

# %% answer="previous_hidden_error"
def previous_hidden_error(da, params):
    """Return dh_prev (N, H), what the four gates send back to h of step t - 1: (B6).

    da      the errors at the gates: da.i, da.g, da.f, da.o, each (N, H)
    params  the weights: params.W_i (H, H), params.U_i (D, H), params.b_i (H,), and so on
    """
    ### BEGIN SOLUTION
    total = np.zeros_like(da.i)
    for k in "igfo":
        total = total + getattr(da, k) @ getattr(params, f"W_{k}").T
    return total
    ### END SOLUTION

# %% check="previous_hidden_error" points=2
checks.previous_hidden_error(previous_hidden_error)

# %% [markdown]
r"""
## 2. Back to the input

Equation (B8): the same four roads, through other weights.
"""

# %% answer="input_error"
def input_error(da, params):
    """Return dx (N, D), the error at the input: (B8). The arguments are as above."""
    ### BEGIN SOLUTION
    pairs = [(getattr(da, k), getattr(params, f"U_{k}")) for k in "igfo"]
    return sum(error @ weights.T for error, weights in pairs)
    ### END SOLUTION

# %% check="input_error" points=1
checks.input_error(input_error)

# %% [markdown]
r"""
## 3. The twelve arrays

Equations (G1), (G2) and (G3), for four gates. Return one tuple of twelve arrays, in the order of `params`: `W_i`, `U_i`, `b_i`, then the
same three for g, for f and for o. A loop over the gates keeps the letters together.
"""

# %% answer="gate_gradients"
def gate_gradients(da, x, h_prev):
    """Return one step's gradients: dW_i, dU_i, db_i, dW_g, dU_g, db_g, dW_f, ..., db_o.

    da      the errors at the gates: da.i, da.g, da.f, da.o, each (N, H)
    x       (N, D)  the input of the step
    h_prev  (N, H)  the state before the step

    dW_k is (H, H), dU_k is (D, H), db_k is (H,): sums over the N examples.
    """
    ### BEGIN SOLUTION
    gradients = []
    for error in (da.i, da.g, da.f, da.o):
        gradients += [h_prev.T @ error, x.T @ error, error.sum(axis=0)]
    return tuple(gradients)
    ### END SOLUTION

# %% check="gate_gradients" points=3
checks.gate_gradients(gate_gradients)

# %% [markdown]
r"""
## See it move

The tables of the lesson, computed by your own function at every step.
"""

# %%
explorers.gate_gradients(gate_gradients)

# %% [markdown]
r"""
## Done?

You can now send an error through one whole step of an LSTM. What is left is time: many steps, one after the other, and
a second road that runs through all of them.
"""
