# %% [markdown]
r"""
# Exercise 09 · The input gate

**Part 2** · 15 minutes · Lesson: [09 · The input gate](../../notebooks/09_input_gate.ipynb)

You write the two lines that decide what enters the cell: how much, and what. They look alike, and
they differ in one place. They are kept: lesson 13 puts your own functions together.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. How much

Equation (L1) of the lesson: the sum that you know from the recurrent network, squashed by the
sigmoid.

NumPy has no sigmoid. Write it inside your function, with `np.exp`, or as
$\sigma(a) = (1 + \tanh(a/2))/2$, which never overflows. If NumPy warns of an overflow for very large
numbers, the result is right all the same; the check tells you so.
"""

# %% answer="input_gate"
def input_gate(x, h_prev, W_i, U_i, b_i):
    """Say how much of the candidate is let in, 0 to 1: (L1).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_i     (H, H)  recurrent weights of the input gate
    U_i     (D, H)  input weights of the input gate
    b_i     (H,)    its bias

    Returns i, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_i = h_prev @ W_i + x @ U_i + b_i
    # 1 / (1 + exp(-a)), written so that nothing overflows.
    return np.exp(-np.logaddexp(0, -a_i))
    ### END SOLUTION

# %% check="input_gate" points=2
checks.input_gate(input_gate)

# %% [markdown]
r"""
## 2. What

Equation (L2): the candidate has weights of its own, and a sign.
"""

# %% answer="candidate"
def candidate(x, h_prev, W_g, U_g, b_g):
    """Propose what to write into the cell, -1 to 1: (L2).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_g     (H, H)  recurrent weights of the candidate
    U_g     (D, H)  input weights of the candidate
    b_g     (H,)    its bias

    Returns g, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_g = h_prev @ W_g + x @ U_g + b_g
    return np.tanh(a_g)
    ### END SOLUTION

# %% check="candidate" points=1
checks.candidate(candidate)

# %% [markdown]
r"""
## See them move

The picture of the lesson, driven by **your** two functions. The dotted line is the course's
level; yours should lie on it. Run the cells of both functions first, written or not.
"""

# %%
explorers.input_gate(input_gate, candidate)

# %% [markdown]
r"""
## Done?

Two functions that say "correct" are the inlet of the cell. Go on with the next valve:
[10 · The forget gate](../../notebooks/10_forget_gate.ipynb).
"""
