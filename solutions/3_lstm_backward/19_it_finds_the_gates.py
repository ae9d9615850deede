# %% [markdown]
r"""
# Exercise 19 · It finds the gates

**Part 3** · 20 minutes ·
Lesson: [19 · It finds the gates](../../notebooks/19_it_finds_the_gates.ipynb)

Two short functions, and with those of exercises 13 and 16 you have all that training needs.
"""

# %%
import numpy as np

from lstm_lab import checks

# %% [markdown]
r"""
## 1. How wrong, and in which direction

Each output has a right value and a weight. The loss is the mean, over *all* places, of

$$ w \, (h - right)^2 $$

and `dhs` is its gradient: by how much the loss moves when one output moves a little.
"""

# %% answer="messenger_loss_error"
def messenger_loss_error(hs, right, weight):
    """Return the weighted squared error and its gradient.

    hs      (T, N, H)  what the cell says
    right   (T, N, H)  what it should say
    weight  (T, N, H)  how much each place counts

    Returns the loss, a number: the mean over all places of weight times the
    squared distance; and dhs (T, N, H), its gradient.
    """
    ### BEGIN SOLUTION
    distance = hs - right
    loss = (weight * distance**2).mean()
    return loss, 2 * weight * distance / hs.size
    ### END SOLUTION

# %% check="messenger_loss_error" points=2
checks.messenger_loss_error(messenger_loss_error)

# %% [markdown]
r"""
## 2. A step downhill

Every array takes a small step against its gradient. `params` and `gradients` are named tuples with
the same twelve fields: `zip` walks through both, and `type(params)(*arrays)` puts arrays together
again. Leave the arrays that you get as they are: the caller may keep them.
"""

# %% answer="descend"
def descend(params, gradients, rate):
    """Return the parameters after one step downhill.

    params     the twelve arrays, by name
    gradients  their gradients, in the same order
    rate       a number, the learning rate

    Returns new arrays as type(params)(...).
    """
    ### BEGIN SOLUTION
    return type(params)(*(w - rate * dw for w, dw in zip(params, gradients)))
    ### END SOLUTION

# %% check="descend" points=1
checks.descend(descend)

# %% [markdown]
r"""
## Done?

Open [lesson 19](../../notebooks/19_it_finds_the_gates.ipynb) again and run it from the top. It says
whose functions train. When all four are yours, nothing in the loop is the course's but the letters.
"""
