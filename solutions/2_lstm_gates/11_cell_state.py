# %% [markdown]
r"""
# Exercise 11 · The cell state

**Part 2** · 15 minutes · Lesson: [11 · The cell state](../../notebooks/11_cell_state.ipynb)

You write the one line that carries the memory.
"""

# %%
from lstm_lab import checks, explorers

# %% [markdown]
r"""
## Keep a part, add a part

The gates and the candidate come ready, and all four arrays have one shape. Equation (L4) of the lesson makes the new cell state of them.

The old state belongs to the caller, who may still need it. Make a new array, and leave the old one as it is.
"""

# %% answer="cell_state"
def cell_state(c_prev, f, i, g):
    """Keep a part of the old cell state and add a part of the new: (L4).

    c_prev  (N, H)  the cell state of the step before
    f       (N, H)  forget gate, 0 to 1; 1 keeps all
    i       (N, H)  input gate, 0 to 1
    g       (N, H)  candidate, -1 to 1

    Returns the new cell state c, of shape (N, H).
    """
    ### BEGIN SOLUTION
    return f * c_prev + i * g
    ### END SOLUTION

# %% check="cell_state" points=2
checks.cell_state(cell_state)

# %% [markdown]
r"""
## See it move

The lesson's pipe, filled by **your** function for 40 steps. The dotted line is the course's cell.

Before you move them: for which $f$ does the cell come to rest at 5 when $i = g = 1$? And with $i = 0.5$, where does it rest at $f = 0.9$?
"""

# %%
explorers.cell_state(cell_state)

# %% [markdown]
r"""
## Done?

The cell holds its content. The last valve decides who sees it:
[12 · The output gate](../../notebooks/12_output_gate.ipynb).
"""
