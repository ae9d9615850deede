"""Answers to exercise 13, written from its text alone."""

import numpy as np


# %% wrong lstm_step: forget gate uses the input gate's U_i
def lstm_step(params, x, h_prev, c_prev):
    p = params

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
    g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
    f = sigmoid(h_prev @ p.W_f + x @ p.U_i + p.b_f)
    c = f * c_prev + i * g
    o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: h shows the old cell state, tanh(c_prev)
def lstm_step(params, x, h_prev, c_prev):
    i = 1 / (1 + np.exp(-(h_prev @ params.W_i + x @ params.U_i + params.b_i)))
    g = np.tanh(h_prev @ params.W_g + x @ params.U_g + params.b_g)
    f = 1 / (1 + np.exp(-(h_prev @ params.W_f + x @ params.U_f + params.b_f)))
    o = 1 / (1 + np.exp(-(h_prev @ params.W_o + x @ params.U_o + params.b_o)))
    h = o * np.tanh(c_prev)
    c = f * c_prev + i * g
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: trace lists f before g
def lstm_step(params, x, h_prev, c_prev):
    def sigma(a):
        return 1 / (1 + np.exp(-a))

    i = sigma(h_prev @ params.W_i + x @ params.U_i + params.b_i)
    f = sigma(h_prev @ params.W_f + x @ params.U_f + params.b_f)
    g = np.tanh(h_prev @ params.W_g + x @ params.U_g + params.b_g)
    o = sigma(h_prev @ params.W_o + x @ params.U_o + params.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    trace = (x, h_prev, c_prev, i, f, g, o, c)
    return (h, c), trace


# %% wrong lstm_step: c_prev changed in place, so the trace holds the new one
def lstm_step(params, x, h_prev, c_prev):
    def gate(k, squash):
        W, U, b = (getattr(params, name + k) for name in ("W_", "U_", "b_"))
        return squash(h_prev @ W + x @ U + b)

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    i, f, o = gate("i", sigmoid), gate("f", sigmoid), gate("o", sigmoid)
    g = gate("g", np.tanh)
    c = c_prev
    c *= f
    c += i * g
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: state returned as (c, h)
def lstm_step(params, x, h_prev, c_prev):
    p = params

    def sigmoid(a):
        return 0.5 * (1 + np.tanh(a / 2))

    i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
    g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
    f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
    c = f * c_prev + i * g
    o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
    h = o * np.tanh(c)
    return (c, h), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: stacked with f before g but cut with g before f
def lstm_step(params, x, h_prev, c_prev):
    p = params
    W = np.hstack([p.W_i, p.W_f, p.W_g, p.W_o])
    U = np.hstack([p.U_i, p.U_f, p.U_g, p.U_o])
    b = np.hstack([p.b_i, p.b_f, p.b_g, p.b_o])
    a_i, a_g, a_f, a_o = np.split(h_prev @ W + x @ U + b, 4, axis=1)
    i, f, o = (1 / (1 + np.exp(-a)) for a in (a_i, a_f, a_o))
    g = np.tanh(a_g)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: output gate also looks at c, a peephole of weight 1
def lstm_step(params, x, h_prev, c_prev):
    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    def total(W, U, b):
        return np.dot(h_prev, W) + np.dot(x, U) + b

    i = sigmoid(total(params.W_i, params.U_i, params.b_i))
    g = np.tanh(total(params.W_g, params.U_g, params.b_g))
    f = sigmoid(total(params.W_f, params.U_f, params.b_f))
    c = f * c_prev + i * g
    o = sigmoid(total(params.W_o, params.U_o, params.b_o) + c)
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_step: g added without i, and no tanh in h
def lstm_step(params, x, h_prev, c_prev):
    p = params

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
    g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
    f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
    o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
    c = f * c_prev + g
    h = o * c
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% right lstm_step: all gates stacked, one product, cut in four
def lstm_step(params, x, h_prev, c_prev):
    H = h_prev.shape[1]
    W = np.concatenate([getattr(params, f"W_{k}") for k in "ifog"], axis=1)
    U = np.concatenate([getattr(params, f"U_{k}") for k in "ifog"], axis=1)
    b = np.concatenate([getattr(params, f"b_{k}") for k in "ifog"])
    a = h_prev @ W + x @ U + b
    gates = 1 / (1 + np.exp(-a[:, : 3 * H]))
    i, f, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H :]
    g = np.tanh(a[:, 3 * H :])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% right lstm_step: small helpers inside, for gates, cell and output
