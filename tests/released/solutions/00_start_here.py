# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.affine(affine).require()
### END HIDDEN TESTS
checks.affine(affine)

# %%
explorers.affine(affine)
