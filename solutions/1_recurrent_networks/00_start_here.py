# %% [markdown]
r"""
# Exercise 00 · Start here

**Part 1** · 10 minutes · Lesson: [00 · Start here](../../notebooks/00_start_here.ipynb)

This is how every exercise works: a cell in which you write a function, and a cell that checks it. Before
you write anything, run the cells from the top down to the check: it says "not started".
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## A weighted sum

Every unit of a network begins with $a = x U + b$. The input $x$ has one example a row; each *column* of $U$ holds
the weights of one unit. Write one line, run the cell, and run the check again.

The product of two arrays is written `@` in NumPy. Write the shapes side by side to see what fits:
$(N, D)(D, H)$ gives $(N, H)$.
"""

# %% answer="affine"
def affine(x, U, b):
    """Return the weighted sums of the inputs, plus the bias.

    x  (N, D)  one example a row
    U  (D, H)  weights, one column a unit
    b  (H,)    bias, one number a unit

    Returns a, of shape (N, H).
    """
    ### BEGIN SOLUTION
    return x @ U + b
    ### END SOLUTION

# %% check="affine" points=1
checks.affine(affine)

# %% [markdown]
r"""
## See it move

The picture of the lesson, now driven by your function.
"""

# %%
explorers.affine(affine)

# %% [markdown]
r"""
## Make it wrong

Change your function once: leave out `+ b`, or write `x * U`. Run the check and read what it says. Then
repair it. A check is a tool for finding mistakes; it is not an examination.

Go on with [01 · One step of memory](../../notebooks/01_one_step_of_memory.ipynb).
"""
