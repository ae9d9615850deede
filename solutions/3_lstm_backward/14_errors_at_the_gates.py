# %% [markdown]
r"""
# Exercise 14 · Errors at the gates

**Part 3** · 30 minutes ·
Lesson: [14 · Errors at the gates](../../notebooks/14_errors_at_the_gates.ipynb)

You write the five links of the chain, (B1) to (B5). Each is one line. All arrays have the shape `(N, H)`, and every
product is entry by entry.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. The output gate

Equation (B1). Read (L6) first: what was the output gate multiplied by on the way forward?
"""

# %% answer="output_gate_error"
def output_gate_error(dh, o, c):
    """Return da_o, the error at the output gate's pre-activation: (B1).

    dh  (N, H)  the loss's gradient at h
    o   (N, H)  the output gate
    c   (N, H)  the new cell state
    """
    ### BEGIN SOLUTION
    return np.tanh(c) * (o - o**2) * dh
    ### END SOLUTION

# %% check="output_gate_error" points=1
checks.output_gate_error(output_gate_error)

# %% [markdown]
r"""
## 2. The cell

Equation (B2). Two roads lead into the cell state.
"""

# %% answer="cell_error"
def cell_error(dh, dc_in, o, c):
    """Return dc, the whole error at c: (B2).

    dh     (N, H)  the loss's gradient at h
    dc_in  (N, H)  what step t + 1 hands back to c
    o      (N, H)  the output gate
    c      (N, H)  the new cell state
    """
    ### BEGIN SOLUTION
    slope = 1 - np.tanh(c) ** 2
    return dc_in + slope * o * dh
    ### END SOLUTION

# %% check="cell_error" points=2
checks.cell_error(cell_error)

# %% [markdown]
r"""
## 3. The three twins

Equations (B3), (B4) and (B5). All three begin with `dc`, the whole error at the cell. Each has a partner in (L4), and a
slope of its own.
"""

# %% answer="candidate_error"
def candidate_error(dc, i, g):
    """Return da_g, the error at the candidate's pre-activation: (B3). All (N, H)."""
    ### BEGIN SOLUTION
    return (1 - g**2) * i * dc
    ### END SOLUTION

# %% check="candidate_error" points=1
checks.candidate_error(candidate_error)

# %% answer="input_gate_error"
def input_gate_error(dc, i, g):
    """Return da_i, the error at the input gate's pre-activation: (B4). All (N, H)."""
    ### BEGIN SOLUTION
    return (i - i**2) * g * dc
    ### END SOLUTION

# %% check="input_gate_error" points=1
checks.input_gate_error(input_gate_error)

# %% answer="forget_gate_error"
def forget_gate_error(dc, c_prev, f):
    """Return da_f, the error at the forget gate's pre-activation: (B5). All (N, H)."""
    ### BEGIN SOLUTION
    return (f - f**2) * c_prev * dc
    ### END SOLUTION

# %% check="forget_gate_error" points=1
checks.forget_gate_error(forget_gate_error)

# %% [markdown]
r"""
## See it move

The picture of the lesson, with your five functions in it.
"""

# %%
explorers.gate_errors(
    output_gate_error, cell_error, candidate_error, input_gate_error, forget_gate_error
)

# %% [markdown]
r"""
## Done?

Five lines, and the error has reached all four gates. In
[lesson 15](../../notebooks/15_errors_at_the_weights.ipynb) it goes on: to the weights, to the input, to the step before.
"""
