"""Answers to exercise 09, written from its text alone."""

import numpy as np


# %% wrong input_gate: W_i and U_i exchanged, x meets W_i
def input_gate(x, h_prev, W_i, U_i, b_i):
    a = x @ W_i + h_prev @ U_i + b_i
    return 1 / (1 + np.exp(-a))


# %% wrong input_gate: bias b_i left out of the sum
def input_gate(x, h_prev, W_i, U_i, b_i):
    net = np.dot(h_prev, W_i) + np.dot(x, U_i)
    return 1.0 / (1.0 + np.exp(-net))


# %% wrong input_gate: brackets of the denominator missing, gives 1 + exp(-a)
def input_gate(x, h_prev, W_i, U_i, b_i):
    a_i = h_prev @ W_i + x @ U_i + b_i
    return 1 / 1 + np.exp(-a_i)


# %% wrong input_gate: recurrent weights transposed, W_i @ h as in papers
def input_gate(x, h_prev, W_i, U_i, b_i):
    # a = W h + U x + b, one column an example
    a = W_i @ h_prev.T + U_i.T @ x.T + b_i[:, None]
    return (1 / (1 + np.exp(-a))).T


# %% wrong input_gate: slope of the sigmoid returned, i * (1 - i)
def input_gate(x, h_prev, W_i, U_i, b_i):
    a_i = h_prev @ W_i + x @ U_i + b_i
    i = 1 / (1 + np.exp(-a_i))
    return i * (1 - i)


# %% wrong input_gate: exp(a) / (1 + exp(a)), nan for large positive sums
def input_gate(x, h_prev, W_i, U_i, b_i):
    e = np.exp(h_prev @ W_i + x @ U_i + b_i)
    return e / (1 + e)


# %% wrong input_gate: one valve for the layer, sums averaged over the units
def input_gate(x, h_prev, W_i, U_i, b_i):
    a_i = h_prev @ W_i + x @ U_i + b_i
    a_i = a_i.mean(axis=1, keepdims=True) * np.ones_like(a_i)
    return 1 / (1 + np.exp(-a_i))


# %% wrong input_gate: hard sigmoid, a straight line clipped to 0 and 1
def input_gate(x, h_prev, W_i, U_i, b_i):
    a = h_prev @ W_i + x @ U_i + b_i
    return np.clip(0.2 * a + 0.5, 0.0, 1.0)


# %% right input_gate: both weights stacked, one product
def input_gate(x, h_prev, W_i, U_i, b_i):
    both = np.concatenate([h_prev, x], axis=1)
    weights = np.concatenate([W_i, U_i], axis=0)
    return 1 / (1 + np.exp(-(both @ weights + b_i)))


# %% right input_gate: loops over examples and units
def input_gate(x, h_prev, W_i, U_i, b_i):
    N, H = h_prev.shape
    i = np.zeros((N, H))
    for n in range(N):
        for k in range(H):
            a = b_i[k]
            a = a + np.sum(h_prev[n] * W_i[:, k])
            a = a + np.sum(x[n] * U_i[:, k])
            i[n, k] = 1 / (1 + np.exp(-a))
    return i


# %% right input_gate: sigmoid through tanh of half the sum
def input_gate(x, h_prev, W_i, U_i, b_i):
    def sigmoid(a):
        return (1 + np.tanh(a / 2)) / 2

    return sigmoid(b_i + x @ U_i + h_prev @ W_i)


# %% right input_gate: einsum and a sigmoid of two branches
def input_gate(x, h_prev, W_i, U_i, b_i):
    a = np.einsum("nh,hk->nk", h_prev, W_i) + np.einsum("nd,dk->nk", x, U_i) + b_i
    small = np.exp(-np.abs(a))
    return np.where(a >= 0, 1 / (1 + small), small / (1 + small))


# %% wrong candidate: sigmoid in place of the tanh
def candidate(x, h_prev, W_g, U_g, b_g):
    a_g = h_prev @ W_g + x @ U_g + b_g
    return 1 / (1 + np.exp(-a_g))


# %% wrong candidate: 2 sigma(a) - 1, which is tanh(a / 2)
def candidate(x, h_prev, W_g, U_g, b_g):
    a = h_prev @ W_g + x @ U_g + b_g
    s = 1 / (1 + np.exp(-a))
    return 2 * s - 1  # from (0, 1) to (-1, 1)


# %% wrong candidate: tanh closes after h_prev @ W_g, the rest is outside
def candidate(x, h_prev, W_g, U_g, b_g):
    return np.tanh(h_prev @ W_g) + x @ U_g + b_g


# %% wrong candidate: recurrent term h_prev @ W_g forgotten
def candidate(x, h_prev, W_g, U_g, b_g):
    g = np.tanh(x @ U_g + b_g)
    return g


# %% wrong candidate: tanh written by hand without its brackets
def candidate(x, h_prev, W_g, U_g, b_g):
    a = h_prev @ W_g + x @ U_g + b_g
    return np.exp(a) - np.exp(-a) / np.exp(a) + np.exp(-a)


# %% wrong candidate: sums normalised over the units before the tanh
def candidate(x, h_prev, W_g, U_g, b_g):
    a = h_prev @ W_g + x @ U_g + b_g
    mean = a.mean(axis=-1, keepdims=True)
    std = a.std(axis=-1, keepdims=True)
    return np.tanh((a - mean) / (std + 1e-5))


# %% wrong candidate: bias b_g subtracted instead of added
def candidate(x, h_prev, W_g, U_g, b_g):
    return np.tanh(h_prev.dot(W_g) + x.dot(U_g) - b_g)


# %% right candidate: 2 sigma(2a) - 1
def candidate(x, h_prev, W_g, U_g, b_g):
    a_g = h_prev @ W_g + x @ U_g + b_g
    return 2 / (1 + np.exp(-2 * a_g)) - 1


# %% right candidate: one example after the other, weights as columns
def candidate(x, h_prev, W_g, U_g, b_g):
    rows = []
    for x_n, h_n in zip(x, h_prev):
        rows.append(np.tanh(W_g.T @ h_n + U_g.T @ x_n + b_g))
    return np.array(rows)


# %% right candidate: np.add and np.matmul, squashed in its own buffer
def candidate(x, h_prev, W_g, U_g, b_g):
    a = np.matmul(x, U_g)
    a = np.add(a, np.matmul(h_prev, W_g))
    a += b_g
    np.tanh(a, out=a)
    return a
