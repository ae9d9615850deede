"""Answers to exercise 01, written from its text alone."""

import numpy as np


def rnn_step(x, h_prev, W, U, b):
    return np.tanh(h_prev @ W + x @ U + b)


# %% wrong rnn_step: recurrent weights transposed
def rnn_step(x, h_prev, W, U, b):
    return np.tanh(h_prev @ W.T + x @ U + b)


# %% wrong rnn_step: returns the pre-activation, no tanh
def rnn_step(x, h_prev, W, U, b):
    h = h_prev @ W + x @ U + b
    return h


# %% wrong rnn_step: bias added outside the tanh
def rnn_step(x, h_prev, W, U, b):
    return np.tanh(np.dot(h_prev, W) + np.dot(x, U)) + b


# %% wrong rnn_step: sigmoid in place of the tanh
def rnn_step(x, h_prev, W, U, b):
    a = x @ U + h_prev @ W + b
    h = 1 / (1 + np.exp(-a))
    return h


# %% wrong rnn_step: joins x before h_prev but W above U
def rnn_step(x, h_prev, W, U, b):
    joined = np.concatenate([x, h_prev], axis=1)
    weights = np.concatenate([W, U], axis=0)
    return np.tanh(joined @ weights + b)


# %% wrong rnn_step: residual connection adds the old state
def rnn_step(x, h_prev, W, U, b):
    update = np.tanh(h_prev @ W + x @ U + b)
    return h_prev + update


# %% wrong rnn_step: the input's part is left out
def rnn_step(x, h_prev, W, U, b):
    a = h_prev @ W
    a += b
    return np.tanh(a)


# %% right rnn_step: one product of joined arrays
def rnn_step(x, h_prev, W, U, b):
    hx = np.hstack([h_prev, x])
    WU = np.vstack([W, U])
    return np.tanh(hx @ WU + b)


# %% right rnn_step: np.add and np.matmul with intermediate names
def rnn_step(x, h_prev, W, U, b):
    from_state = np.matmul(h_prev, W)
    from_input = np.matmul(x, U)
    a = np.add(np.add(from_input, from_state), b)
    h = np.tanh(a)
    return h


# %% right rnn_step: column form, turned over at the end
def rnn_step(x, h_prev, W, U, b):
    a = W.T @ h_prev.T + U.T @ x.T + b[:, np.newaxis]
    return np.tanh(a).T


# %% right rnn_step: loops over examples and units
def rnn_step(x, h_prev, W, U, b):
    N, H = h_prev.shape
    h = np.zeros((N, H))
    for n in range(N):
        for j in range(H):
            a = b[j]
            for i in range(H):
                a += h_prev[n, i] * W[i, j]
            for d in range(x.shape[1]):
                a += x[n, d] * U[d, j]
            h[n, j] = np.tanh(a)
    return h


# %% wrong rnn_forward: state never updated, every step starts from h0
def rnn_forward(xs, h0, W, U, b):
    hs = []
    for x in xs:
        h = np.tanh(h0 @ W + x @ U + b)
        hs.append(h)
    return np.array(hs)


# %% wrong rnn_forward: starts from zeros instead of h0
def rnn_forward(xs, h0, W, U, b):
    T, N, D = xs.shape
    H = W.shape[0]
    h = np.zeros((N, H))
    hs = np.zeros((T, N, H))
    for t in range(T):
        h = np.tanh(h @ W + xs[t] @ U + b)
        hs[t] = h
    return hs


# %% wrong rnn_forward: one array overwritten in place, all states are the last
def rnn_forward(xs, h0, W, U, b):
    h = h0.copy()
    hs = []
    for x in xs:
        h[:] = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)


# %% wrong rnn_forward: begins with h0 and drops the last state
def rnn_forward(xs, h0, W, U, b):
    T = len(xs)
    hs = [h0]
    for t in range(T):
        hs.append(np.tanh(hs[t] @ W + xs[t] @ U + b))
    return np.stack(hs[:T])


# %% wrong rnn_forward: the pre-activation is carried to the next step
def rnn_forward(xs, h0, W, U, b):
    hs = np.zeros((xs.shape[0],) + h0.shape)
    a = h0
    for t in range(xs.shape[0]):
        a = a @ W + xs[t] @ U + b
        hs[t] = np.tanh(a)
    return hs


# %% wrong rnn_forward: each example starts where the example before ended
def rnn_forward(xs, h0, W, U, b):
    T, N, _ = xs.shape
    hs = np.zeros((T, N, len(b)))
    h = h0[0]
    for n in range(N):
        for t in range(T):
            h = np.tanh(h @ W + xs[t, n] @ U + b)
            hs[t, n] = h
    return hs


# %% wrong rnn_forward: loop starts at 1, the first row stays h0
def rnn_forward(xs, h0, W, U, b):
    T, N, D = xs.shape
    H = h0.shape[1]
    hs = np.zeros((T, N, H))
    hs[0] = h0
    for t in range(1, T):
        hs[t] = np.tanh(hs[t - 1] @ W + xs[t] @ U + b)
    return hs


# %% wrong rnn_forward: returns the last state only
def rnn_forward(xs, h0, W, U, b):
    h = h0
    for x in xs:
        h = np.tanh(h @ W + x @ U + b)
    return h


# %% right rnn_forward: inputs' part computed for all steps before the loop
def rnn_forward(xs, h0, W, U, b):
    T, N, D = xs.shape
    inputs = np.einsum("tnd,dh->tnh", xs, U) + b
    hs = np.empty((T, N, W.shape[0]))
    h = h0
    for t in range(T):
        h = np.tanh(inputs[t] + h @ W)
        hs[t] = h
    return hs


# %% right rnn_forward: calls rnn_step, array with h0 in front, cut off
def rnn_forward(xs, h0, W, U, b):
    hs = [h0]
    for x in xs:
        hs.append(rnn_step(x, hs[-1], W, U, b))
    return np.array(hs[1:])


# %% right rnn_forward: itertools.accumulate
def rnn_forward(xs, h0, W, U, b):
    from itertools import accumulate

    def step(h, x):
        return np.tanh(x @ U + h @ W + b)

    states = list(accumulate(xs, step, initial=h0))
    return np.stack(states[1:], axis=0)


# %% right rnn_forward: one example after the other
def rnn_forward(xs, h0, W, U, b):
    T, N = xs.shape[:2]
    H = h0.shape[1]
    hs = np.zeros((T, N, H))
    for n in range(N):
        h = h0[n]
        for t in range(T):
            h = np.tanh(W.T @ h + U.T @ xs[t, n] + b)
            hs[t, n, :] = h
    return hs
