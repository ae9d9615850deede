"""Answers to exercise 10, written from its text alone."""

import math

import numpy as np


# %% wrong forget_gate: returns 1 - sigma, the part that is forgotten
def forget_gate(x, h_prev, W_f, U_f, b_f):
    a_f = h_prev @ W_f + x @ U_f + b_f
    return 1 - 1 / (1 + np.exp(-a_f))


# %% wrong forget_gate: adds 1 to the bias, as TensorFlow's forget_bias does
def forget_gate(x, h_prev, W_f, U_f, b_f, forget_bias=1.0):
    a_f = h_prev @ W_f + x @ U_f + b_f + forget_bias
    return 1 / (1 + np.exp(-a_f))


# %% wrong forget_gate: bias b_f counted twice, once with each product
def forget_gate(x, h_prev, W_f, U_f, b_f):
    from_h = np.dot(h_prev, W_f) + b_f
    from_x = np.dot(x, U_f) + b_f
    return 1 / (1 + np.exp(-(from_h + from_x)))


# %% wrong forget_gate: minus reaches only the first term of the sum
def forget_gate(x, h_prev, W_f, U_f, b_f):
    return 1 / (1 + np.exp(-h_prev @ W_f + x @ U_f + b_f))


# %% wrong forget_gate: result rounded to three decimals
def forget_gate(x, h_prev, W_f, U_f, b_f):
    a = h_prev @ W_f + x @ U_f + b_f
    f = 1 / (1 + np.exp(-a))
    return np.round(f, 3)


# %% wrong forget_gate: sums averaged over the examples, all rows alike
def forget_gate(x, h_prev, W_f, U_f, b_f):
    a = h_prev @ W_f + x @ U_f + b_f
    a = np.tile(np.mean(a, axis=0), (len(x), 1))
    return 1 / (1 + np.exp(-a))


# %% wrong forget_gate: loop reads h_prev[0] for every example
def forget_gate(x, h_prev, W_f, U_f, b_f):
    f = np.zeros((x.shape[0], b_f.shape[0]))
    for n in range(x.shape[0]):
        a = h_prev[0] @ W_f + x[n] @ U_f + b_f
        f[n] = 1 / (1 + np.exp(-a))
    return f


# %% right forget_gate: bias folded into the weights by a column of ones
def forget_gate(x, h_prev, W_f, U_f, b_f):
    inputs = np.hstack((h_prev, x, np.ones((len(x), 1))))
    weights = np.vstack((W_f, U_f, b_f))
    return 1 / (1 + np.exp(-inputs @ weights))


# %% right forget_gate: logaddexp, nothing overflows
def forget_gate(x, h_prev, W_f, U_f, b_f):
    minus_a = -(b_f + h_prev.dot(W_f) + x.dot(U_f))
    return np.exp(-np.logaddexp(0.0, minus_a))


# %% right forget_gate: unit by unit, columns put together at the end
def forget_gate(x, h_prev, W_f, U_f, b_f):
    def sigmoid(a):
        return np.reciprocal(1.0 + np.exp(-a))

    columns = []
    for w, u, b in zip(W_f.T, U_f.T, b_f):
        columns.append(sigmoid(h_prev @ w + x @ u + b))
    return np.stack(columns, axis=1)


# %% wrong forget_bias_for: power half_life in place of 1 / half_life
def forget_bias_for(half_life):
    f = 0.5**half_life
    return np.log(f / (1 - f))


# %% wrong forget_bias_for: stops at the gate value f, no bias
def forget_bias_for(half_life):
    # f ** half_life = 0.5
    return np.exp(np.log(0.5) / half_life)


# %% wrong forget_bias_for: logit upside down, the bias has the wrong sign
def forget_bias_for(half_life):
    f = np.power(0.5, 1 / half_life)
    return np.log((1 - f) / f)


# %% wrong forget_bias_for: brackets missing, f is 0.5 / half_life
def forget_bias_for(half_life):
    f = 0.5**1 / half_life
    return np.log(f / (1 - f))


# %% wrong forget_bias_for: time constant, f = exp(-1 / half_life) leaves 1/e
def forget_bias_for(half_life):
    f = np.exp(-1.0 / half_life)
    return np.log(f) - np.log(1 - f)


# %% wrong forget_bias_for: chrono rule log(half_life) in place of the exact bias
def forget_bias_for(half_life):
    # chrono initialisation: sigma(log(T)) = T / (T + 1) = 1 - 1 / (T + 1)
    return np.log(half_life)


# %% wrong forget_bias_for: integer half-lives cut the biases to whole numbers
def forget_bias_for(half_life):
    b_f = np.zeros_like(half_life)
    for k in range(len(half_life)):
        f = 0.5 ** (1 / half_life[k])
        b_f[k] = np.log(f / (1 - f))
    return b_f


# %% wrong forget_bias_for: negative biases, half-lives below 1, raised to 0
def forget_bias_for(half_life):
    f = 0.5 ** (1 / half_life)
    b_f = -np.log(1 / f - 1)
    return np.maximum(b_f, 0)


# %% right forget_bias_for: closed form with a power of two
def forget_bias_for(half_life):
    return -np.log(2 ** (1 / half_life) - 1)


# %% right forget_bias_for: expm1 for the small difference
def forget_bias_for(half_life):
    rate = np.log(2) / np.asarray(half_life)
    return -np.log(np.expm1(rate))


# %% right forget_bias_for: list of numbers from the math module
def forget_bias_for(half_life):
    biases = []
    for steps in half_life:
        f = math.pow(0.5, 1 / steps)
        biases.append(math.log(f) - math.log(1 - f))
    return np.array(biases)


# %% right forget_bias_for: difference of logarithms, helper for the logit
def forget_bias_for(half_life):
    def logit(p):
        return np.log(p) - np.log1p(-p)

    kept = np.exp2(-1.0 / half_life)
    return logit(kept)
