"""Answers to exercise 18, written from its text alone."""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


# %% wrong repair_1: the new forget_gate_error has 1 - f without the factor f
def repair_1(parts):
    def forget_gate_error(dc, c_prev, f):
        return dc * c_prev * (1 - f)

    return parts._replace(forget_gate_error=forget_gate_error)


# %% wrong repair_1: the new forget_gate_error takes the tanh's slope 1 - f**2
def repair_1(parts):
    def forget_gate_error(dc, c_prev, f):
        return dc * c_prev * (1 - f**2)

    return parts._replace(forget_gate_error=forget_gate_error)


# %% wrong repair_1: replaces input_gate_error, which was right; forget gate stays broken
def repair_1(parts):
    def input_gate_error(dc, i, g):
        return dc * g * i * (1 - i)

    return parts._replace(input_gate_error=input_gate_error)


# %% wrong repair_1: the result of _replace is thrown away, parts come back unchanged
def repair_1(parts):
    def forget_gate_error(dc, c_prev, f):
        return dc * c_prev * f * (1 - f)

    parts._replace(forget_gate_error=forget_gate_error)
    return parts


# %% wrong repair_1: broken part times the slope, so f comes in twice
def repair_1(parts):
    old = parts.forget_gate_error

    def forget_gate_error(dc, c_prev, f):
        return old(dc, c_prev, f) * f * (1 - f)

    return parts._replace(forget_gate_error=forget_gate_error)


# %% wrong repair_1: the parameters f and c_prev stand in exchanged order
def repair_1(parts):
    def forget_gate_error(dc, f, c_prev):
        return dc * c_prev * f * (1 - f)

    return parts._replace(forget_gate_error=forget_gate_error)


# %% right repair_1: a lambda with (B5)
def repair_1(parts):
    return parts._replace(forget_gate_error=lambda dc, c_prev, f: dc * c_prev * f * (1 - f))


# %% right repair_1: the broken part times the missing 1 - f
def repair_1(parts):
    broken = parts.forget_gate_error

    def forget_gate_error(dc, c_prev, f):
        return broken(dc, c_prev, f) * (1 - f)

    return parts._replace(forget_gate_error=forget_gate_error)


# %% right repair_1: function outside, steps named
def right_forget_gate_error(dc, c_prev, f):
    df = np.multiply(dc, c_prev)
    slope = f - np.square(f)
    return df * slope


def repair_1(parts):
    repaired = {"forget_gate_error": right_forget_gate_error}
    return parts._replace(**repaired)


# %% wrong repair_2: the candidate's road is missing in the new part
def repair_2(parts):
    def previous_hidden_error(da, params):
        return da.f @ params.W_f.T + da.i @ params.W_i.T + da.o @ params.W_o.T

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% wrong repair_2: the new part uses the four matrices without transposing
def repair_2(parts):
    def previous_hidden_error(da, params):
        total = 0
        for k in "igfo":
            total = total + getattr(da, k) @ getattr(params, f"W_{k}")
        return total

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% wrong repair_2: replaces carry_cell_error, which was right
def repair_2(parts):
    def carry_cell_error(dc, f):
        return dc * f

    return parts._replace(carry_cell_error=carry_cell_error)


# %% wrong repair_2: exchanges both errors and weights, so nothing changes
def repair_2(parts):
    def previous_hidden_error(da, params):
        da = da._replace(i=da.g, g=da.i)
        params = params._replace(W_i=params.W_g, W_g=params.W_i)
        return parts.previous_hidden_error(da, params)

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% wrong repair_2: in the new part W_f and W_o are exchanged
def repair_2(parts):
    def previous_hidden_error(da, params):
        p = params
        dh_prev = da.i @ p.W_i.T
        dh_prev += da.g @ p.W_g.T
        dh_prev += da.f @ p.W_o.T
        dh_prev += da.o @ p.W_f.T
        return dh_prev

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% wrong repair_2: candidate_error and input_gate_error change places, the broken part stays
def repair_2(parts):
    return parts._replace(
        candidate_error=parts.input_gate_error,
        input_gate_error=parts.candidate_error,
    )


# %% right repair_2: four terms with p for params
def repair_2(parts):
    def previous_hidden_error(da, params):
        p = params
        return da.i @ p.W_i.T + da.g @ p.W_g.T + da.f @ p.W_f.T + da.o @ p.W_o.T

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% right repair_2: undoes the exchange by exchanging the errors once more
def repair_2(parts):
    exchanged = parts.previous_hidden_error

    def previous_hidden_error(da, params):
        return exchanged(da._replace(i=da.g, g=da.i), params)

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% right repair_2: stacked gates in one einsum
def repair_2(parts):
    def previous_hidden_error(da, params):
        errors = np.stack([da.i, da.g, da.f, da.o])
        weights = np.stack([params.W_i, params.W_g, params.W_f, params.W_o])
        return np.einsum("knj,kmj->nm", errors, weights)

    return parts._replace(previous_hidden_error=previous_hidden_error)


# %% wrong repair_3: h_prev is copied for the call, the trace is not corrected
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        return parts.step(params, x, h_prev.copy(), c_prev)

    return parts._replace(step=step)


# %% wrong repair_3: h_prev is copied after the call, when it is overwritten
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev, c_prev)
        return state, trace._replace(h_prev=h_prev.copy())

    return parts._replace(step=step)


# %% wrong repair_3: saves c_prev in place of h_prev
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev, c_prev.copy())
        return state, trace._replace(c_prev=c_prev)

    return parts._replace(step=step)


# %% wrong repair_3: replaces gate_gradients, which was right; the step stays broken
def repair_3(parts):
    def gate_gradients(da, x, h_prev):
        grads = []
        for error in (da.i, da.g, da.f, da.o):
            grads += [h_prev.T @ error, x.T @ error, error.sum(axis=0)]
        old = parts.gate_gradients(da, x, h_prev)
        return type(old)(*grads)

    return parts._replace(gate_gradients=gate_gradients)


# %% wrong repair_3: only the returned h is copied, the trace keeps the overwritten h_prev
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        (h, c), trace = parts.step(params, x, h_prev, c_prev)
        return (h.copy(), c), trace

    return parts._replace(step=step)


# %% wrong repair_3: the trace is given the new h as its h_prev
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        (h, c), trace = parts.step(params, x, h_prev.copy(), c_prev.copy())
        return (h, c), trace._replace(h_prev=h, c_prev=c_prev)

    return parts._replace(step=step)


# %% right repair_3: both states copied, both put back into the trace
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        (h, c), trace = parts.step(params, x, h_prev.copy(), c_prev.copy())
        trace = trace._replace(h_prev=h_prev, c_prev=c_prev)
        return (h, c), trace

    return parts._replace(step=step)


# %% right repair_3: the step written anew, nothing is overwritten
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        p = params
        i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
        g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
        f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
        o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        _, trace = parts.step(params, x, h_prev.copy(), c_prev.copy())
        trace = trace._replace(h_prev=h_prev, c_prev=c_prev, i=i, g=g, f=f, o=o, c=c)
        return (h, c), trace

    return parts._replace(step=step)


# %% right repair_3: writes the old numbers back into h_prev after the call
def repair_3(parts):
    def step(params, x, h_prev, c_prev):
        before = h_prev.copy()
        (h, c), trace = parts.step(params, x, h_prev, c_prev)
        h = h.copy()
        h_prev[...] = before
        return (h, c), trace

    return parts._replace(step=step)
