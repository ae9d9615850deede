"""Answers to exercise 12, written from its text alone."""

from functools import reduce

import numpy as np


# %% wrong output_gate: tanh in place of the sigmoid
def output_gate(x, h_prev, W_o, U_o, b_o):
    return np.tanh(h_prev @ W_o + x @ U_o + b_o)


# %% wrong output_gate: sign of the exponent, 1 / (1 + exp(a))
def output_gate(x, h_prev, W_o, U_o, b_o):
    a = h_prev @ W_o + x @ U_o + b_o
    return 1 / (1 + np.exp(a))


# %% wrong output_gate: (1 + tanh(a)) / 2, a not halved
def output_gate(x, h_prev, W_o, U_o, b_o):
    a_o = np.dot(h_prev, W_o) + np.dot(x, U_o) + b_o
    return (1 + np.tanh(a_o)) / 2


# %% wrong output_gate: softmax over the units in place of the sigmoid
def output_gate(x, h_prev, W_o, U_o, b_o):
    a = h_prev @ W_o + x @ U_o + b_o
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong output_gate: sigmoid of |a|, branch for negative sums missing
def output_gate(x, h_prev, W_o, U_o, b_o):
    a = h_prev @ W_o + x @ U_o + b_o
    return 1 / (1 + np.exp(-np.abs(a)))  # never overflows


# %% wrong output_gate: input term x @ U_o missing from the sum
def output_gate(x, h_prev, W_o, U_o, b_o):
    o = 1 / (1 + np.exp(-(h_prev @ W_o + b_o)))
    return o


# %% right output_gate: sigmoid with two masks, one for each sign
def output_gate(x, h_prev, W_o, U_o, b_o):
    a = h_prev @ W_o + x @ U_o + b_o
    o = np.empty_like(a)
    pos = a >= 0
    o[pos] = 1 / (1 + np.exp(-a[pos]))
    e = np.exp(a[~pos])
    o[~pos] = e / (1 + e)
    return o


# %% right output_gate: sum by reduce, column form transposed back
def output_gate(x, h_prev, W_o, U_o, b_o):
    parts = [W_o.T @ h_prev.T, U_o.T @ x.T, b_o.reshape(-1, 1)]
    a = reduce(np.add, parts)
    return (1 / (1 + np.exp(-a))).T


# %% right output_gate: products by broadcasting and a sum over the middle axis
def output_gate(x, h_prev, W_o, U_o, b_o):
    a = (h_prev[:, :, None] * W_o[None]).sum(axis=1)
    a = a + (x[:, :, None] * U_o[None]).sum(axis=1)
    a = a + b_o
    return 0.5 + 0.5 * np.tanh(0.5 * a)


# %% wrong hidden_state: tanh forgotten, o * c
def hidden_state(o, c):
    return o * c


# %% wrong hidden_state: tanh around the whole product
def hidden_state(o, c):
    return np.tanh(o * c)


# %% wrong hidden_state: np.tan typed for np.tanh
def hidden_state(o, c):
    h = o * np.tan(c)
    return h


# %% wrong hidden_state: gate put through a second sigmoid
def hidden_state(o, c):
    o = 1 / (1 + np.exp(-o))
    return o * np.tanh(c)


# %% wrong hidden_state: cell squashed by the sigmoid in place of tanh
def hidden_state(o, c):
    squashed = 1 / (1 + np.exp(-c))
    return np.multiply(o, squashed)


# %% wrong hidden_state: residual road, the cell state is added to h
def hidden_state(o, c):
    h = o * np.tanh(c)
    return h + c


# %% right hidden_state: np.multiply of the two
def hidden_state(o, c):
    shown = np.tanh(c)
    return np.multiply(shown, o)


# %% right hidden_state: tanh written with expm1 of -2 |c|
def hidden_state(o, c):
    e = np.expm1(-2 * np.abs(c))
    tanh_c = -np.sign(c) * e / (e + 2)
    return tanh_c * o


# %% right hidden_state: row by row
def hidden_state(o, c):
    h = np.empty(c.shape)
    for n, (o_n, c_n) in enumerate(zip(o, c)):
        h[n] = np.tanh(c_n) * o_n
    return h
