"""Answers to exercise 06, written from its text alone."""

import numpy as np


# %% wrong bidirectional_forward: second stream's states not turned round again
def bidirectional_forward(step, params_forward, params_backward, xs):
    T, N, D = xs.shape
    H = len(params_forward[2])
    hf, hb = np.zeros((N, H)), np.zeros((N, H))
    forwards, backwards = [], []
    for x in xs:
        hf = step(x, hf, *params_forward)
        forwards.append(hf)
    for x in xs[::-1]:
        hb = step(x, hb, *params_backward)
        backwards.append(hb)
    return np.concatenate([np.stack(forwards), np.stack(backwards)], axis=-1)


# %% wrong bidirectional_forward: second stream reads forwards too
def bidirectional_forward(step, params_forward, params_backward, xs):
    def run(params):
        W, U, b = params
        h = np.zeros((xs.shape[1], W.shape[0]))
        hs = []
        for x in xs:
            h = step(x, h, W, U, b)
            hs.append(h)
        return np.array(hs)

    return np.concatenate([run(params_forward), run(params_backward)], axis=2)


# %% wrong bidirectional_forward: second direction uses the first one's weights
def bidirectional_forward(step, params_forward, params_backward, xs):
    T, N, D = xs.shape
    Wf, Uf, bf = params_forward
    Wb, Ub, bb = params_backward
    H = Wf.shape[0]
    hs = np.zeros((T, N, 2 * H))
    h = np.zeros((N, H))
    for t in range(T):
        h = step(xs[t], h, Wf, Uf, bf)
        hs[t, :, :H] = h
    h = np.zeros((N, H))
    for t in reversed(range(T)):
        h = step(xs[t], h, Wf, Uf, bf)
        hs[t, :, H:] = h
    return hs


# %% wrong bidirectional_forward: backward states come first in the join
def bidirectional_forward(step, params_forward, params_backward, xs):
    h1 = h2 = np.zeros((xs.shape[1], len(params_forward[0])))
    left, right = [], []
    for t in range(len(xs)):
        h1 = step(xs[t], h1, *params_forward)
        left.append(h1)
        h2 = step(xs[-1 - t], h2, *params_backward)
        right.insert(0, h2)
    return np.concatenate([np.array(right), np.array(left)], axis=-1)


# %% wrong bidirectional_forward: second direction's step is given the first direction's state
def bidirectional_forward(step, params_forward, params_backward, xs):
    T, N, D = xs.shape
    H = params_forward[0].shape[0]
    h_f = np.zeros((N, H))
    h_b = np.zeros((N, H))
    out_f, out_b = [], []
    for x, x_rev in zip(xs, xs[::-1]):
        h_f = step(x, h_f, *params_forward)
        h_b = step(x_rev, h_f, *params_backward)
        out_f.append(h_f)
        out_b.append(h_b)
    out_b.reverse()
    return np.concatenate([np.stack(out_f), np.stack(out_b)], axis=-1)


# %% wrong bidirectional_forward: own tanh step, the given step is not called
def bidirectional_forward(step, params_forward, params_backward, xs):
    def run(W, U, b, seq):
        h, hs = np.zeros((seq.shape[1], len(b))), []
        for x in seq:
            h = np.tanh(h @ W + x @ U + b)
            hs.append(h)
        return np.stack(hs)

    there = run(*params_forward, xs)
    back = run(*params_backward, xs[::-1])[::-1]
    return np.concatenate([there, back], axis=-1)


# %% wrong bidirectional_forward: backward loop stops before index 0, left at zero
def bidirectional_forward(step, params_forward, params_backward, xs):
    T, N, _ = xs.shape
    H = len(params_forward[0])
    fwd, bwd = np.zeros((T, N, H)), np.zeros((T, N, H))
    h = np.zeros((N, H))
    for t in range(T):
        h = step(xs[t], h, *params_forward)
        fwd[t] = h
    h = np.zeros((N, H))
    for t in range(T - 1, 0, -1):
        h = step(xs[t], h, *params_backward)
        bwd[t] = h
    return np.concatenate((fwd, bwd), axis=-1)


# %% wrong bidirectional_forward: second direction starts from first one's last state
def bidirectional_forward(step, params_forward, params_backward, xs):
    h = np.zeros((xs.shape[1], len(params_forward[2])))
    forward = []
    for x in xs:
        h = step(x, h, *params_forward)
        forward.append(h)
    backward = []
    for x in xs[::-1]:
        h = step(x, h, *params_backward)
        backward.append(h)
    backward = backward[::-1]
    return np.concatenate([forward, backward], axis=-1)


