"""Answers to exercise 16, written from its text alone."""

import numpy as np


# %% wrong carry_cell_error: the factor f is missing
def carry_cell_error(dc, f):
    dc_prev = dc.copy()
    return dc_prev


# %% wrong carry_cell_error: 1 - f in place of f
def carry_cell_error(dc, f):
    return dc * (1 - f)


# %% wrong carry_cell_error: the slope f * (1 - f) in place of f
def carry_cell_error(dc, f):
    return dc * f * (1 - f)


# %% wrong carry_cell_error: f is squashed by the sigmoid once more
def carry_cell_error(dc, f):
    gate = 1 / (1 + np.exp(-f))
    return dc * gate


# %% wrong carry_cell_error: f is averaged over the examples
def carry_cell_error(dc, f):
    return dc * np.mean(f, axis=0)


# %% right carry_cell_error: np.multiply
def carry_cell_error(dc, f):
    return np.multiply(f, dc)


# %% right carry_cell_error: what is lost is taken off
def carry_cell_error(dc, f):
    lost = dc * (1 - f)
    return dc - lost


# %% right carry_cell_error: row by row, each times a diagonal matrix
def carry_cell_error(dc, f):
    return np.stack([dc_n @ np.diag(f_n) for dc_n, f_n in zip(dc, f)])


# %% wrong lstm_step_backward: the dc that came in is lost
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    tanh_c = np.tanh(c)
    dc = dh * o * (1 - tanh_c**2)
    da = {
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g**2),
        "f": dc * c_prev * f * (1 - f),
        "o": dh * tanh_c * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in da)
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in da)
    grads = []
    for k in "igfo":
        grads += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    return dx, (dh_prev, dc * f), type(params)(*grads)


# %% wrong lstm_step_backward: dc_prev is made from the incoming dc, not the whole one
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    t = np.tanh(c)
    dc_whole = dc + dh * o * (1 - t * t)
    da_i = dc_whole * g * i * (1 - i)
    da_g = dc_whole * i * (1 - g * g)
    da_f = dc_whole * c_prev * f * (1 - f)
    da_o = dh * t * o * (1 - o)
    p = params
    dx = da_i @ p.U_i.T + da_g @ p.U_g.T + da_f @ p.U_f.T + da_o @ p.U_o.T
    dh_prev = da_i @ p.W_i.T + da_g @ p.W_g.T + da_f @ p.W_f.T + da_o @ p.W_o.T
    dc_prev = dc * f
    grads = []
    for d in (da_i, da_g, da_f, da_o):
        grads += [h_prev.T @ d, x.T @ d, d.sum(axis=0)]
    return dx, (dh_prev, dc_prev), type(params)(*grads)


# %% wrong lstm_step_backward: da_o starts from the whole dc in place of dh
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {}
    da["i"] = dc * g * i * (1 - i)
    da["g"] = dc * i * (1 - g**2)
    da["f"] = dc * c_prev * f * (1 - f)
    da["o"] = dc * np.tanh(c) * o * (1 - o)
    dx, dh_prev, grads = 0, 0, []
    for k in "igfo":
        dx = dx + da[k] @ getattr(params, f"U_{k}").T
        dh_prev = dh_prev + da[k] @ getattr(params, f"W_{k}").T
        grads += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    return dx, (dh_prev, dc * f), type(params)(*grads)


# %% wrong lstm_step_backward: the new c in place of c_prev in da_f
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc_t = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {
        "i": dc_t * g * i * (1 - i),
        "g": dc_t * i * (1 - g**2),
        "f": dc_t * c * f * (1 - f),
        "o": dh * np.tanh(c) * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, "U_" + k).T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, "W_" + k).T for k in "igfo")
    dc_prev = f * dc_t
    gradients = []
    for k in "igfo":
        gradients.append(h_prev.T @ da[k])
        gradients.append(x.T @ da[k])
        gradients.append(da[k].sum(axis=0))
    return dx, (dh_prev, dc_prev), type(params)(*gradients)


