"""Answers to exercise 11, written from its text alone."""

import numpy as np


# %% wrong cell_state: gates exchanged, i keeps the old and f lets in
def cell_state(c_prev, f, i, g):
    return i * c_prev + f * g


# %% wrong cell_state: pours first, f also takes a part of i * g
def cell_state(c_prev, f, i, g):
    return f * (c_prev + i * g)


# %% wrong cell_state: keeps the part 1 - f of the old content
def cell_state(c_prev, f, i, g):
    c = (1 - f) * c_prev  # forget
    c = c + i * g  # add
    return c


# %% wrong cell_state: changes c_prev in place and returns it
def cell_state(c_prev, f, i, g):
    c = c_prev
    c *= f
    c += i * g
    return c


# %% wrong cell_state: running average, 1 - f in place of the input gate
def cell_state(c_prev, f, i, g):
    return f * c_prev + (1 - f) * g


# %% wrong cell_state: second line adds to c_prev, the forget gate is lost
def cell_state(c_prev, f, i, g):
    c = f * c_prev
    c = c_prev + i * g
    return c


# %% wrong cell_state: result clipped to -1 and 1
def cell_state(c_prev, f, i, g):
    c = f * c_prev + i * g
    return np.clip(c, -1, 1)


# %% right cell_state: a copy changed in place
def cell_state(c_prev, f, i, g):
    c = c_prev.copy()
    c *= f
    c += i * g
    return c


# %% right cell_state: np.add of two np.multiply
def cell_state(c_prev, f, i, g):
    kept = np.multiply(c_prev, f)
    new = np.multiply(g, i)
    return np.add(kept, new)


# %% right cell_state: loops over examples and units
def cell_state(c_prev, f, i, g):
    c = np.zeros(c_prev.shape)
    for n in range(c_prev.shape[0]):
        for k in range(c_prev.shape[1]):
            c[n, k] = f[n, k] * c_prev[n, k] + i[n, k] * g[n, k]
    return c


# %% right cell_state: old and new stacked, einsum over the pair
def cell_state(c_prev, f, i, g):
    parts = np.stack([c_prev, g])
    gates = np.stack([f, i])
    return np.einsum("pnh,pnh->nh", gates, parts)
