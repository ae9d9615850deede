"""Answers to exercise 17. Unlike the others, written by who wrote its checks."""

import numpy as np

from lstm_lab import mine


# %% wrong cut_backward: keep is not used at all
def cut_backward(params, tape, dhs, keep):
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [], None
    for trace, above in zip(reversed(tape), dhs[::-1]):
        dx, (dh, dc), terms = mine.lstm_step_backward(params, trace, dh + above, dc)
        dxs.append(dx)
        total = terms if total is None else [a + b for a, b in zip(total, terms)]
    return np.array(dxs[::-1]), (dh, dc), type(params)(*total)


# %% wrong cut_backward: c takes column 0, h takes column 1
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [None] * T, [0] * 12
    for t in range(T - 1, -1, -1):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dc, dh = dc * keep[t][0], dh * keep[t][1]
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong cut_backward: the cut of step t is made with keep[t - 1]
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [None] * T, [0] * 12
    for t in reversed(range(T)):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dh, dc = dh * keep[t - 1, 0], dc * keep[t - 1, 1]
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong cut_backward: the error from above is cut as well
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [None] * T, [0] * 12
    for t in reversed(range(T)):
        whole = (dh + dhs[t]) * keep[t, 0]
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], whole, dc * keep[t, 1])
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong cut_backward: 1 cuts and 0 keeps
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [None] * T, [0] * 12
    for t in reversed(range(T)):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        if keep[t, 0]:
            dh = 0 * dh
        if keep[t, 1]:
            dc = 0 * dc
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong cut_backward: the gradients of the last visited step only
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs = [None] * T
    for t in reversed(range(T)):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dh, dc = dh * keep[t, 0], dc * keep[t, 1]
    return np.stack(dxs), (dh, dc), type(params)(*terms)


# %% wrong cut_backward: a lane that is cut once stays cut for the steps before, too
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total, open_h, open_c = [None] * T, [0] * 12, 1.0, 1.0
    for t in reversed(range(T)):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        open_h, open_c = open_h * keep[t, 0], open_c * keep[t, 1]
        dh, dc = dh * open_h, dc * open_c
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong cut_backward: dxs in the order of the walk
def cut_backward(params, tape, dhs, keep):
    dh, dc, dxs, total = 0 * dhs[0], 0 * dhs[0], [], [0] * 12
    for t in reversed(range(len(tape))):
        dx, (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dh, dc = dh * keep[t, 0], dc * keep[t, 1]
        dxs.append(dx)
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% right cut_backward: the step through mine, sums by np.add
def cut_backward(params, tape, dhs, keep):
    dh = dc = np.zeros(dhs.shape[1:])
    dxs, total = [], None
    for trace, above, kept in zip(tape[::-1], dhs[::-1], keep[::-1]):
        dx, back, terms = mine.lstm_step_backward(params, trace, above + dh, dc)
        dh, dc = back[0] * kept[0], back[1] * kept[1]
        dxs = [dx, *dxs]
        total = terms if total is None else list(map(np.add, total, terms))
    return np.array(dxs), (dh, dc), type(params)(*total)


# %% right cut_backward: the step written out
def cut_backward(params, tape, dhs, keep):
    T, N, H = dhs.shape
    dh, dc = np.zeros((N, H)), np.zeros((N, H))
    dxs, sums = np.zeros((T, *tape[0][0].shape)), {}
    for t in range(T - 1, -1, -1):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        for k, one in da.items():
            for name, term in (("W", h_prev.T @ one), ("U", x.T @ one), ("b", one.sum(axis=0))):
                sums[f"{name}_{k}"] = sums.get(f"{name}_{k}", 0) + term
            dxs[t] += one @ getattr(params, f"U_{k}").T
        dh = keep[t, 0] * sum(one @ getattr(params, f"W_{k}").T for k, one in da.items())
        dc = keep[t, 1] * dc * f
    return dxs, (dh, dc), type(params)(**sums)


# %% right cut_backward: cuts by a condition
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh, dc = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    dxs, total = [None] * T, [0] * 12
    for t in reversed(range(T)):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        if keep[t, 0] == 0:
            dh = np.zeros_like(dh)
        if keep[t, 1] == 0:
            dc = np.zeros_like(dc)
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% right cut_backward: lists in place of tuples, gradients by name
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    errors = [np.zeros_like(dhs[0]), np.zeros_like(dhs[0])]
    dxs, total = [None] * T, {name: 0 for name in params._fields}
    for t in reversed(range(T)):
        dxs[t], errors, terms = mine.lstm_step_backward(
            params, tape[t], errors[0] + dhs[t], errors[1]
        )
        errors = [error * share for error, share in zip(errors, keep[t])]
        total = {name: total[name] + getattr(terms, name) for name in total}
    return np.stack(dxs), errors, type(params)(**total)
