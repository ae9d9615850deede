# %% [markdown]
r"""
# Exercise 02 · Reading out

**Part 1** · 30 minutes · Lesson: [02 · Reading out](../../notebooks/02_reading_out.ipynb)

You write three functions: from scores to probabilities, from probabilities to a loss, and from the
loss back to the scores. All of them take any number of leading axes: $(N, K)$ as well as $(T, N, K)$.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. Probabilities

Equation (R2) of the lesson. The last axis holds the $K$ classes: the result adds up to 1 along it. It
must also work for scores such as 1000, where the exponential alone is too large for a computer.
"""

# %% answer="softmax"
def softmax(z):
    """Turn scores into probabilities: (R2).

    z  (..., K)  the logits; "..." stands for any axes in front

    Returns y, of the same shape, positive, with sum 1 along the last axis.
    """
    ### BEGIN SOLUTION
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)
    ### END SOLUTION

# %% check="softmax" points=2
checks.softmax(softmax)

# %% [markdown]
r"""
## See it move

The bars of the lesson, now made by your function.
"""

# %%
explorers.softmax(softmax)

# %% [markdown]
r"""
## 2. The loss

Equation (R3): the mean surprise, in nats, over the steps that count. Where the mask is 0, nothing
counts, neither in the sum nor in its divisor.

To pick the target's score out of the last axis, use `np.take_along_axis(array, indices, axis=-1)`. It wants indices with as many
axes as `array`: `targets[..., None]` has one more axis than `targets`, of length 1, and the result has it as well.
The check tries other leading axes: `(N, K)`, `(T, N, K)`, and `(K,)`. Do not take the logarithm of a probability that may be 0.
"""

# %% answer="cross_entropy"
def cross_entropy(z, targets, mask):
    """Return the mean loss over the steps that count: (R3).

    z        (..., K)  the logits
    targets  (...)     the right classes, whole numbers from 0 to K - 1
    mask     (...)     1 where the step counts, 0 where it is padding

    Returns one number, in nats.
    """
    ### BEGIN SOLUTION
    top = z.max(axis=-1)
    logsumexp = top + np.log(np.exp(z - top[..., None]).sum(axis=-1))
    z_target = np.take_along_axis(z, targets[..., None], axis=-1)[..., 0]
    return (mask * (logsumexp - z_target)).sum() / mask.sum()
    ### END SOLUTION

# %% check="cross_entropy" points=3
checks.cross_entropy(cross_entropy)

# %% [markdown]
r"""
## 3. The error at the scores

Equation (Q4): the gradient of your loss with respect to $z$. You may call your
`softmax` from above: it is kept together with this function.
"""

# %% answer="logits_error"
def logits_error(z, targets, mask):
    """Return dz, the gradient of the loss with respect to the logits: (Q4).

    z        (..., K)  the logits
    targets  (...)     the right classes, whole numbers from 0 to K - 1
    mask     (...)     1 where the step counts, 0 where it is padding

    Returns dz, of z's shape.
    """
    ### BEGIN SOLUTION
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    y = exp_z / exp_z.sum(axis=-1, keepdims=True)
    onehot = np.arange(z.shape[-1]) == targets[..., None]
    return mask[..., None] / mask.sum() * (y - onehot)
    ### END SOLUTION

# %% check="logits_error" points=3
checks.logits_error(logits_error)

# %% [markdown]
r"""
## Done?

You have the whole read-out, forward and back. The error that you made here walks on, back through time:
[03 · Backpropagation through time](../../notebooks/03_backprop_through_time.ipynb).
"""
