# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def output_gate_error(dh, o, c):
    """Return da_o, the error at the output gate's pre-activation: (B1).

    dh  (N, H)  the loss's gradient at h
    o   (N, H)  the output gate
    c   (N, H)  the new cell state
    """
    ### BEGIN SOLUTION
    return np.tanh(c) * (o - o**2) * dh
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.output_gate_error(output_gate_error).require()
### END HIDDEN TESTS
checks.output_gate_error(output_gate_error)

# %%
def cell_error(dh, dc_in, o, c):
    """Return dc, the whole error at c: (B2).

    dh     (N, H)  the loss's gradient at h
    dc_in  (N, H)  what step t + 1 hands back to c
    o      (N, H)  the output gate
    c      (N, H)  the new cell state
    """
    ### BEGIN SOLUTION
    slope = 1 - np.tanh(c) ** 2
    return dc_in + slope * o * dh
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.cell_error(cell_error).require()
### END HIDDEN TESTS
checks.cell_error(cell_error)

# %%
def candidate_error(dc, i, g):
    """Return da_g, the error at the candidate's pre-activation: (B3). All (N, H)."""
    ### BEGIN SOLUTION
    return (1 - g**2) * i * dc
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.candidate_error(candidate_error).require()
### END HIDDEN TESTS
checks.candidate_error(candidate_error)

# %%
def input_gate_error(dc, i, g):
    """Return da_i, the error at the input gate's pre-activation: (B4). All (N, H)."""
    ### BEGIN SOLUTION
    return (i - i**2) * g * dc
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.input_gate_error(input_gate_error).require()
### END HIDDEN TESTS
checks.input_gate_error(input_gate_error)

# %%
def forget_gate_error(dc, c_prev, f):
    """Return da_f, the error at the forget gate's pre-activation: (B5). All (N, H)."""
    ### BEGIN SOLUTION
    return (f - f**2) * c_prev * dc
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.forget_gate_error(forget_gate_error).require()
### END HIDDEN TESTS
checks.forget_gate_error(forget_gate_error)

# %%
explorers.gate_errors(
    output_gate_error, cell_error, candidate_error, input_gate_error, forget_gate_error
)