# %% wrong lstm_step_backward: dW is made with the new h, not with h_prev
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    h = o * np.tanh(c)
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g**2),
        "f": dc * c_prev * f * (1 - f),
        "o": dh * np.tanh(c) * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    terms = [(h.T @ da[k], x.T @ da[k], da[k].sum(axis=0)) for k in "igfo"]
    return dx, (dh_prev, dc * f), type(params)(*sum(terms, ()))


# %% wrong lstm_step_backward: trace unpacked in the order i, f, g, o
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, f, g, o, c = trace
    dc_total = dc + dh * o * (1 - np.tanh(c) ** 2)
    da_i = dc_total * g * i * (1 - i)
    da_g = dc_total * i * (1 - g**2)
    da_f = dc_total * c_prev * f * (1 - f)
    da_o = dh * np.tanh(c) * o * (1 - o)
    dx = np.zeros_like(x)
    dh_prev = np.zeros_like(h_prev)
    grads = []
    for k, d in zip("igfo", (da_i, da_g, da_f, da_o)):
        dx = dx + d @ getattr(params, f"U_{k}").T
        dh_prev = dh_prev + d @ getattr(params, f"W_{k}").T
        grads += [h_prev.T @ d, x.T @ d, np.sum(d, axis=0)]
    return dx, (dh_prev, dc_total * f), type(params)(*grads)


# %% wrong lstm_step_backward: W_o is not transposed, and dc_prev lacks f
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    p = params
    tc = np.tanh(c)
    dc = dc + dh * o * (1 - tc**2)
    ai = dc * g * i * (1 - i)
    ag = dc * i * (1 - g**2)
    af = dc * c_prev * f * (1 - f)
    ao = dh * tc * o * (1 - o)
    dx = ai @ p.U_i.T + ag @ p.U_g.T + af @ p.U_f.T + ao @ p.U_o.T
    dh_prev = ai @ p.W_i.T + ag @ p.W_g.T + af @ p.W_f.T + ao @ p.W_o
    grads = type(params)(
        h_prev.T @ ai,
        x.T @ ai,
        ai.sum(axis=0),
        h_prev.T @ ag,
        x.T @ ag,
        ag.sum(axis=0),
        h_prev.T @ af,
        x.T @ af,
        af.sum(axis=0),
        h_prev.T @ ao,
        x.T @ ao,
        ao.sum(axis=0),
    )
    return dx, (dh_prev, dc), grads


