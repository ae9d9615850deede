# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def input_gate(x, h_prev, W_i, U_i, b_i):
    """Say how much of the candidate is let in, 0 to 1: (L1).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_i     (H, H)  recurrent weights of the input gate
    U_i     (D, H)  input weights of the input gate
    b_i     (H,)    its bias

    Returns i, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_i = h_prev @ W_i + x @ U_i + b_i
    # 1 / (1 + exp(-a)), written so that nothing overflows.
    return np.exp(-np.logaddexp(0, -a_i))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.input_gate(input_gate).require()
### END HIDDEN TESTS
checks.input_gate(input_gate)

# %%
def candidate(x, h_prev, W_g, U_g, b_g):
    """Propose what to write into the cell, -1 to 1: (L2).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_g     (H, H)  recurrent weights of the candidate
    U_g     (D, H)  input weights of the candidate
    b_g     (H,)    its bias

    Returns g, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_g = h_prev @ W_g + x @ U_g + b_g
    return np.tanh(a_g)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.candidate(candidate).require()
### END HIDDEN TESTS
checks.candidate(candidate)

# %%
explorers.input_gate(input_gate, candidate)
