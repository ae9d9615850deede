# %% [markdown]
r"""
# Exercise 10 · The forget gate

**Part 2** · 20 minutes · Lesson: [10 · The forget gate](../../notebooks/10_forget_gate.ipynb)

You write the gate that keeps, and then a small tool for everybody who trains an LSTM: which bias
gives the memory that a task needs?
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. The gate

Equation (L3). A value of 1 means that the whole old cell state is kept.

It is built as another gate is that you have written. What you solved there may be called here: after
`from lstm_lab import mine` it is `mine.input_gate`. Whose weights does it get?
"""

# %% answer="forget_gate"
def forget_gate(x, h_prev, W_f, U_f, b_f):
    """Say how much of the old cell state is kept, 0 to 1 (1 keeps all): (L3).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_f     (H, H)  recurrent weights of the forget gate
    U_f     (D, H)  input weights of the forget gate
    b_f     (H,)    its bias

    Returns f, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_f = h_prev @ W_f + x @ U_f + b_f
    # 1 / (1 + exp(-a)), written so that nothing overflows.
    return np.exp(-np.logaddexp(0, -a_f))
    ### END SOLUTION

# %% check="forget_gate" points=1
checks.forget_gate(forget_gate)

# %% [markdown]
r"""
## See it move

The picture of the lesson, driven by **your** gate. The blue line on the right is what yours
leaves, the dotted one what the course's does.
"""

# %%
explorers.forget_gate(forget_gate)

# %% [markdown]
r"""
## 2. From a half-life to a bias

A unit's gate sees its bias alone. For each unit a half-life is given, in steps: after that many
steps one half of $c$ should be left. Which bias does it?

Two questions lead there. Which number, multiplied by itself that many times, gives one half? And
which bias has this number as its sigmoid? For half-lives of 1 and 103.2 steps the lesson's table
has the answers.
"""

# %% answer="forget_bias_for"
def forget_bias_for(half_life):
    """Return the forget gate's bias for a half-life, when the gate sees nothing else.

    half_life  (H,)  steps after which one half is left, each above 0

    Returns b_f, of shape (H,).
    """
    ### BEGIN SOLUTION
    f = 0.5 ** (1 / half_life)
    return np.log(f / (1 - f))
    ### END SOLUTION

# %% check="forget_bias_for" points=2
checks.forget_bias_for(forget_bias_for)

# %% [markdown]
r"""
## Done?

The second function is a tool to keep: the bias of a long memory can decide whether a task is learned
at all. Go on with
[11 · The cell state](../../notebooks/11_cell_state.ipynb).
"""
