"""Answers to exercise 14, written from its text alone."""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


# %% wrong output_gate_error: the gate o in place of its slope
def output_gate_error(dh, o, c):
    return dh * np.tanh(c) * o


# %% wrong output_gate_error: slope of tanh at c in place of tanh(c)
def output_gate_error(dh, o, c):
    dtanh = 1 - np.tanh(c) ** 2
    return dh * dtanh * o * (1 - o)


# %% wrong output_gate_error: c itself in place of tanh(c)
def output_gate_error(dh, o, c):
    do = dh * c
    return do * o * (1 - o)


# %% wrong output_gate_error: the slope is 1 - o**2, as if o were a tanh
def output_gate_error(dh, o, c):
    return dh * np.tanh(c) * (1 - o**2)


# %% wrong output_gate_error: o is squashed by the sigmoid again before the slope
def output_gate_error(dh, o, c):
    s = sigmoid(o)
    return dh * np.tanh(c) * s * (1 - s)


# %% wrong output_gate_error: the result is computed but not returned
def output_gate_error(dh, o, c):
    """Return da_o, the error at the output gate's pre-activation: (B1)."""
    slope = o * (1 - o)
    da_o = dh * np.tanh(c) * slope
    print(da_o.shape)


# %% right output_gate_error: the links named one by one
def output_gate_error(dh, o, c):
    arrives = dh
    partner = np.tanh(c)
    slope = o * (1.0 - o)
    return arrives * partner * slope


# %% right output_gate_error: np.multiply, nested
def output_gate_error(dh, o, c):
    do = np.multiply(dh, np.tanh(c))
    return np.multiply(do, np.multiply(o, np.subtract(1, o)))


# %% right output_gate_error: two loops over examples and units
def output_gate_error(dh, o, c):
    N, H = dh.shape
    da_o = np.zeros((N, H))
    for n in range(N):
        for j in range(H):
            da_o[n, j] = dh[n, j] * np.tanh(c[n, j]) * o[n, j] * (1 - o[n, j])
    return da_o


# %% wrong cell_error: dc_in is left out
def cell_error(dh, dc_in, o, c):
    return dh * o * (1 - np.tanh(c) ** 2)


# %% wrong cell_error: the factor o is missing
def cell_error(dh, dc_in, o, c):
    dc = dh * (1 - np.tanh(c) ** 2)
    return dc + dc_in


# %% wrong cell_error: brackets around the sum, dc_in goes through the output gate too
def cell_error(dh, dc_in, o, c):
    return (dc_in + dh) * o * (1 - np.tanh(c) ** 2)


# %% wrong cell_error: slope 1 - c**2, without the tanh
def cell_error(dh, dc_in, o, c):
    return dc_in + dh * o * (1 - c**2)


# %% wrong cell_error: the square is missing in 1 - tanh(c)**2
def cell_error(dh, dc_in, o, c):
    return dc_in + dh * o * (1 - np.tanh(c))


# %% wrong cell_error: tanh is taken twice in the slope
def cell_error(dh, dc_in, o, c):
    t = np.tanh(c)
    slope = 1 - np.tanh(t) ** 2
    return dc_in + dh * o * slope


# %% wrong cell_error: the value tanh(c) stands in place of its slope
def cell_error(dh, dc_in, o, c):
    through_h = dh * o * np.tanh(c)
    return dc_in + through_h


# %% right cell_error: slope written as 1 / cosh**2
def cell_error(dh, dc_in, o, c):
    return dc_in + dh * o / np.cosh(c) ** 2


# %% right cell_error: adds in place to a copy of dc_in
def cell_error(dh, dc_in, o, c):
    dc = dc_in.copy()
    t = np.tanh(c)
    dc += (1 - t) * (1 + t) * o * dh
    return dc


# %% right cell_error: list of rows, stacked
def cell_error(dh, dc_in, o, c):
    rows = []
    for dh_n, in_n, o_n, c_n in zip(dh, dc_in, o, c):
        rows.append(in_n + dh_n * o_n - dh_n * o_n * np.tanh(c_n) ** 2)
    return np.stack(rows)


# %% right cell_error: a helper for the slope, and np.add
def tanh_slope(c):
    return 1 - np.square(np.tanh(c))


def cell_error(dh, dc_in, o, c):
    road_h = dh * o * tanh_slope(c)
    road_c = dc_in
    return np.add(road_h, road_c)


# %% wrong candidate_error: its own value g in place of the partner i
def candidate_error(dc, i, g):
    return dc * g * (1 - g**2)


