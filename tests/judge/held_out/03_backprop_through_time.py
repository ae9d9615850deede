"""Answers to exercise 03, written from its text alone."""

import numpy as np


def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.sum(axis=0)


# %% wrong rnn_step_backward: tanh taken again of h in the slope
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - np.tanh(h) ** 2)
    dx = da @ U.T
    dh_prev = da @ W.T
    dW = h_prev.T @ da
    dU = x.T @ da
    db = da.sum(axis=0)
    return dx, dh_prev, dW, dU, db


# %% wrong rnn_step_backward: W not transposed in dh_prev
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    dh_prev = da @ W
    dx = da @ U.T
    return dx, dh_prev, h_prev.T @ da, x.T @ da, np.sum(da, axis=0)


# %% wrong rnn_step_backward: dW made with h instead of h_prev
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = (1 - h * h) * dh
    dW = h.T @ da
    dU = x.T @ da
    db = np.sum(da, axis=0)
    return da @ U.T, da @ W.T, dW, dU, db


# %% wrong rnn_step_backward: dW comes out transposed
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    dx = np.dot(da, U.T)
    dh_prev = np.dot(da, W.T)
    dW = np.dot(da.T, h_prev)
    dU = np.dot(x.T, da)
    db = da.sum(0)
    return dx, dh_prev, dW, dU, db


# %% wrong rnn_step_backward: db is the mean over the examples
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.mean(axis=0)


# %% wrong rnn_step_backward: dh_prev made from dh, tanh skipped
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    dh_prev = dh @ W.T
    dx = da @ U.T
    dW = h_prev.T @ da
    dU = x.T @ da
    db = da.sum(axis=0)
    return dx, dh_prev, dW, dU, db


# %% wrong rnn_step_backward: slope made of h_prev instead of h
def rnn_step_backward(dh, x, h_prev, h, W, U):
    dtanh = 1 - h_prev**2
    da = dh * dtanh
    return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.sum(axis=0)


# %% wrong rnn_step_backward: returns dU before dW
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    dx, dU = da @ U.T, x.T @ da
    dh_prev, dW = da @ W.T, h_prev.T @ da
    db = da.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% wrong rnn_step_backward: slope of the sigmoid, h (1 - h)
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * h * (1 - h)
    dx = da @ U.T
    dh_prev = da @ W.T
    dW = h_prev.T @ da
    dU = x.T @ da
    db = da.sum(axis=0)
    return dx, dh_prev, dW, dU, db


# %% right rnn_step_backward: einsum everywhere
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = np.einsum("nh,nh->nh", dh, 1 - h**2)
    dx = np.einsum("nh,dh->nd", da, U)
    dh_prev = np.einsum("nj,ij->ni", da, W)
    dW = np.einsum("ni,nj->ij", h_prev, da)
    dU = np.einsum("nd,nh->dh", x, da)
    db = np.einsum("nh->h", da)
    return dx, dh_prev, dW, dU, db


# %% right rnn_step_backward: sum of outer products, one example a time
def rnn_step_backward(dh, x, h_prev, h, W, U):
    dx, dh_prev = np.zeros(x.shape), np.zeros(h_prev.shape)
    dW, dU, db = np.zeros(W.shape), np.zeros(U.shape), np.zeros(W.shape[0])
    for n in range(len(dh)):
        da = dh[n] * (1 - h[n]) * (1 + h[n])
        dx[n] = U @ da
        dh_prev[n] = W @ da
        dW += np.outer(h_prev[n], da)
        dU += np.outer(x[n], da)
        db += da
    return dx, dh_prev, dW, dU, db


# %% right rnn_step_backward: joined weights, split at the end
def rnn_step_backward(dh, x, h_prev, h, W, U):
    H = W.shape[0]
    N = len(x)
    joined = np.hstack([h_prev, x, np.ones((N, 1))])
    da = dh - dh * h**2
    dweights = joined.T @ da
    dinput = da @ np.vstack([W, U]).T
    return dinput[:, H:], dinput[:, :H], dweights[:H], dweights[H:-1], dweights[-1]


