# %% [markdown]
r"""
# Exercise 05 · Why memory fades

**Part 1** · 35 minutes ·
Lesson: [05 · Why memory fades](../../notebooks/05_why_memory_fades.ipynb)

You write the product that decides whether an error fades or explodes, and the clipping that keeps a
huge gradient from doing harm. Then two questions in words.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. The product of the steps

Equation (V1). You get the states $h_{s+1}, \dots, h_t$ of one example in the order of time, one a row. Each has a
factor $P_r$; multiply them in the order of the equation. The sign $\mathrm{diag}$ costs no matrix: think about which
axis of $W$ the slope belongs to.
"""

# %% answer="jacobian_product"
def jacobian_product(hs, W):
    """Multiply the factors of all steps: P_{s+1} P_{s+2} ... P_t (V1).

    hs  (T, H)  the states h_{s+1} to h_t of one example, in the order of time
    W   (H, H)  recurrent weights

    Returns the product, of shape (H, H): row i, column j says by how much
    unit j of h_t moves when unit i of h_s moves.
    """
    ### BEGIN SOLUTION
    product = np.eye(len(W))
    for h in hs:
        product = product @ (W * (1 - h**2))
    return product
    ### END SOLUTION

# %% check="jacobian_product" points=3
checks.jacobian_product(jacobian_product)

# %% [markdown]
r"""
## See it move

The picture of the lesson, driven by your own function. As long as it is not written, the picture says "not
started".
"""

# %%
explorers.fading(jacobian_product)

# %% [markdown]
r"""
## 2. Clipping

Equation (V3). One norm for all the arrays together: the root of the sum of all their squares. Above the limit, all of them
shrink by one factor. At or below it, they come back as they are, and small ones are never made larger.

Return two things: the list of new arrays, and the norm *before* clipping. The arrays you get must stay as they
are.
"""

# %% answer="clip_by_global_norm"
def clip_by_global_norm(grads, limit):
    """Shorten gradients whose norm, all arrays together, is above the limit (V3).

    grads  a list of arrays of any shapes, such as [dW, dU, db]
    limit  a positive number

    Returns the list of clipped arrays, and the norm before clipping.
    """
    ### BEGIN SOLUTION
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    factor = limit / norm if norm > limit else 1.0
    return [g * factor for g in grads], norm
    ### END SOLUTION

# %% check="clip_by_global_norm" points=2
checks.clip_by_global_norm(clip_by_global_norm)

# %% [markdown]
r"""
## 3. In your own words

No check can read these two answers: a person marks them. Two to four sentences each. Double-click the cell
below a question and write in it.

**A unit with $w = 1.5$ holds $+0.86$ for ever. Why is it a matter of luck whether training learns to store a
message in it, and why the more so the longer the message has to be kept?**
"""

# %% [markdown] manual="latch_and_learning" points=2
r"""
The state is pulled back to 0.86, so small changes are forgotten. Learning asks about small changes: how would the loss
change if the state at the time of the message had been a little different? Once the unit is latched, each step back
multiplies the error by $1.5\,(1 - 0.86^2) = 0.39$, so 28 steps leave about 5e-12, far less than what comes from nearer
steps. It can be learned if training finds the latch before it is shut, while the factors are near 1. The longer the
wait, the fewer starts do.
"""

# %% [markdown]
r"""
**Somebody's gradients fade, and they clip them at 1. Does this help? Say what clipping is good for.**
"""

# %% [markdown] manual="clipping_and_fading" points=2
r"""
It does not help. Clipping multiplies by a factor of at most 1, so it makes no gradient larger, and one that is below
the limit comes back as it was. It also shortens all arrays and all lags by the same factor, so the share of the far past
stays as small as before. It is good against explosions: a rare huge step keeps its direction and gets a length that does no harm.
"""

# %% [markdown]
r"""
## Done?

You have seen the enemy, and it is a product. In [lesson 06](../../notebooks/06_two_directions_and_depth.ipynb) we try two cures
that are often named.
"""