# %% wrong candidate_error: tanh is taken of g, which is squashed already
def candidate_error(dc, i, g):
    return dc * i * (1 - np.tanh(g) ** 2)


# %% wrong candidate_error: the sigmoid's slope g * (1 - g)
def candidate_error(dc, i, g):
    return dc * i * g * (1 - g)


# %% wrong candidate_error: multiplied by the input gate's slope as well
def candidate_error(dc, i, g):
    return dc * i * (1 - i) * (1 - g**2)


# %% wrong candidate_error: brackets around 1 - g**2 are missing
def candidate_error(dc, i, g):
    return dc * i * 1 - g**2


# %% wrong candidate_error: plus in the slope, 1 + g**2
def candidate_error(dc, i, g):
    dg = dc * i
    return dg * (1 + g * g)


# %% right candidate_error: slope as (1 - g)(1 + g)
def candidate_error(dc, i, g):
    return dc * (1 - g) * (1 + g) * i


# %% right candidate_error: product multiplied out
def candidate_error(dc, i, g):
    dg = dc * i
    return dg - dg * g * g


# %% right candidate_error: einsum, entry by entry
def candidate_error(dc, i, g):
    return np.einsum("nh,nh,nh->nh", dc, i, 1 - np.power(g, 2))


# %% wrong input_gate_error: the candidate's line, copied unchanged
def input_gate_error(dc, i, g):
    return dc * i * (1 - g**2)


# %% wrong input_gate_error: its own value i in the middle, not the partner g
def input_gate_error(dc, i, g):
    return dc * i * i * (1 - i)


# %% wrong input_gate_error: dc is no factor
def input_gate_error(dc, i, g):
    di = g
    return di * i * (1 - i)


# %% wrong input_gate_error: sign turned, i**2 - i
def input_gate_error(dc, i, g):
    return dc * g * (i**2 - i)


# %% wrong input_gate_error: slope 1 - i**2 of a tanh
def input_gate_error(dc, i, g):
    return dc * g * (1 - i**2)


# %% wrong input_gate_error: the slope of g is a factor in place of g
def input_gate_error(dc, i, g):
    return dc * (1 - g**2) * i * (1 - i)


# %% right input_gate_error: slope as a quarter minus a square
def input_gate_error(dc, i, g):
    slope = 0.25 - (i - 0.5) ** 2
    return slope * (dc * g)


# %% right input_gate_error: helper for the sigmoid's slope, positional-only arguments
def slope_of(gate):
    return gate * (1 - gate)


def input_gate_error(dc, i, g, /):
    di = dc * g
    return di * slope_of(i)


# %% right input_gate_error: np.prod over a stack of the factors
def input_gate_error(dc, i, g):
    return np.prod(np.stack([dc, g, i, 1 - i]), axis=0)


# %% wrong forget_gate_error: the partner c_prev is missing
def forget_gate_error(dc, c_prev, f):
    return dc * f * (1 - f)


# %% wrong forget_gate_error: tanh(c_prev) in place of c_prev
def forget_gate_error(dc, c_prev, f):
    return dc * np.tanh(c_prev) * f * (1 - f)


# %% wrong forget_gate_error: only 1 - f, the factor f is missing
def forget_gate_error(dc, c_prev, f):
    return dc * c_prev * (1 - f)


# %% wrong forget_gate_error: no brackets around 1 - f
def forget_gate_error(dc, c_prev, f):
    return dc * c_prev * f * 1 - f


# %% wrong forget_gate_error: c_prev is added to dc, not multiplied
def forget_gate_error(dc, c_prev, f):
    df = dc + c_prev
    return df * f * (1 - f)


# %% wrong forget_gate_error: dc averaged over the examples first
def forget_gate_error(dc, c_prev, f):
    dc = dc.mean(axis=0)
    return dc * c_prev * f * (1 - f)


# %% right forget_gate_error: in-place products on a fresh array
def forget_gate_error(dc, c_prev, f):
    da_f = np.array(dc, dtype=float)
    da_f *= c_prev
    da_f *= f
    da_f *= 1 - f
    return da_f


# %% right forget_gate_error: comprehension over the examples
def forget_gate_error(dc, c_prev, f):
    return np.array([f[n] * (1 - f[n]) * dc[n] * c_prev[n] for n in range(len(f))])


# %% right forget_gate_error: difference of two products
def forget_gate_error(dc, c_prev, f):
    df = c_prev * dc
    kept = df * f
    return kept - kept * f
