# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def forget_gate(x, h_prev, W_f, U_f, b_f):
    """Say how much of the old cell state is kept, 0 to 1 (1 keeps all): (L3).

    x       (N, D)  the input of this step, one example a row
    h_prev  (N, H)  the hidden state of the step before
    W_f     (H, H)  recurrent weights of the forget gate
    U_f     (D, H)  input weights of the forget gate
    b_f     (H,)    its bias

    Returns f, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a_f = h_prev @ W_f + x @ U_f + b_f
    # 1 / (1 + exp(-a)), written so that nothing overflows.
    return np.exp(-np.logaddexp(0, -a_f))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.forget_gate(forget_gate).require()
### END HIDDEN TESTS
checks.forget_gate(forget_gate)

# %%
explorers.forget_gate(forget_gate)

# %%
def forget_bias_for(half_life):
    """Return the forget gate's bias for a half-life, when the gate sees nothing else.

    half_life  (H,)  steps after which one half is left, each above 0

    Returns b_f, of shape (H,).
    """
    ### BEGIN SOLUTION
    f = 0.5 ** (1 / half_life)
    return np.log(f / (1 - f))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.forget_bias_for(forget_bias_for).require()
### END HIDDEN TESTS
checks.forget_bias_for(forget_bias_for)
