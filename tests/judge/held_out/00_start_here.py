"""Answers to exercise 00, written from its text alone."""

import numpy as np


# %% wrong affine: the bias is left out
def affine(x, U, b):
    return x @ U


# %% wrong affine: bias added to the weights, inside the product
def affine(x, U, b):
    return x @ (U + b)


# %% wrong affine: loop overwrites instead of adding, only last input counts
def affine(x, U, b):
    N, D = x.shape
    H = U.shape[1]
    a = np.zeros((N, H))
    for n in range(N):
        for j in range(H):
            for d in range(D):
                a[n, j] = x[n, d] * U[d, j]
            a[n, j] += b[j]
    return a


# %% wrong affine: bias added once for every input inside the loop
def affine(x, U, b):
    a = np.zeros((x.shape[0], U.shape[1]))
    for d in range(x.shape[1]):
        a += np.outer(x[:, d], U[d]) + b
    return a


# %% wrong affine: mean over the inputs instead of their sum
def affine(x, U, b):
    products = x[:, :, None] * U[None, :, :]
    return products.mean(axis=1) + b


# %% wrong affine: column convention, the result comes out transposed (H, N)
def affine(x, U, b):
    return U.T @ x.T + b.reshape(-1, 1)


# %% right affine: einsum
def affine(x, U, b):
    a = np.einsum("nd,dh->nh", x, U)
    return a + b[None, :]


# %% right affine: bias as one more row of the weights
def affine(x, U, b):
    ones = np.ones((x.shape[0], 1))
    x1 = np.concatenate([x, ones], axis=1)
    U1 = np.concatenate([U, b[None, :]], axis=0)
    return x1 @ U1


# %% right affine: loops over examples and units
def affine(x, U, b):
    N, H = x.shape[0], U.shape[1]
    a = np.empty((N, H))
    for n in range(N):
        for j in range(H):
            a[n, j] = np.sum(x[n] * U[:, j]) + b[j]
    return a