def lstm_step(params, x, h_prev, c_prev):
    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))

    def gate(W, U, b):
        return sigmoid(h_prev @ W + x @ U + b)

    def cell_state(c_prev, f, i, g):
        return f * c_prev + i * g

    def hidden_state(o, c):
        return o * np.tanh(c)

    p = params
    i = gate(p.W_i, p.U_i, p.b_i)
    g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
    f = gate(p.W_f, p.U_f, p.b_f)
    c = cell_state(c_prev, f, i, g)
    o = gate(p.W_o, p.U_o, p.b_o)
    h = hidden_state(o, c)
    state = (h, c)
    trace = (x, h_prev, c_prev, i, g, f, o, c)
    return state, trace


# %% right lstm_step: sums kept in a dictionary by gate, einsum
def lstm_step(params, x, h_prev, c_prev):
    weights = params._asdict()
    a = {}
    for k in ("i", "g", "f", "o"):
        from_h = np.einsum("nj,jk->nk", h_prev, weights["W_" + k])
        from_x = np.einsum("nd,dk->nk", x, weights["U_" + k])
        a[k] = from_h + from_x + weights["b_" + k]
    i, f, o = ((1 + np.tanh(a[k] / 2)) / 2 for k in "ifo")
    g = np.tanh(a["g"])
    c = np.add(f * c_prev, i * g)
    return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)


# %% right lstm_step: example by example, rows put together at the end
def lstm_step(params, x, h_prev, c_prev):
    p = params

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    rows = []
    for x_n, h_n, c_n in zip(x, h_prev, c_prev):
        i = sigmoid(p.W_i.T @ h_n + p.U_i.T @ x_n + p.b_i)
        g = np.tanh(p.W_g.T @ h_n + p.U_g.T @ x_n + p.b_g)
        f = sigmoid(p.W_f.T @ h_n + p.U_f.T @ x_n + p.b_f)
        o = sigmoid(p.W_o.T @ h_n + p.U_o.T @ x_n + p.b_o)
        c = f * c_n + i * g
        rows.append((i, g, f, o, c, o * np.tanh(c)))
    i, g, f, o, c, h = (np.array(column) for column in zip(*rows))
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


# %% wrong lstm_forward: starts from zeros, the given state is ignored
def lstm_forward(params, xs, state):
    p = params
    T, N, D = xs.shape
    H = p.b_i.shape[0]
    h, c = np.zeros((N, H)), np.zeros((N, H))

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    hs, tape = np.zeros((T, N, H)), []
    for t in range(T):
        x, h_prev, c_prev = xs[t], h, c
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        hs[t] = h
        tape.append((x, h_prev, c_prev, i, g, f, o, c))
    return hs, (h, c), tape


# %% wrong lstm_forward: returns the state before the first step, not the last
def lstm_forward(params, xs, state):
    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    def lstm_step(p, x, h_prev, c_prev):
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        c = f * c_prev + i * g
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        h = o * np.tanh(c)
        return (h, c), (x, h_prev, c_prev, i, g, f, o, c)

    h, c = state
    hs, tape = [], []
    for x in xs:
        (h, c), trace = lstm_step(params, x, h, c)
        hs.append(h)
        tape.append(trace)
    return np.array(hs), state, tape


