# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def softmax(z):
    """Turn scores into probabilities: (R2).

    z  (..., K)  the logits; "..." stands for any axes in front

    Returns y, of the same shape, positive, with sum 1 along the last axis.
    """
    ### BEGIN SOLUTION
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.softmax(softmax).require()
### END HIDDEN TESTS
checks.softmax(softmax)

# %%
explorers.softmax(softmax)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.cross_entropy(cross_entropy).require()
### END HIDDEN TESTS
checks.cross_entropy(cross_entropy)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.logits_error(logits_error).require()
### END HIDDEN TESTS
checks.logits_error(logits_error)
