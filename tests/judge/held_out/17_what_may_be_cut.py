"""Answers to exercise 17, written from its text alone."""

import numpy as np

from lstm_lab import mine


# %% wrong cut_backward: what comes from above is cut too
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh_next = np.zeros_like(tape[-1][1])
    dc_next = np.zeros_like(tape[-1][2])
    total = [np.zeros_like(p) for p in params]
    dxs = [None] * T
    for t in reversed(range(T)):
        dh = keep[t, 0] * (dhs[t] + dh_next)
        dc = keep[t, 1] * dc_next
        dxs[t], (dh_next, dc_next), terms = mine.lstm_step_backward(params, tape[t], dh, dc)
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh_next, dc_next), type(params)(*total)


# %% wrong cut_backward: keep[t] stands after step t, not before it
def cut_backward(params, tape, dhs, keep):
    dh = np.zeros(dhs.shape[1:])
    dc = np.zeros(dhs.shape[1:])
    grads = [np.zeros(p.shape) for p in params]
    dxs = []
    for t in range(len(tape) - 1, -1, -1):
        dh = dh * keep[t, 0]
        dc = dc * keep[t, 1]
        dx, (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dxs.insert(0, dx)
        for k in range(12):
            grads[k] += terms[k]
    return np.array(dxs), (dh, dc), type(params)(*grads)


# %% wrong cut_backward: columns of keep swapped, c first
def cut_backward(params, tape, dhs, keep):
    T, N, H = dhs.shape
    dh, dc = np.zeros((N, H)), np.zeros((N, H))
    dxs = np.zeros((T, N, tape[0][0].shape[1]))
    grads = None
    for t in reversed(range(T)):
        keep_c, keep_h = keep[t]
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dh, dc = keep_h * dh, keep_c * dc
        grads = terms if grads is None else [a + b for a, b in zip(grads, terms)]
    return dxs, (dh, dc), type(params)(*grads)


# %% wrong cut_backward: no gate before step 0, dh0 and dc0 are never cut
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    dh = np.zeros_like(dhs[0])
    dc = np.zeros_like(dhs[0])
    dxs = []
    sums = {name: 0 for name in params._fields}
    for t in range(T - 1, -1, -1):
        dh = dh + dhs[t]
        dx, (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dh, dc)
        if t > 0:
            dh = dh * keep[t, 0]
            dc = dc * keep[t, 1]
        dxs.append(dx)
        for name in sums:
            sums[name] = sums[name] + getattr(terms, name)
    return np.stack(dxs[::-1]), (dh, dc), type(params)(**sums)


# %% wrong cut_backward: begins with dhs[-1], the last output counts twice
def cut_backward(params, tape, dhs, keep):
    dh = dhs[-1].copy()
    dc = np.zeros_like(dh)
    grads = [np.zeros_like(p) for p in params]
    dxs = [0] * len(tape)
    for t in reversed(range(len(tape))):
        dh = dhs[t] + dh
        dxs[t], (dh, dc), step_grads = mine.lstm_step_backward(params, tape[t], dh, dc)
        dh = dh * keep[t, 0]
        dc = dc * keep[t, 1]
        for total, term in zip(grads, step_grads):
            total += term
    return np.array(dxs), (dh, dc), type(params)(*grads)


# %% wrong cut_backward: once cut, a road stays cut for all steps before
def cut_backward(params, tape, dhs, keep):
    T, N, H = dhs.shape
    dh, dc = np.zeros((N, H)), np.zeros((N, H))
    open_h, open_c = 1.0, 1.0
    grads = [np.zeros_like(p) for p in params]
    dxs = np.empty((T, N, tape[0][0].shape[1]))
    for t in range(T - 1, -1, -1):
        dxs[t], (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dh + dhs[t], dc)
        # the gates passed on the way back
        open_h *= keep[t, 0]
        open_c *= keep[t, 1]
        dh = dh * open_h
        dc = dc * open_c
        grads = [g + term for g, term in zip(grads, terms)]
    return dxs, (dh, dc), type(params)(*grads)


# %% wrong cut_backward: tape and dhs are walked backwards, but keep forwards
def cut_backward(params, tape, dhs, keep):
    dh = dc = np.zeros(dhs[0].shape)
    dxs, grads = [], [np.zeros(p.shape) for p in params]
    for trace, dh_above, (keep_h, keep_c) in zip(reversed(tape), dhs[::-1], keep):
        dx, (dh, dc), terms = mine.lstm_step_backward(params, trace, dh_above + dh, dc)
        dh = keep_h * dh
        dc = keep_c * dc
        dxs.append(dx)
        grads = [a + b for a, b in zip(grads, terms)]
    dxs.reverse()
    return np.array(dxs), (dh, dc), type(params)(*grads)


# %% wrong cut_backward: keep stands in place of the forget gate, dc_prev lacks f
def cut_backward(params, tape, dhs, keep):
    dh_next = np.zeros_like(dhs[0])
    dc_next = np.zeros_like(dhs[0])
    grads = {name: np.zeros_like(p) for name, p in params._asdict().items()}
    dxs = np.zeros((len(tape), *tape[0][0].shape))
    for t in reversed(range(len(tape))):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dh_next = np.zeros_like(dh)
        for k in "igfo":
            grads[f"W_{k}"] += h_prev.T @ da[k]
            grads[f"U_{k}"] += x.T @ da[k]
            grads[f"b_{k}"] += da[k].sum(axis=0)
            dxs[t] += da[k] @ getattr(params, f"U_{k}").T
            dh_next += da[k] @ getattr(params, f"W_{k}").T
        dh_next = keep[t, 0] * dh_next
        dc_next = keep[t, 1] * dc
    return dxs, (dh_next, dc_next), type(params)(**grads)


# %% right cut_backward: the step written out, without mine
def cut_backward(params, tape, dhs, keep):
    T, N, H = dhs.shape
    D = tape[0][0].shape[1]
    dxs = np.zeros((T, N, D))
    dh_next = np.zeros((N, H))
    dc_next = np.zeros((N, H))
    grads = {name: np.zeros_like(getattr(params, name)) for name in params._fields}
    for t in range(T - 1, -1, -1):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        tanh_c = np.tanh(c)
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - tanh_c**2)
        da_i = dc * g * i * (1 - i)
        da_g = dc * i * (1 - g**2)
        da_f = dc * c_prev * f * (1 - f)
        da_o = dh * tanh_c * o * (1 - o)
        for k, da in (("i", da_i), ("g", da_g), ("f", da_f), ("o", da_o)):
            grads["W_" + k] += h_prev.T @ da
            grads["U_" + k] += x.T @ da
            grads["b_" + k] += da.sum(axis=0)
        dxs[t] = da_i @ params.U_i.T + da_g @ params.U_g.T
        dxs[t] += da_f @ params.U_f.T + da_o @ params.U_o.T
        dh_next = da_i @ params.W_i.T + da_g @ params.W_g.T
        dh_next += da_f @ params.W_f.T + da_o @ params.W_o.T
        dh_next *= keep[t, 0]
        dc_next = dc * f * keep[t, 1]
    return dxs, (dh_next, dc_next), type(params)(**grads)


