# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def rnn_step(x, h_prev, W, U, b):
    """Advance the recurrent network by one step: (R1).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the state of the step before
    W       (H, H)  recurrent weights
    U       (D, H)  input weights
    b       (H,)    bias

    Returns the new state h, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a = h_prev @ W + x @ U + b
    return np.tanh(a)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.rnn_step(rnn_step).require()
### END HIDDEN TESTS
checks.rnn_step(rnn_step)

# %%
explorers.rnn_step(rnn_step)

# %%
def rnn_forward(xs, h0, W, U, b):
    """Run the recurrent network over a sequence: (R1) at every step.

    xs  (T, N, D)  the inputs, step by step
    h0  (N, H)     the state before the first step
    W   (H, H)     recurrent weights
    U   (D, H)     input weights
    b   (H,)       bias

    Returns hs, the T states, of shape (T, N, H).
    """
    ### BEGIN SOLUTION
    h, hs = h0, []
    for x in xs:
        h = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.rnn_forward(rnn_forward).require()
### END HIDDEN TESTS
checks.rnn_forward(rnn_forward)