# %% right bidirectional_forward: one helper for both directions
def bidirectional_forward(step, params_forward, params_backward, xs):
    def run(params, sequence):
        h = np.zeros((sequence.shape[1], len(params[2])))
        states = []
        for x in sequence:
            h = step(x, h, *params)
            states.append(h)
        return np.stack(states)

    hs_forward = run(params_forward, xs)
    hs_backward = run(params_backward, xs[::-1])[::-1]
    return np.concatenate([hs_forward, hs_backward], axis=-1)


# %% right bidirectional_forward: fills the halves of one array
def bidirectional_forward(step, params_forward, params_backward, xs):
    T, N = xs.shape[0], xs.shape[1]
    Wf, Uf, bf = params_forward
    Wb, Ub, bb = params_backward
    H = bf.shape[0]
    out = np.empty((T, N, 2 * H))
    h = np.zeros((N, H))
    for t in range(T):
        out[t, :, :H] = h = step(xs[t], h, Wf, Uf, bf)
    h = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        out[t, :, H:] = h = step(xs[t], h, Wb, Ub, bb)
    return out


# %% right bidirectional_forward: joins step by step
def bidirectional_forward(step, params_forward, params_backward, xs):
    zeros = np.zeros((xs.shape[1], params_forward[0].shape[0]))
    T = len(xs)
    seen_left, seen_right = {-1: zeros}, {T: zeros}
    for t in range(T):
        seen_left[t] = step(xs[t], seen_left[t - 1], *params_forward)
    for t in reversed(range(T)):
        seen_right[t] = step(xs[t], seen_right[t + 1], *params_backward)
    return np.array([np.hstack([seen_left[t], seen_right[t]]) for t in range(T)])


# %% right bidirectional_forward: itertools.accumulate
def bidirectional_forward(step, params_forward, params_backward, xs):
    from itertools import accumulate

    N, H = xs.shape[1], len(params_backward[0])
    start = np.zeros((N, H))
    f = list(accumulate(xs, lambda h, x: step(x, h, *params_forward), initial=start))
    b = list(accumulate(xs[::-1], lambda h, x: step(x, h, *params_backward), initial=start))
    return np.concatenate([np.stack(f[1:]), np.flip(np.stack(b[1:]), axis=0)], axis=2)


# %% wrong bidirectional_backward: second direction's errors not put in reversed order
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[-1] // 2
    dx_f, grads_f = layer_backward(tape_forward, dhs[..., :H])
    dx_b, grads_b = layer_backward(tape_backward, dhs[..., H:])
    return dx_f + dx_b[::-1], grads_f, grads_b


# %% wrong bidirectional_backward: second dxs not turned back before the sum
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[2] // 2
    dxs_forward, dparams_forward = layer_backward(tape_forward, dhs[:, :, :H])
    dxs_backward, dparams_backward = layer_backward(tape_backward, dhs[::-1, :, H:])
    dxs = dxs_forward + dxs_backward
    return dxs, dparams_forward, dparams_backward


# %% wrong bidirectional_backward: halves of the errors swapped
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[-1] // 2
    dx_there, dp_there = layer_backward(tape_forward, dhs[..., H:])
    dx_back, dp_back = layer_backward(tape_backward, dhs[::-1, :, :H])
    return dx_there + dx_back[::-1], dp_there, dp_back


# %% wrong bidirectional_backward: mean of both dxs instead of the sum
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    dhf, dhb = np.split(dhs, 2, axis=-1)
    dxf, df = layer_backward(tape_forward, dhf)
    dxb, db = layer_backward(tape_backward, dhb[::-1])
    return (dxf + dxb[::-1]) / 2, df, db


# %% wrong bidirectional_backward: turns the examples' axis, not the time axis
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[-1] // 2
    dx_there, dparams_there = layer_backward(tape_forward, dhs[:, :, :H])
    dx_back, dparams_back = layer_backward(tape_backward, dhs[:, ::-1, H:])
    return dx_there + dx_back[:, ::-1], dparams_there, dparams_back


# %% wrong bidirectional_backward: gradients of the directions returned in swapped order
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[-1] // 2
    dx_b, dparams_b = layer_backward(tape_backward, dhs[::-1, :, H:])
    dx_f, dparams_f = layer_backward(tape_forward, dhs[:, :, :H])
    return dx_b[::-1] + dx_f, dparams_b, dparams_f