# %% wrong lstm_step_backward: dc_prev and dh_prev returned in reversed order
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc_all = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {
        "i": dc_all * g * i * (1 - i),
        "g": dc_all * i * (1 - g**2),
        "f": dc_all * c_prev * f * (1 - f),
        "o": dh * np.tanh(c) * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    dc_prev = dc_all * f
    grads = []
    for k in "igfo":
        grads += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    return dx, (dc_prev, dh_prev), type(params)(*grads)


# %% wrong lstm_step_backward: dh *= o in place, da_o gets o twice and caller's dh changes
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    tanh_c = np.tanh(c)
    dh *= o
    dc = dc + dh * (1 - tanh_c**2)
    da = {
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g**2),
        "f": dc * c_prev * f * (1 - f),
        "o": dh * tanh_c * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    grads = []
    for k in "igfo":
        grads += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    return dx, (dh_prev, dc * f), type(params)(*grads)


# %% wrong lstm_step_backward: dh is added to dh_prev, like a residual
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    t = np.tanh(c)
    dc_all = dc + dh * o * (1 - t**2)
    da = dict(
        i=dc_all * g * i * (1 - i),
        g=dc_all * i * (1 - g**2),
        f=dc_all * c_prev * f * (1 - f),
        o=dh * t * o * (1 - o),
    )
    dx = 0
    dh_prev = dh.copy()
    grads = []
    for k in "igfo":
        dx = dx + da[k] @ getattr(params, f"U_{k}").T
        dh_prev += da[k] @ getattr(params, f"W_{k}").T
        grads += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    return dx, (dh_prev, dc_all * f), type(params)(*grads)


# %% right lstm_step_backward: every line written out
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    tanh_c = np.tanh(c)

    # gates
    do = dh * tanh_c
    dc_all = dc + dh * o * (1 - tanh_c**2)
    di = dc_all * g
    dg = dc_all * i
    df = dc_all * c_prev
    dc_prev = dc_all * f

    # pre-activations
    da_i = di * i * (1 - i)
    da_g = dg * (1 - g**2)
    da_f = df * f * (1 - f)
    da_o = do * o * (1 - o)

    # back to the inputs
    dx = np.dot(da_i, params.U_i.T)
    dx += np.dot(da_g, params.U_g.T)
    dx += np.dot(da_f, params.U_f.T)
    dx += np.dot(da_o, params.U_o.T)
    dh_prev = np.dot(da_i, params.W_i.T)
    dh_prev += np.dot(da_g, params.W_g.T)
    dh_prev += np.dot(da_f, params.W_f.T)
    dh_prev += np.dot(da_o, params.W_o.T)

    grads = type(params)(
        W_i=np.dot(h_prev.T, da_i),
        U_i=np.dot(x.T, da_i),
        b_i=np.sum(da_i, axis=0),
        W_g=np.dot(h_prev.T, da_g),
        U_g=np.dot(x.T, da_g),
        b_g=np.sum(da_g, axis=0),
        W_f=np.dot(h_prev.T, da_f),
        U_f=np.dot(x.T, da_f),
        b_f=np.sum(da_f, axis=0),
        W_o=np.dot(h_prev.T, da_o),
        U_o=np.dot(x.T, da_o),
        b_o=np.sum(da_o, axis=0),
    )
    return dx, (dh_prev, dc_prev), grads


# %% right lstm_step_backward: one big matrix for W, U and b together
def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, c_prev, i, g, f, o, c = trace
    H, D = h_prev.shape[1], x.shape[1]
    blocks = []
    for k in "igfo":
        blocks.append(np.vstack([getattr(params, f"W_{k}"), getattr(params, f"U_{k}")]))
    big = np.hstack(blocks)
    whole = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = np.hstack(
        [
            whole * g * i * (1 - i),
            whole * i * (1 - g**2),
            whole * c_prev * f * (1 - f),
            dh * np.tanh(c) * o * (1 - o),
        ]
    )
    back = da @ big.T
    dbig = np.hstack([h_prev, x]).T @ da
    db = da.sum(axis=0)
    grads = []
    for n in range(4):
        cols = slice(n * H, (n + 1) * H)
        grads += [dbig[:H, cols], dbig[H:, cols], db[cols]]
    assert back.shape[1] == H + D
    return back[:, H:], (back[:, :H], whole * f), type(params)(*grads)


# %% right lstm_step_backward: helper functions beside it, einsum for the weights
def _slope(s):
    return s - s * s


def _errors(trace, dh, dc):
    _, _, c_prev, i, g, f, o, c = trace
    dc = dc + dh * o / np.cosh(c) ** 2
    errors = (
        _slope(i) * g * dc,
        (1 + g) * (1 - g) * i * dc,
        _slope(f) * c_prev * dc,
        _slope(o) * np.tanh(c) * dh,
    )
    return dict(zip("igfo", errors)), dc * f


def lstm_step_backward(params, trace, dh, dc):
    x, h_prev, *_ = trace
    da, dc_prev = _errors(trace, dh, dc)
    dx = np.zeros(x.shape)
    dh_prev = np.zeros(h_prev.shape)
    grads = {}
    for k, d in da.items():
        dx += np.einsum("nh,dh->nd", d, getattr(params, f"U_{k}"))
        dh_prev += np.einsum("nh,mh->nm", d, getattr(params, f"W_{k}"))
        grads[f"W_{k}"] = np.einsum("nm,nh->mh", h_prev, d)
        grads[f"U_{k}"] = np.einsum("nd,nh->dh", x, d)
        grads[f"b_{k}"] = np.einsum("nh->h", d)
    return dx, (dh_prev, dc_prev), type(params)(**grads)


# %% right lstm_step_backward: example by example
def lstm_step_backward(params, trace, dh, dc):
    N = len(dh)
    W_i, U_i, b_i, W_g, U_g, b_g, W_f, U_f, b_f, W_o, U_o, b_o = params
    grads = [np.zeros(p.shape) for p in params]
    dx, dh_prev, dc_prev = [], [], []
    for n in range(N):
        x, h_prev, c_prev, i, g, f, o, c = (part[n] for part in trace)
        t = np.tanh(c)
        dc_n = dc[n] + dh[n] * o * (1 - t**2)
        ai, ag = dc_n * g * i * (1 - i), dc_n * i * (1 - g**2)
        af, ao = dc_n * c_prev * f * (1 - f), dh[n] * t * o * (1 - o)
        dx.append(U_i @ ai + U_g @ ag + U_f @ af + U_o @ ao)
        dh_prev.append(W_i @ ai + W_g @ ag + W_f @ af + W_o @ ao)
        dc_prev.append(dc_n * f)
        for k, a in enumerate((ai, ag, af, ao)):
            grads[3 * k] += np.outer(h_prev, a)
            grads[3 * k + 1] += np.outer(x, a)
            grads[3 * k + 2] += a
    return np.array(dx), (np.array(dh_prev), np.array(dc_prev)), type(params)(*grads)


# %% wrong lstm_backward: only dhs[t] is taken, what step t+1 sent to h is lost
def lstm_backward(params, tape, dhs, dstate):
    T = len(tape)
    dh, dc = dstate
    dxs = [None] * T
    total = [0] * 12
    for t in reversed(range(T)):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dxs[t] = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
        dh = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        dc = dc * f
        terms = []
        for k in "igfo":
            terms += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
        total = [a + b for a, b in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong lstm_backward: starts from zeros, dstate is ignored
def lstm_backward(params, tape, dhs, dstate):
    T, N, H = dhs.shape
    D = tape[0][0].shape[1]
    dxs = np.zeros((T, N, D))
    grads = {name: np.zeros_like(p) for name, p in params._asdict().items()}
    dh_next = np.zeros((N, H))
    dc_next = np.zeros((N, H))
    for t in reversed(range(T)):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dh_next = np.zeros((N, H))
        for k in da:
            grads[f"W_{k}"] += h_prev.T @ da[k]
            grads[f"U_{k}"] += x.T @ da[k]
            grads[f"b_{k}"] += da[k].sum(axis=0)
            dxs[t] += da[k] @ getattr(params, f"U_{k}").T
            dh_next += da[k] @ getattr(params, f"W_{k}").T
        dc_next = dc * f
    return dxs, (dh_next, dc_next), type(params)(**grads)


# %% wrong lstm_backward: dxs stay in backward order, last step first
def lstm_backward(params, tape, dhs, dstate):
    dh, dc = dstate
    dxs, total = [], [0] * len(params)
    for trace, above in zip(reversed(tape), dhs[::-1]):
        x, h_prev, c_prev, i, g, f, o, c = trace
        dh = dh + above
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dxs.append(sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo"))
        dh = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        dc = dc * f
        terms = []
        for k in "igfo":
            terms += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
        total = [a + b for a, b in zip(total, terms)]
    return np.array(dxs), (dh, dc), type(params)(*total)


# %% wrong lstm_backward: tape is walked backwards, but dhs forwards
def lstm_backward(params, tape, dhs, dstate):
    (dh, dc), dxs, total = dstate, [], [0] * len(params)
    for (x, h_prev, c_prev, i, g, f, o, c), above in zip(tape[::-1], dhs):
        dh = dh + above
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {"i": dc * g * i * (1 - i), "g": dc * i * (1 - g**2)}
        da["f"] = dc * c_prev * f * (1 - f)
        da["o"] = dh * np.tanh(c) * o * (1 - o)
        dxs.insert(0, sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo"))
        dh = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        dc = dc * f
        terms = sum(((h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)) for k in "igfo"), ())
        total = [later + here for later, here in zip(total, terms)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong lstm_backward: dc goes to the step before without the factor f
def lstm_backward(params, tape, dhs, dstate):
    p = params
    dh, dc = dstate
    dxs = []
    grads = [np.zeros(a.shape) for a in params]
    for t in range(len(tape) - 1, -1, -1):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        ai = dc * g * i * (1 - i)
        ag = dc * i * (1 - g**2)
        af = dc * c_prev * f * (1 - f)
        ao = dh * np.tanh(c) * o * (1 - o)
        dxs.append(ai @ p.U_i.T + ag @ p.U_g.T + af @ p.U_f.T + ao @ p.U_o.T)
        dh = ai @ p.W_i.T + ag @ p.W_g.T + af @ p.W_f.T + ao @ p.W_o.T
        for k, a in enumerate([ai, ag, af, ao]):
            grads[3 * k] += h_prev.T @ a
            grads[3 * k + 1] += x.T @ a
            grads[3 * k + 2] += a.sum(axis=0)
    dxs.reverse()
    return np.stack(dxs), (dh, dc), type(params)(*grads)


# %% wrong lstm_backward: range stops before step 0, dxs[0] stays zero
def lstm_backward(params, tape, dhs, dstate):
    T, N, _ = dhs.shape
    dxs = np.zeros((T, N, tape[0][0].shape[1]))
    dh, dc = dstate
    grads = {name: np.zeros_like(value) for name, value in params._asdict().items()}
    for t in range(T - 1, 0, -1):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dh = np.zeros_like(dh)
        for k, d in da.items():
            dxs[t] += d @ getattr(params, f"U_{k}").T
            dh += d @ getattr(params, f"W_{k}").T
            grads[f"W_{k}"] += h_prev.T @ d
            grads[f"U_{k}"] += x.T @ d
            grads[f"b_{k}"] += d.sum(axis=0)
        dc = dc * f
    return dxs, (dh, dc), type(params)(**grads)


# %% wrong lstm_backward: gradients clipped to -5..5 at the end, as in min-char-rnn
def lstm_backward(params, tape, dhs, dstate):
    dhnext, dcnext = dstate
    dxs = [None] * len(tape)
    grads = [np.zeros_like(a) for a in params]
    for t in reversed(range(len(tape))):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dhs[t] + dhnext
        dc = dcnext + dh * o * (1 - np.tanh(c) ** 2)
        draw = [
            dc * g * i * (1 - i),
            dc * i * (1 - g * g),
            dc * c_prev * f * (1 - f),
            dh * np.tanh(c) * o * (1 - o),
        ]
        dxs[t], dhnext = 0, 0
        for k in range(4):
            W, U = params[3 * k], params[3 * k + 1]
            dxs[t] = dxs[t] + np.dot(draw[k], U.T)
            dhnext = dhnext + np.dot(draw[k], W.T)
            grads[3 * k] += np.dot(h_prev.T, draw[k])
            grads[3 * k + 1] += np.dot(x.T, draw[k])
            grads[3 * k + 2] += draw[k].sum(axis=0)
        dcnext = dc * f
    for dparam in grads:
        np.clip(dparam, -5, 5, out=dparam)  # exploding gradients
    return np.stack(dxs), (dhnext, dcnext), type(params)(*grads)


# %% wrong lstm_backward: the four gates share one zero array for each kind
def lstm_backward(params, tape, dhs, dstate):
    dW = [np.zeros_like(params.W_i)] * 4
    dU = [np.zeros_like(params.U_i)] * 4
    db = [np.zeros_like(params.b_i)] * 4
    dh, dc = dstate
    dxs = []
    for t in reversed(range(len(tape))):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = [
            dc * g * i * (1 - i),
            dc * i * (1 - g**2),
            dc * c_prev * f * (1 - f),
            dh * np.tanh(c) * o * (1 - o),
        ]
        for n in range(4):
            dW[n] += h_prev.T @ da[n]
            dU[n] += x.T @ da[n]
            db[n] += da[n].sum(axis=0)
        dxs.append(sum(a @ getattr(params, f"U_{k}").T for k, a in zip("igfo", da)))
        dh = sum(a @ getattr(params, f"W_{k}").T for k, a in zip("igfo", da))
        dc = dc * f
    grads = [part for n in range(4) for part in (dW[n], dU[n], db[n])]
    return np.stack(dxs[::-1]), (dh, dc), type(params)(*grads)


# %% wrong lstm_backward: c_prev from tape[t - 1], the last trace at t = 0
def lstm_backward(params, tape, dhs, dstate):
    dh, dc = dstate
    dxs, total = [], None
    for t in range(len(tape))[::-1]:
        x, h_prev, _, i, g, f, o, c = tape[t]
        c_prev = tape[t - 1][-1]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dxs.insert(0, sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo"))
        dh = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        dc = dc * f
        step = []
        for k in "igfo":
            step += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
        total = step if total is None else [a + b for a, b in zip(total, step)]
    return np.stack(dxs), (dh, dc), type(params)(*total)


# %% wrong lstm_backward: gradients of one step overwrite those of the later steps
def lstm_backward(params, tape, dhs, dstate):
    def step_back(trace, dh, dc):
        x, h_prev, c_prev, i, g, f, o, c = trace
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
        dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        terms = [(h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)) for k in "igfo"]
        return dx, (dh_prev, dc * f), type(params)(*sum(terms, ()))

    dxs = []
    for t in reversed(range(len(tape))):
        dh, dc = dstate
        dx, dstate, grads = step_back(tape[t], dh + dhs[t], dc)
        dxs.append(dx)
    return np.stack(dxs[::-1]), dstate, grads


# %% wrong lstm_backward: weight gradients divided by the number of steps
def lstm_backward(params, tape, dhs, dstate):
    T = len(tape)
    dh, dc = dstate
    dxs = []
    shares = []
    for t in reversed(range(T)):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dxs.append(sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo"))
        dh = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
        dc = dc * f
        terms = []
        for k in "igfo":
            terms += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
        shares.append(terms)
    grads = [np.mean(parts, axis=0) for parts in zip(*shares)]
    return np.stack(dxs[::-1]), (dh, dc), type(params)(*grads)


# %% right lstm_backward: preallocated arrays, a range that counts down
def lstm_backward(params, tape, dhs, dstate):
    T, N, H = dhs.shape
    D = params.U_i.shape[0]
    dxs = np.zeros((T, N, D))
    grads = {name: np.zeros(array.shape) for name, array in params._asdict().items()}
    dh_next, dc_next = dstate
    for t in range(T - 1, -1, -1):
        x, h_prev, c_prev, i, g, f, o, c = tape[t]
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "f": dc * c_prev * f * (1 - f),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        dh_next = np.zeros((N, H))
        for k, d in da.items():
            grads[f"W_{k}"] += h_prev.T @ d
            grads[f"U_{k}"] += x.T @ d
            grads[f"b_{k}"] += d.sum(axis=0)
            dxs[t] += d @ getattr(params, f"U_{k}").T
            dh_next += d @ getattr(params, f"W_{k}").T
        dc_next = f * dc
    return dxs, (dh_next, dc_next), type(params)(**grads)


# %% right lstm_backward: only da in the loop, the rest vectorised over time
def lstm_backward(params, tape, dhs, dstate):
    xs, h_prevs, c_prevs, i, g, f, o, c = (np.stack(part) for part in zip(*tape))
    N, H = dstate[0].shape
    W = np.hstack([params.W_i, params.W_g, params.W_f, params.W_o])
    U = np.hstack([params.U_i, params.U_g, params.U_f, params.U_o])
    tanh_c = np.tanh(c)
    to_c = o * (1 - tanh_c**2)
    links_c = np.concatenate([g * i * (1 - i), i * (1 - g**2), c_prevs * f * (1 - f)], axis=-1)
    link_o = tanh_c * o * (1 - o)
    das = np.zeros((len(tape), N, 4 * H))
    dh, dc = dstate
    for t in reversed(range(len(tape))):
        dh = dh + dhs[t]
        dc = dc + dh * to_c[t]
        das[t, :, : 3 * H] = np.tile(dc, (1, 3)) * links_c[t]
        das[t, :, 3 * H :] = dh * link_o[t]
        dh = das[t] @ W.T
        dc = dc * f[t]
    dW = np.tensordot(h_prevs, das, axes=([0, 1], [0, 1]))
    dU = np.tensordot(xs, das, axes=([0, 1], [0, 1]))
    db = das.sum(axis=(0, 1))
    grads = []
    for k in range(4):
        own = slice(k * H, k * H + H)
        grads += [dW[:, own], dU[:, own], db[own]]
    return das @ U.T, (dh, dc), type(params)(*grads)


# %% right lstm_backward: recursion over the tape
def lstm_backward(params, tape, dhs, dstate):
    if len(tape) == 0:
        D = params.U_i.shape[0]
        empty = np.zeros((0, len(dstate[0]), D))
        return empty, dstate, type(params)(*(np.zeros(p.shape) for p in params))
    x, h_prev, c_prev, i, g, f, o, c = tape[-1]
    dh = dstate[0] + dhs[-1]
    dc = dstate[1] + dh * o * (1 - np.tanh(c) ** 2)
    da = {
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g**2),
        "f": dc * c_prev * f * (1 - f),
        "o": dh * np.tanh(c) * o * (1 - o),
    }
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    earlier, first, grads = lstm_backward(params, tape[:-1], dhs[:-1], (dh_prev, dc * f))
    here = []
    for k in "igfo":
        here += [h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)]
    dxs = np.concatenate([earlier, dx[None]])
    return dxs, first, type(params)(*(a + b for a, b in zip(grads, here)))


# %% right lstm_backward: a step inside, traces taken off a copy of the tape
def lstm_backward(params, tape, dhs, dstate):
    def step(trace, dh, dc):
        x, h_prev, c_prev, i, g, f, o, c = trace
        tc = np.tanh(c)
        dc = dc + dh * o * (1 - tc**2)
        errors = (
            dc * g * (i - i**2),
            dc * i * (1 - g**2),
            dc * c_prev * (f - f**2),
            dh * tc * (o - o**2),
        )
        dx = sum(e @ U.T for e, U in zip(errors, params[1::3]))
        dh_prev = sum(e @ W.T for e, W in zip(errors, params[0::3]))
        grads = []
        for e in errors:
            grads.extend((h_prev.T @ e, x.T @ e, e.sum(0)))
        return dx, dh_prev, dc * f, grads

    todo = list(tape)
    dh, dc = dstate
    dxs = []
    total = [np.zeros(p.shape) for p in params]
    while todo:
        trace = todo.pop()
        dx, dh, dc, grads = step(trace, dh + dhs[len(todo)], dc)
        dxs.append(dx)
        total = [np.add(a, b) for a, b in zip(total, grads)]
    dxs.reverse()
    return np.array(dxs), (dh, dc), type(params)(*total)


# %% right lstm_backward: per-step terms kept in lists, summed over t at the end
def lstm_backward(params, tape, dhs, dstate):
    T = len(tape)
    terms = {name: [] for name in params._fields}
    dh, dc = dstate[0].copy(), dstate[1].copy()
    dxs = np.empty((T, *tape[0][0].shape))
    for back in range(1, T + 1):
        x, h_prev, c_prev, i, g, f, o, c = tape[-back]
        dh += dhs[-back]
        dc += dh * o * (1 - np.tanh(c) ** 2)
        da_i = i * (1 - i) * g * dc
        da_g = (1 - g * g) * i * dc
        da_f = f * (1 - f) * c_prev * dc
        da_o = o * (1 - o) * np.tanh(c) * dh
        for k, d in (("i", da_i), ("g", da_g), ("f", da_f), ("o", da_o)):
            terms["W_" + k].append(np.einsum("nm,nj->mj", h_prev, d))
            terms["U_" + k].append(np.einsum("nd,nj->dj", x, d))
            terms["b_" + k].append(d.sum(axis=0))
        p = params
        dxs[-back] = da_i @ p.U_i.T + da_g @ p.U_g.T + da_f @ p.U_f.T + da_o @ p.U_o.T
        dh = da_i @ p.W_i.T + da_g @ p.W_g.T + da_f @ p.W_f.T + da_o @ p.W_o.T
        dc *= f
    grads = type(params)(*(np.sum(terms[name], axis=0) for name in params._fields))
    return dxs, (dh, dc), grads
