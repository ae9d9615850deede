# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def output_gate(x, h_prev, W_o, U_o, b_o):
    """Say how much of the cell state is shown, 0 to 1: (L5).

    x       (N, D)  the input of this step
    h_prev  (N, H)  the hidden state of the step before
    W_o     (H, H)  recurrent weights
    U_o     (D, H)  input weights
    b_o     (H,)    bias

    Returns o, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a = h_prev @ W_o + x @ U_o + b_o
    return 0.5 * (1 + np.tanh(0.5 * a))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.output_gate(output_gate).require()
### END HIDDEN TESTS
checks.output_gate(output_gate)

# %%
explorers.output_gate(output_gate)

# %%
def hidden_state(o, c):
    """Show the squashed cell state through the output gate: (L6).

    o  (N, H)  output gate, 0 to 1
    c  (N, H)  the new cell state

    Returns the hidden state h, of shape (N, H).
    """
    ### BEGIN SOLUTION
    return o * np.tanh(c)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.hidden_state(hidden_state).require()
### END HIDDEN TESTS
checks.hidden_state(hidden_state)

# %%
explorers.output_gate(hidden_state=hidden_state)