# %% right rnn_step_backward: column form, turned over
def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = (dh * (1 - np.square(h))).T
    dx = (U @ da).T
    dh_prev = (W @ da).T
    dW = (da @ h_prev).T
    dU = (da @ x).T
    return dx, dh_prev, dW, dU, da.sum(axis=1)


# %% wrong rnn_backward: nothing is carried to the step before
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs = np.zeros_like(xs)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(W.shape[0])
    dh_prev = np.zeros_like(h0)
    for t in reversed(range(len(xs))):
        h_prev = h0 if t == 0 else hs[t - 1]
        da = dhs[t] * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_prev = da @ W.T
        dW += h_prev.T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh_prev, dW, dU, db


# %% wrong rnn_backward: hs[-1] instead of h0 before the first step
def rnn_backward(dhs, xs, h0, hs, W, U):
    T = xs.shape[0]
    dxs = np.zeros_like(xs)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(W.shape[1])
    dhnext = np.zeros_like(h0)
    for t in reversed(range(T)):
        dh = dhs[t] + dhnext
        da = (1 - hs[t] * hs[t]) * dh
        db += da.sum(axis=0)
        dU += xs[t].T @ da
        dW += hs[t - 1].T @ da
        dxs[t] = da @ U.T
        dhnext = da @ W.T
    return dxs, dhnext, dW, dU, db


# %% wrong rnn_backward: carried error added after the tanh slope
def rnn_backward(dhs, xs, h0, hs, W, U):
    states = np.concatenate([h0[None], hs])
    dxs = np.zeros(xs.shape)
    dW, dU, db = np.zeros(W.shape), np.zeros(U.shape), np.zeros(len(W))
    carry = np.zeros(h0.shape)
    for t in range(len(xs) - 1, -1, -1):
        da = dhs[t] * (1 - states[t + 1] ** 2) + carry
        dxs[t] = da @ U.T
        carry = da @ W.T
        dW += states[t].T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, carry, dW, dU, db


# %% wrong rnn_backward: dxs in the order of walking, last step first
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs = []
    dW, dU, db = 0, 0, 0
    dh_prev = 0
    for t in reversed(range(len(xs))):
        h_prev = hs[t - 1] if t > 0 else h0
        dh = dhs[t] + dh_prev
        dx, dh_prev, dWt, dUt, dbt = rnn_step_backward(dh, xs[t], h_prev, hs[t], W, U)
        dxs.append(dx)
        dW += dWt
        dU += dUt
        db += dbt
    return np.stack(dxs), dh_prev, dW, dU, db


# %% wrong rnn_backward: weight gradients clipped to -5 and 5
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs = np.zeros_like(xs)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    dhnext = np.zeros_like(h0)
    for t in reversed(range(len(xs))):
        dh = dhs[t] + dhnext
        dhraw = (1 - hs[t] ** 2) * dh
        db += dhraw.sum(axis=0)
        dU += xs[t].T @ dhraw
        dW += (hs[t - 1] if t else h0).T @ dhraw
        dxs[t] = dhraw @ U.T
        dhnext = dhraw @ W.T
    for dparam in [dW, dU, db]:
        np.clip(dparam, -5, 5, out=dparam)
    return dxs, dhnext, dW, dU, db


# %% wrong rnn_backward: the carried error piles up over all later steps
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs, dh_next = np.zeros_like(xs), np.zeros_like(h0)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    for t in reversed(range(len(xs))):
        h_prev = hs[t - 1] if t > 0 else h0
        da = (dhs[t] + dh_next) * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_next += da @ W.T
        dW += h_prev.T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh_next, dW, dU, db


# %% wrong rnn_backward: the loop stops before the first step
def rnn_backward(dhs, xs, h0, hs, W, U):
    T = len(xs)
    dxs, dh_next = np.zeros_like(xs), np.zeros_like(h0)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    for t in range(T - 1, 0, -1):
        da = (dhs[t] + dh_next) * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_next = da @ W.T
        dW += hs[t - 1].T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh_next, dW, dU, db