# %% right cut_backward: mine.lstm_step_backward in a loop that counts down
def cut_backward(params, tape, dhs, keep):
    dh = np.zeros_like(dhs[0])
    dc = np.zeros_like(dhs[0])
    dxs = [None] * len(tape)
    grads = [np.zeros_like(p) for p in params]
    for t in reversed(range(len(tape))):
        dx, (dh, dc), terms = mine.lstm_step_backward(params, tape[t], dhs[t] + dh, dc)
        dh = keep[t, 0] * dh
        dc = keep[t, 1] * dc
        dxs[t] = dx
        grads = [grad + term for grad, term in zip(grads, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*grads)


# %% right cut_backward: errors at h and c of all steps first, on copies, weights afterwards
def cut_backward(params, tape, dhs, keep):
    T = len(tape)
    x, h_prev, c_prev, i, g, f, o, c = (np.array(arrays) for arrays in zip(*tape))
    W = np.concatenate([params.W_i, params.W_g, params.W_f, params.W_o], axis=1)
    U = np.concatenate([params.U_i, params.U_g, params.U_f, params.U_o], axis=1)

    # what every step multiplies with is known before the walk
    h_to_c = o * (1 - np.tanh(c) ** 2)
    c_to_a = np.concatenate([g * i * (1 - i), i * (1 - g**2), c_prev * f * (1 - f)], axis=2)
    h_to_o = np.tanh(c) * o * (1 - o)

    at_h = np.array(dhs, dtype=float)  # a copy: the errors are gathered in it
    at_c = np.zeros_like(at_h)
    da = np.zeros((T, at_h.shape[1], 4 * at_h.shape[2]))
    for t in range(T - 1, -1, -1):
        at_c[t] += at_h[t] * h_to_c[t]
        da[t] = np.concatenate([np.tile(at_c[t], 3) * c_to_a[t], at_h[t] * h_to_o[t]], axis=1)
        to_h = (da[t] @ W.T) * keep[t, 0]
        to_c = (at_c[t] * f[t]) * keep[t, 1]
        if t > 0:
            at_h[t - 1] += to_h
            at_c[t - 1] += to_c

    dW = np.split(np.einsum("tnh,tna->ha", h_prev, da), 4, axis=1)
    dU = np.split(np.einsum("tnd,tna->da", x, da), 4, axis=1)
    db = np.split(np.einsum("tna->a", da), 4)
    grads = [array for triple in zip(dW, dU, db) for array in triple]
    return da @ U.T, (to_h, to_c), type(params)(*grads)


# %% right cut_backward: all steps kept in a list, summed by np.add.reduce and comprehensions
def cut_backward(params, tape, dhs, keep):
    def one_back(state, t):
        dh, dc = state
        return mine.lstm_step_backward(params, tape[t], np.add(dhs[t], dh), dc)

    state = (np.zeros(dhs.shape[1:]), np.zeros(dhs.shape[1:]))
    walked = []
    for t in range(len(tape))[::-1]:
        dx, errors, terms = one_back(state, t)
        state = tuple(error * k for error, k in zip(errors, keep[t]))
        walked.append((dx, terms))
    walked = walked[::-1]
    dxs = np.array([dx for dx, _ in walked])
    grads = [np.add.reduce(arrays) for arrays in zip(*[terms for _, terms in walked])]
    return dxs, state, type(params)(*grads)