# %% right bidirectional_backward: np.split and np.flip
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    first, second = np.split(dhs, 2, axis=-1)
    dxs, grads_first = layer_backward(tape_forward, first)
    dxs_turned, grads_second = layer_backward(tape_backward, np.flip(second, axis=0))
    return np.add(dxs, np.flip(dxs_turned, axis=0)), grads_first, grads_second


# %% right bidirectional_backward: sum written step by step into a copy
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    T = len(dhs)
    H = dhs.shape[-1] // 2
    from_right = np.array([dhs[T - 1 - t, :, H:] for t in range(T)])
    dx_b, dparams_b = layer_backward(tape_backward, from_right)
    dx_f, dparams_f = layer_backward(tape_forward, dhs[:, :, :H].copy())
    dxs = dx_f.copy()
    for t in range(T):
        dxs[t] += dx_b[T - 1 - t]
    return dxs, dparams_f, dparams_b


# %% right bidirectional_backward: loop over the two directions
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    H = dhs.shape[-1] // 2
    total, grads = 0, []
    for k, (tape, order) in enumerate([(tape_forward, 1), (tape_backward, -1)]):
        part = dhs[..., k * H : (k + 1) * H]
        dx, dparams = layer_backward(tape, part[::order])
        total = total + dx[::order]
        grads.append(dparams)
    return total, grads[0], grads[1]


# %% wrong stacked_backward: walks from the lowest layer to the top
def stacked_backward(layer_backward, tapes, dhs):
    dlayers = []
    for tape in tapes:
        dhs, dparams = layer_backward(tape, dhs)
        dlayers.append(dparams)
    return dhs, dlayers


# %% wrong stacked_backward: gradients listed top layer first
def stacked_backward(layer_backward, tapes, dhs):
    grads = []
    for tape in reversed(tapes):
        dhs, dparams = layer_backward(tape, dhs)
        grads.append(dparams)
    return dhs, grads


# %% wrong stacked_backward: every layer gets the top layer's errors
def stacked_backward(layer_backward, tapes, dhs):
    dlayers = []
    for tape in tapes[::-1]:
        dxs, dparams = layer_backward(tape, dhs)
        dlayers.append(dparams)
    return dxs, dlayers[::-1]


# %% wrong stacked_backward: the lowest layer is left out
def stacked_backward(layer_backward, tapes, dhs):
    dlayers = [None] * len(tapes)
    dxs = dhs
    for layer in range(len(tapes) - 1, 0, -1):
        dxs, dlayers[layer] = layer_backward(tapes[layer], dxs)
    return dxs, dlayers


# %% wrong stacked_backward: adds the top errors again at each layer below
def stacked_backward(layer_backward, tapes, dhs):
    dlayers = []
    error = np.zeros_like(dhs)
    for tape in reversed(tapes):
        error, dparams = layer_backward(tape, error + dhs)
        dlayers.insert(0, dparams)
    return error, dlayers


# %% wrong stacked_backward: return inside the loop, only the top layer done
def stacked_backward(layer_backward, tapes, dhs):
    dlayers = []
    for tape in reversed(tapes):
        dhs, dparams = layer_backward(tape, dhs)
        dlayers.insert(0, dparams)
        return dhs, dlayers


# %% right stacked_backward: index from the top, filled list
def stacked_backward(layer_backward, tapes, dhs):
    L = len(tapes)
    dlayers = [None] * L
    error = dhs
    for layer in range(L - 1, -1, -1):
        error, dlayers[layer] = layer_backward(tapes[layer], error)
    return error, dlayers


# %% right stacked_backward: recursion from the top layer down
def stacked_backward(layer_backward, tapes, dhs):
    if len(tapes) == 0:
        return dhs, []
    *lower, top = tapes
    dxs, dparams = layer_backward(top, dhs)
    dxs, below = stacked_backward(layer_backward, lower, dxs)
    return dxs, below + [dparams]


# %% right stacked_backward: pops from a copy, turns the list at the end
def stacked_backward(layer_backward, tapes, dhs):
    left = list(tapes)
    grads = []
    dxs = dhs
    while left:
        dxs, g = layer_backward(left.pop(), dxs)
        grads.append(g)
    grads.reverse()
    return dxs, grads
