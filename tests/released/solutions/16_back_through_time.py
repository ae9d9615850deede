# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def carry_cell_error(dc, f):
    """Hand the error of c back to the step before: (B7).

    dc  (N, H)  the whole error at c, of (B2)
    f   (N, H)  the forget gate of the step

    Returns dc_prev (N, H).
    """
    ### BEGIN SOLUTION
    return dc * f
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.carry_cell_error(carry_cell_error).require()
### END HIDDEN TESTS
checks.carry_cell_error(carry_cell_error)

# %%
def lstm_step_backward(params, trace, dh, dc):
    """Carry the errors back through one step: (B1)-(B8), (G1)-(G3).

    params  W_i U_i b_i W_g U_g b_g W_f U_f b_f W_o U_o b_o, by name: params.W_i
    trace   x (N, D), h_prev, c_prev, i, g, f, o, c, each (N, H), in this order
    dh      (N, H)  the whole error at h
    dc      (N, H)  the error that step t+1 carried back to c

    Returns dx (N, D); the tuple (dh_prev, dc_prev), each (N, H); and the
    gradients of the twelve arrays in the order of params, as type(params)(...).
    """
    ### BEGIN SOLUTION
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc_all = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = {"i": dc_all * g * i * (1 - i), "g": dc_all * i * (1 - g**2)}
    da["f"] = dc_all * c_prev * f * (1 - f)
    da["o"] = dh * np.tanh(c) * o * (1 - o)
    dx = sum(da[k] @ getattr(params, f"U_{k}").T for k in "igfo")
    dh_prev = sum(da[k] @ getattr(params, f"W_{k}").T for k in "igfo")
    terms = [(h_prev.T @ da[k], x.T @ da[k], da[k].sum(axis=0)) for k in "igfo"]
    return dx, (dh_prev, dc_all * f), type(params)(*sum(terms, ()))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.lstm_step_backward(lstm_step_backward).require()
### END HIDDEN TESTS
checks.lstm_step_backward(lstm_step_backward)

# %%
explorers.lstm_step_backward(lstm_step_backward)

# %%
def lstm_backward(params, tape, dhs, dstate):
    """Carry the errors of all outputs back through the sequence: (Q7), (G4).

    params  the twelve arrays, by name
    tape    a list of T traces: x, h_prev, c_prev, i, g, f, o, c
    dhs     (T, N, H)  the loss's gradient at every output, from above
    dstate  (dh, dc), each (N, H)  the loss's gradient at the last state

    Returns dxs (T, N, D); the tuple (dh0, dc0), each (N, H); and the
    gradients of the twelve arrays in the order of params, as type(params)(...).
    """
    ### BEGIN SOLUTION
    (dh, dc), dxs, total = dstate, [], [0] * len(params)
    for (x, h_prev, c_prev, i, g, f, o, c), above in zip(tape[::-1], dhs[::-1]):
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
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.lstm_backward(lstm_backward).require()
### END HIDDEN TESTS
checks.lstm_backward(lstm_backward)
