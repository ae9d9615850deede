# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def previous_hidden_error(da, params):
    """Return dh_prev (N, H), what the four gates send back to h of step t - 1: (B6).

    da      the errors at the gates: da.i, da.g, da.f, da.o, each (N, H)
    params  the weights: params.W_i (H, H), params.U_i (D, H), params.b_i (H,), and so on
    """
    ### BEGIN SOLUTION
    total = np.zeros_like(da.i)
    for k in "igfo":
        total = total + getattr(da, k) @ getattr(params, f"W_{k}").T
    return total
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.previous_hidden_error(previous_hidden_error).require()
### END HIDDEN TESTS
checks.previous_hidden_error(previous_hidden_error)

# %%
def input_error(da, params):
    """Return dx (N, D), the error at the input: (B8). The arguments are as above."""
    ### BEGIN SOLUTION
    pairs = [(getattr(da, k), getattr(params, f"U_{k}")) for k in "igfo"]
    return sum(error @ weights.T for error, weights in pairs)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.input_error(input_error).require()
### END HIDDEN TESTS
checks.input_error(input_error)

# %%
def gate_gradients(da, x, h_prev):
    """Return one step's gradients: dW_i, dU_i, db_i, dW_g, dU_g, db_g, dW_f, ..., db_o.

    da      the errors at the gates: da.i, da.g, da.f, da.o, each (N, H)
    x       (N, D)  the input of the step
    h_prev  (N, H)  the state before the step

    dW_k is (H, H), dU_k is (D, H), db_k is (H,): sums over the N examples.
    """
    ### BEGIN SOLUTION
    gradients = []
    for error in (da.i, da.g, da.f, da.o):
        gradients += [h_prev.T @ error, x.T @ error, error.sum(axis=0)]
    return tuple(gradients)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.gate_gradients(gate_gradients).require()
### END HIDDEN TESTS
checks.gate_gradients(gate_gradients)

# %%
explorers.gate_gradients(gate_gradients)
