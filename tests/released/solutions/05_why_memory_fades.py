# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.jacobian_product(jacobian_product).require()
### END HIDDEN TESTS
checks.jacobian_product(jacobian_product)

# %%
explorers.fading(jacobian_product)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.clip_by_global_norm(clip_by_global_norm).require()
### END HIDDEN TESTS
checks.clip_by_global_norm(clip_by_global_norm)