# %% wrong rnn_backward: dh0 is the error at the first state
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs = np.zeros_like(xs)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    dh_next = np.zeros_like(h0)
    for t in reversed(range(len(xs))):
        h_prev = hs[t - 1] if t > 0 else h0
        dh = dhs[t] + dh_next
        da = dh * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_next = da @ W.T
        dW += h_prev.T @ da
        dU += xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh, dW, dU, db


# %% wrong rnn_backward: dU overwritten at each step instead of added
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs, dh_next = np.zeros_like(xs), np.zeros_like(h0)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    for t in reversed(range(len(xs))):
        if t == 0:
            h_prev = h0
        else:
            h_prev = hs[t - 1]
        da = (dhs[t] + dh_next) * (1 - hs[t] ** 2)
        dxs[t] = da @ U.T
        dh_next = da @ W.T
        dW += h_prev.T @ da
        dU = xs[t].T @ da
        db += da.sum(axis=0)
    return dxs, dh_next, dW, dU, db


# %% right rnn_backward: all da first, then the gradients in one einsum
def rnn_backward(dhs, xs, h0, hs, W, U):
    T = len(xs)
    das = np.zeros(hs.shape)
    carried = np.zeros(h0.shape)
    for t in range(T - 1, -1, -1):
        das[t] = (dhs[t] + carried) * (1 - hs[t] ** 2)
        carried = das[t] @ W.T
    before = np.concatenate([h0[None], hs[:-1]])
    dW = np.einsum("tni,tnj->ij", before, das)
    dU = np.einsum("tnd,tnh->dh", xs, das)
    return das @ U.T, carried, dW, dU, das.sum(axis=(0, 1))


# %% right rnn_backward: lists zipped from the end, turned round
def rnn_backward(dhs, xs, h0, hs, W, U):
    befores = [h0, *hs[:-1]]
    dh_next = np.zeros_like(h0)
    dxs, dWs, dUs, dbs = [], [], [], []
    for dh, x, before, h in zip(dhs[::-1], xs[::-1], befores[::-1], hs[::-1]):
        da = (dh + dh_next) * (1 - h**2)
        dxs.append(da @ U.T)
        dh_next = da @ W.T
        dWs.append(before.T @ da)
        dUs.append(x.T @ da)
        dbs.append(da.sum(axis=0))
    return np.array(dxs[::-1]), dh_next, sum(dWs), sum(dUs), sum(dbs)


# %% right rnn_backward: calls the one-step function
def rnn_backward(dhs, xs, h0, hs, W, U):
    dxs = np.empty(xs.shape)
    grads = [np.zeros(W.shape), np.zeros(U.shape), np.zeros(W.shape[0])]
    dh_prev = np.zeros(h0.shape)
    t = len(xs) - 1
    while t >= 0:
        h_prev = h0 if t == 0 else hs[t - 1]
        dxs[t], dh_prev, *step = rnn_step_backward(dhs[t] + dh_prev, xs[t], h_prev, hs[t], W, U)
        for total, part in zip(grads, step):
            total += part
        t -= 1
    return (dxs, dh_prev, *grads)


# %% right rnn_backward: states padded with h0, slopes made before the loop
def rnn_backward(dhs, xs, h0, hs, W, U):
    T, N, D = xs.shape
    H = W.shape[0]
    states = np.concatenate((h0[np.newaxis], hs), axis=0)
    slopes = 1.0 - np.square(hs)
    dxs = np.zeros((T, N, D))
    dW, dU, db = np.zeros((H, H)), np.zeros((D, H)), np.zeros(H)
    errors = dhs.copy()
    dh0 = None
    for t in range(T)[::-1]:
        da = errors[t] * slopes[t]
        dW = dW + np.dot(states[t].T, da)
        dU = dU + np.dot(xs[t].T, da)
        db = db + np.sum(da, axis=0)
        dxs[t] = np.dot(da, U.T)
        if t > 0:
            errors[t - 1] += np.dot(da, W.T)
        else:
            dh0 = np.dot(da, W.T)
    return dxs, dh0, dW, dU, db