# %% wrong lstm_forward: traces hold the new h and c as h_prev and c_prev
def lstm_forward(params, xs, state):
    p = params
    h, c = state

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    hs = []
    tape = []
    for x in xs:
        i = sigmoid(h @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((x, h, c, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% wrong lstm_forward: one h buffer reused, all of hs shows the last h
def lstm_forward(params, xs, state):
    p = params
    h, c = state[0].copy(), state[1].copy()

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    hs, tape = [], []
    for x in xs:
        h_prev, c_prev = h.copy(), c.copy()
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h[:] = o * np.tanh(c)
        hs.append(h)
        tape.append((x, h_prev, c_prev, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% wrong lstm_forward: range starts at 1, the first input is skipped
def lstm_forward(params, xs, state):
    p = params
    T, N = xs.shape[:2]
    h, c = state
    hs = np.zeros((T, N, h.shape[1]))
    tape = []

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    for t in range(1, T):
        x, h_prev, c_prev = xs[t], h, c
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        hs[t] = h
        tape.append((x, h_prev, c_prev, i, g, f, o, c))
    return hs, (h, c), tape


# %% wrong lstm_forward: every step gets the first h, only c goes on
def lstm_forward(params, xs, state):
    p = params
    h_prev, c = state

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    hs, tape = [], []
    for x in xs:
        c_prev = c
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        c = f * c_prev + i * g
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((x, h_prev, c_prev, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% wrong lstm_forward: tape in reverse, the last step's trace comes first
def lstm_forward(params, xs, state):
    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    def gate(k, x, h):
        W, U, b = (getattr(params, letter + k) for letter in ("W_", "U_", "b_"))
        return h @ W + x @ U + b

    h, c = state
    hs, tape = [], []
    for x in xs:
        h_prev, c_prev = h, c
        i = sigmoid(gate("i", x, h_prev))
        g = np.tanh(gate("g", x, h_prev))
        f = sigmoid(gate("f", x, h_prev))
        o = sigmoid(gate("o", x, h_prev))
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        hs.append(h)
        # the way back needs the last one first
        tape.insert(0, (x, h_prev, c_prev, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% wrong lstm_forward: sums prepared for all steps lack the bias b_o
def lstm_forward(params, xs, state):
    p = params
    xi = xs @ p.U_i + p.b_i
    xg = xs @ p.U_g + p.b_g
    xf = xs @ p.U_f + p.b_f
    xo = xs @ p.U_o

    def sigmoid(a):
        return 0.5 + 0.5 * np.tanh(0.5 * a)

    h, c = state
    hs, tape = [], []
    for t in range(len(xs)):
        h_prev, c_prev = h, c
        i = sigmoid(xi[t] + h_prev @ p.W_i)
        g = np.tanh(xg[t] + h_prev @ p.W_g)
        f = sigmoid(xf[t] + h_prev @ p.W_f)
        o = sigmoid(xo[t] + h_prev @ p.W_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((xs[t], h_prev, c_prev, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% wrong lstm_forward: return inside the loop, only the first step is run
def lstm_forward(params, xs, state):
    p = params
    h, c = state
    hs, tape = [], []

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    for x in xs:
        h_prev, c_prev = h, c
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((x, h_prev, c_prev, i, g, f, o, c))
        return np.array(hs), (h, c), tape


# %% right lstm_forward: own lstm_step as a helper, hs filled by index
def lstm_forward(params, xs, state):
    def lstm_step(params, x, h_prev, c_prev):
        p = params

        def sigmoid(a):
            return 1 / (1 + np.exp(-a))

        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        c = f * c_prev + i * g
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        h = o * np.tanh(c)
        return (h, c), (x, h_prev, c_prev, i, g, f, o, c)

    T, N, _ = xs.shape
    hs = np.empty((T, N, len(params.b_i)))
    tape = [None] * T
    for t in range(T):
        state, tape[t] = lstm_step(params, xs[t], *state)
        hs[t] = state[0]
    return hs, state, tape


# %% right lstm_forward: input sums of all steps and gates made beforehand
def lstm_forward(params, xs, state):
    names = "i", "g", "f", "o"
    W = np.stack([getattr(params, f"W_{k}") for k in names])
    U = np.stack([getattr(params, f"U_{k}") for k in names])
    b = np.stack([getattr(params, f"b_{k}") for k in names])
    from_x = np.einsum("tnd,kdh->tknh", xs, U) + b[:, None, :]
    h, c = state
    hs, tape = [], []
    for x, a in zip(xs, from_x):
        a = a + h @ W
        i, f, o = 1 / (1 + np.exp(-a[[0, 2, 3]]))
        g = np.tanh(a[1])
        before = x, h, c
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((*before, i, g, f, o, c))
    return np.stack(hs), (h, c), tape


# %% right lstm_forward: recursion over the rest of the sequence
def lstm_forward(params, xs, state):
    p = params

    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))

    def run(t, h_prev, c_prev):
        if t == len(xs):
            return [], (h_prev, c_prev), []
        x = xs[t]
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        later_hs, last, later_tape = run(t + 1, h, c)
        return [h, *later_hs], last, [(x, h_prev, c_prev, i, g, f, o, c), *later_tape]

    hs, last, tape = run(0, *state)
    return np.array(hs), last, tape


# %% right lstm_forward: lists of all states, step t reads entry t
def lstm_forward(params, xs, state):
    p = params
    h, c = [state[0]], [state[1]]
    tape = []

    def sigmoid(a):
        return (np.tanh(a / 2) + 1) / 2

    for t, x in enumerate(xs):
        z = np.concatenate((h[t], x), axis=1)
        i = sigmoid(z @ np.vstack((p.W_i, p.U_i)) + p.b_i)
        f = sigmoid(z @ np.vstack((p.W_f, p.U_f)) + p.b_f)
        o = sigmoid(z @ np.vstack((p.W_o, p.U_o)) + p.b_o)
        g = np.tanh(z @ np.vstack((p.W_g, p.U_g)) + p.b_g)
        c.append(f * c[t] + i * g)
        h.append(o * np.tanh(c[t + 1]))
        tape.append((x, h[t], c[t], i, g, f, o, c[t + 1]))
    return np.stack(h[1:]), (h[-1], c[-1]), tape


# %% wrong messenger_parameters: forget gate copies the input gate's weight and bias
def messenger_parameters():
    zero = np.zeros((1, 1))
    return {
        "W_i": zero,
        "U_i": np.array([[0.0], [14.0], [0.0]]),
        "b_i": np.array([-7.0]),
        "W_g": zero,
        "U_g": np.array([[1.0], [0.0], [0.0]]),
        "b_g": np.array([0.0]),
        "W_f": zero,
        "U_f": np.array([[0.0], [14.0], [0.0]]),
        "b_f": np.array([-7.0]),
        "W_o": zero,
        "U_o": np.array([[0.0], [0.0], [14.0]]),
        "b_o": np.array([-7.0]),
    }


# %% wrong messenger_parameters: forget gate always open, messages add up
def messenger_parameters():
    p = {}
    for k in "igfo":
        p["W_" + k] = np.zeros((1, 1))
        p["U_" + k] = np.zeros((3, 1))
        p["b_" + k] = np.zeros(1)
    p["U_i"][1], p["b_i"][0] = 20, -10
    p["U_g"][0] = 1
    p["b_f"][0] = 10  # keep
    p["U_o"][2], p["b_o"][0] = 20, -10
    return p


# %% wrong messenger_parameters: candidate's weight 14, stores the sign of the value
def messenger_parameters():
    value, store, ask = (np.array([row]).T for row in ([14.0, 0, 0], [0, 14.0, 0], [0, 0, 14.0]))
    W = np.zeros((1, 1))
    return dict(
        W_i=W,
        U_i=store,
        b_i=np.array([-7.0]),
        W_g=W,
        U_g=value,
        b_g=np.array([0.0]),
        W_f=W,
        U_f=-store,
        b_f=np.array([7.0]),
        W_o=W,
        U_o=ask,
        b_o=np.array([-7.0]),
    )


# %% wrong messenger_parameters: store and ask exchanged in all three gates
def messenger_parameters():
    return {
        "W_i": np.zeros((1, 1)),
        "U_i": np.array([[0.0], [0.0], [16.0]]),
        "b_i": np.array([-8.0]),
        "W_g": np.zeros((1, 1)),
        "U_g": np.array([[1.0], [0.0], [0.0]]),
        "b_g": np.zeros(1),
        "W_f": np.zeros((1, 1)),
        "U_f": np.array([[0.0], [0.0], [-16.0]]),
        "b_f": np.array([8.0]),
        "W_o": np.zeros((1, 1)),
        "U_o": np.array([[0.0], [16.0], [0.0]]),
        "b_o": np.array([-8.0]),
    }


# %% wrong messenger_parameters: all W are 1, so the candidate hears h as well
def messenger_parameters():
    params = {}
    for k, row, weight, bias in (
        ("i", 1, 20.0, -10.0),
        ("g", 0, 1.0, 0.0),
        ("f", 1, -20.0, 10.0),
        ("o", 2, 20.0, -10.0),
    ):
        U = np.zeros((3, 1))
        U[row, 0] = weight
        params["W_" + k] = np.ones((1, 1))
        params["U_" + k] = U
        params["b_" + k] = np.array([bias])
    return params


# %% wrong messenger_parameters: gate sums only 3 and -3, every gate drips
def messenger_parameters():
    no_loop = np.zeros((1, 1))
    U_i = np.array([0.0, 6.0, 0.0]).reshape(3, 1)
    U_g = np.array([1.0, 0.0, 0.0]).reshape(3, 1)
    U_o = np.array([0.0, 0.0, 6.0]).reshape(3, 1)
    return {
        "W_i": no_loop,
        "U_i": U_i,
        "b_i": np.array([-3.0]),
        "W_g": no_loop,
        "U_g": U_g,
        "b_g": np.array([0.0]),
        "W_f": no_loop,
        "U_f": -U_i,
        "b_f": np.array([3.0]),
        "W_o": no_loop,
        "U_o": U_o,
        "b_o": np.array([-3.0]),
    }


# %% right messenger_parameters: 40 and 20, written out
def messenger_parameters():
    return {
        "W_i": np.array([[0.0]]),
        "U_i": np.array([[0.0], [40.0], [0.0]]),
        "b_i": np.array([-20.0]),
        "W_g": np.array([[0.0]]),
        "U_g": np.array([[1.0], [0.0], [0.0]]),
        "b_g": np.array([0.0]),
        "W_f": np.array([[0.0]]),
        "U_f": np.array([[0.0], [-40.0], [0.0]]),
        "b_f": np.array([20.0]),
        "W_o": np.array([[0.0]]),
        "U_o": np.array([[0.0], [0.0], [40.0]]),
        "b_o": np.array([-20.0]),
    }


# %% right messenger_parameters: unequal numbers, from the two wishes of each gate
def messenger_parameters():
    def gate(row, when_0, when_1):
        U = np.zeros((3, 1))
        U[row] = when_1 - when_0
        return U, np.array([when_0])

    p = {f"W_{k}": np.zeros((1, 1)) for k in "igfo"}
    p["U_i"], p["b_i"] = gate(1, -12.0, 9.0)
    p["U_f"], p["b_f"] = gate(1, 15.0, -10.0)
    p["U_o"], p["b_o"] = gate(2, -9.0, 11.0)
    p["U_g"], p["b_g"] = gate(0, 0.0, 1.0)
    return p


# %% right messenger_parameters: gates hear h with weight 1, drowned by 30
def messenger_parameters():
    one, none = np.ones((1, 1)), np.zeros((1, 1))
    names = ["W_i", "W_g", "W_f", "W_o"]
    params = dict(zip(names, [one, none, one, one]))
    params["U_i"] = np.array([[0.0, 60.0, 0.0]]).T
    params["U_g"] = np.array([[1.0, 0.0, 0.0]]).T
    params["U_f"] = np.array([[0.0, -60.0, 0.0]]).T
    params["U_o"] = np.array([[0.0, 0.0, 60.0]]).T
    for k, bias in zip("igfo", [-30.0, 0.0, 30.0, -30.0]):
        params["b_" + k] = np.full(1, bias)
    return params
