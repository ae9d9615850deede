"""Answers to exercise 05, written from its text alone."""

import numpy as np


# %% wrong jacobian_product: factors multiplied in reversed order
def jacobian_product(hs, W):
    H = W.shape[0]
    product = np.eye(H)
    for h in hs:
        P = W @ np.diag(1 - h**2)
        product = P @ product
    return product


# %% wrong jacobian_product: slope scales the rows of W
def jacobian_product(hs, W):
    product = np.eye(W.shape[0])
    for h in hs:
        product = product @ (W * (1 - h**2)[:, None])
    return product


# %% wrong jacobian_product: brackets, square of (1 - h)
def jacobian_product(hs, W):
    product = np.eye(len(W))
    for h in hs:
        slope = (1 - h) ** 2
        product = product @ (W * slope)
    return product


# %% wrong jacobian_product: tanh taken again of h in the slope
def jacobian_product(hs, W):
    J = np.eye(len(W))
    for t in range(len(hs)):
        J = J @ W @ np.diag(1 - np.tanh(hs[t]) ** 2)
    return J


# %% wrong jacobian_product: the last step's factor is left out
def jacobian_product(hs, W):
    product = np.eye(len(W))
    for t in range(len(hs) - 1):
        product = product @ (W * (1 - hs[t] ** 2))
    return product


# %% wrong jacobian_product: W transposed, and h not squared in the slope
def jacobian_product(hs, W):
    product = np.identity(W.shape[0])
    for h in hs:
        product = product @ (W.T @ np.diag(1 - h))
    return product


# %% wrong jacobian_product: entry-wise product instead of the matrix product
def jacobian_product(hs, W):
    product = np.ones(W.shape)
    for h in hs:
        product = product * (W * (1 - h**2))
    return product


# %% right jacobian_product: functools.reduce over diagonal matrices
def jacobian_product(hs, W):
    from functools import reduce

    factors = [W @ np.diag(1 - np.square(h)) for h in hs]
    return reduce(np.matmul, factors, np.eye(W.shape[0]))


# %% right jacobian_product: from the last step to the first
def jacobian_product(hs, W):
    slopes = 1 - hs**2
    product = np.eye(len(W))
    for slope in slopes[::-1]:
        product = np.einsum("ij,j,jk->ik", W, slope, product)
    return product


# %% right jacobian_product: recursion on the two halves
def jacobian_product(hs, W):
    T = len(hs)
    if T == 0:
        return np.eye(len(W))
    if T == 1:
        return W - W * hs[0] ** 2
    half = T // 2
    return jacobian_product(hs[:half], W) @ jacobian_product(hs[half:], W)


# %% wrong clip_by_global_norm: each array clipped by its own norm
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    clipped = []
    for g in grads:
        n = np.linalg.norm(g)
        if n > limit:
            clipped.append(g * limit / n)
        else:
            clipped.append(g.copy())
    return clipped, norm


# %% wrong clip_by_global_norm: adds up the norms instead of the squares
def clip_by_global_norm(grads, limit):
    norm = sum(np.linalg.norm(g) for g in grads)
    scale = min(1.0, limit / norm) if norm > 0 else 1.0
    return [g * scale for g in grads], norm


# %% wrong clip_by_global_norm: the root is forgotten
def clip_by_global_norm(grads, limit):
    norm = 0.0
    for g in grads:
        norm += np.sum(g * g)
    if norm > limit:
        return [g * (limit / norm) for g in grads], norm
    return [g.copy() for g in grads], norm


# %% wrong clip_by_global_norm: small gradients are lengthened to the limit
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * (limit / norm) for g in grads], norm


# %% wrong clip_by_global_norm: changes the given arrays in place
def clip_by_global_norm(grads, limit):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > limit:
        for g in grads:
            g *= limit / total
    return grads, total


# %% wrong clip_by_global_norm: every entry clipped to the limit alone
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(np.sum([np.sum(g**2) for g in grads]))
    return [np.clip(g, -limit, limit) for g in grads], norm


# %% wrong clip_by_global_norm: returns the norm after clipping
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    if norm > limit:
        grads = [g * limit / norm for g in grads]
        norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g.copy() for g in grads], norm


# %% wrong clip_by_global_norm: adds 1e-6 to the norm in the factor
def clip_by_global_norm(grads, limit):
    total_norm = np.sqrt(sum(np.sum(np.square(g)) for g in grads))
    clip_coef = limit / (total_norm + 1e-6)
    clip_coef = min(clip_coef, 1.0)
    return [g * clip_coef for g in grads], total_norm


# %% right clip_by_global_norm: one long flat vector
def clip_by_global_norm(grads, limit):
    flat = np.concatenate([np.ravel(g) for g in grads])
    norm = np.linalg.norm(flat)
    if norm <= limit:
        return [np.array(g) for g in grads], norm
    return [limit * g / norm for g in grads], norm


# %% right clip_by_global_norm: norm of the norms
def clip_by_global_norm(grads, limit):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads])
    shrink = max(1.0, norm / limit)
    return [g / shrink for g in grads], norm


# %% right clip_by_global_norm: copies first, then shrinks the copies
def clip_by_global_norm(grads, limit):
    new = [g.copy() for g in grads]
    squares = 0.0
    for g in new:
        squares += np.vdot(g, g)
    norm = float(np.sqrt(squares))
    if norm > limit:
        for g in new:
            g *= limit / norm
    return new, norm


# %% right clip_by_global_norm: compares the squares with the limit's square
def clip_by_global_norm(grads, limit):
    squared = sum(np.einsum("i,i->", g.ravel(), g.ravel()) for g in grads)
    factor = 1.0
    if squared > limit * limit:
        factor = np.sqrt(limit**2 / squared)
    clipped = []
    for g in grads:
        clipped.append(np.multiply(g, factor))
    return clipped, squared**0.5
