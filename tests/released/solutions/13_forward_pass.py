# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def lstm_step(params, x, h_prev, c_prev):
    """Advance the LSTM by one step: (L1) to (L6).

    params  W_k (H, H), U_k (D, H), b_k (H,) for each of the gates i, g, f, o
    x       (N, D)  the input of this step
    h_prev  (N, H)  the hidden state of the step before
    c_prev  (N, H)  the cell state of the step before

    Returns (h, c), (x, h_prev, c_prev, i, g, f, o, c): the state and the trace.
    """
    ### BEGIN SOLUTION
    p = params

    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))

    i = sigmoid(h_prev @ p.W_i + x @ p.U_i + p.b_i)
    g = np.tanh(h_prev @ p.W_g + x @ p.U_g + p.b_g)
    f = sigmoid(h_prev @ p.W_f + x @ p.U_f + p.b_f)
    c = f * c_prev + i * g
    o = sigmoid(h_prev @ p.W_o + x @ p.U_o + p.b_o)
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.lstm_step(lstm_step).require()
### END HIDDEN TESTS
checks.lstm_step(lstm_step)

# %%
explorers.lstm_step(lstm_step)

# %%
def lstm_forward(params, xs, state):
    """Run the LSTM over a sequence: (L1) to (L6) at every step.

    params  W_k (H, H), U_k (D, H), b_k (H,) for each of the gates i, g, f, o
    xs      (T, N, D)  the inputs, step by step
    state   (h, c), each (N, H): the state before the first step

    Returns hs, of shape (T, N, H); the state (h, c) after the last step; and the tape, a list of
    the T traces, each as in lstm_step.
    """
    ### BEGIN SOLUTION
    p, (h, c) = params, state

    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))

    hs, tape = [], []
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
    return np.stack(hs), (h, c), tape
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.lstm_forward(lstm_forward).require()
### END HIDDEN TESTS
checks.lstm_forward(lstm_forward)

# %%
def messenger_parameters():
    """Return the twelve arrays of a cell that carries messages, in a dictionary by name.

    For each gate k of i, g, f, o: "W_k" of shape (1, 1), "U_k" (3, 1) and "b_k" (1,). The rows of
    U_k belong to value, store and ask.
    """
    ### BEGIN SOLUTION
    of_value, of_store, of_ask = np.eye(3).reshape(3, 3, 1)
    zero = np.zeros((1, 1))
    return {
        "W_i": zero, "U_i": 14.0 * of_store, "b_i": np.array([-7.0]),
        "W_g": zero, "U_g": 1.0 * of_value, "b_g": np.array([0.0]),
        "W_f": zero, "U_f": -14.0 * of_store, "b_f": np.array([7.0]),
        "W_o": zero, "U_o": 14.0 * of_ask, "b_o": np.array([-7.0]),
    }
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.messenger_parameters(messenger_parameters).require()
### END HIDDEN TESTS
checks.messenger_parameters(messenger_parameters)
