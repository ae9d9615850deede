# %% [markdown]
r"""
# Exercise 13 · The forward pass

**Part 2** · 45 minutes · Lesson: [13 · The forward pass](../../notebooks/13_forward_pass.ipynb)

You put the cell together, run it over a sequence, and set its weights by hand. From here on your
functions have exactly the form of the package's: what you write here runs in the lessons to come.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. One step

The six lines of the lesson, in their order. Nothing need be typed twice: you may define a helper in
a cell above, and it is kept with your function. Or call what you wrote in lessons 09 to 12, such as
`mine.input_gate`, after `from lstm_lab import mine`.

`params` is a named tuple: `params.W_i` is the input gate's recurrent weights, and so on for the
gates i, g, f and o.

Two things come back: the state, and the trace with the eight arrays in the order of the docstring.
"""

# %% answer="lstm_step"
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

# %% check="lstm_step" points=4
checks.lstm_step(lstm_step)

# %% [markdown]
r"""
## See it beside the course's

Every value of 16 steps: **your** row over the course's. If they differ, the first value that does is
circled: begin at its line.
"""

# %%
explorers.lstm_step(lstm_step)

# %% [markdown]
r"""
## 2. All steps

Read a sequence. The first step starts from the state that is given, each later one from the state
that the step before it returned. Collect the outputs $h$ and the traces.

Your `lstm_step` may be called here.
"""

# %% answer="lstm_forward"
def lstm_forward(params, xs, state):
    """Run the LSTM over a sequence: (L1) to (L6) at every step.

    params  W_k (H, H), U_k (D, H), b_k (H,) for each of the gates i, g, f, o
    xs      (T, N, D)  the inputs, step by step
    state   (h, c), each (N, H): the state before the first step

    Returns hs, of shape (T, N, H); the state (h, c) after the last step; and the tape, a list of
    the T traces, each as in lstm_step.
    """
    ### BEGIN SOLUTION
    hs, tape = [], []
    for x in xs:
        state, trace = lstm_step(params, x, *state)
        hs.append(state[0])
        tape.append(trace)
    return np.stack(hs), state, tape
    ### END SOLUTION

# %% check="lstm_forward" points=3
checks.lstm_forward(lstm_forward)

# %% [markdown]
r"""
## 3. Weights by hand

The messenger of lesson 08: one unit, and three inputs a step, $x$ = (value, store, ask). Choose the
twelve arrays so that the cell

- stores $\tanh$(value) when store is 1, and lets go of what was there;
- holds it when store is 0, whatever the values are;
- says it, $h = \tanh(c)$, when ask is 1, and is silent otherwise.

Your numbers may be others than the lesson's. The check runs 21 sequences and looks only at what the
cell does: every $c$ and $h$ has to be within 0.05 of the right one.
"""

# %% [markdown]
r"""
**Hint.** Each gate has one job, so it needs to look at one input. What should $a_i$ be when store
is 1, and what when it is 0? Two wishes, two numbers: a weight and a bias.
"""

# %% answer="messenger_parameters"
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

# %% check="messenger_parameters" points=3
checks.messenger_parameters(messenger_parameters)

# %% [markdown]
r"""
## See it carry

Lesson 08's picture, run by **your** twelve arrays. The title says the first thing that goes wrong, and what
your gate does there. Your lane lies below the course's.
"""

# %%
explorers.gate_settings(parameters=messenger_parameters)

# %% [markdown]
r"""
## Done?

You have an LSTM, written by you, line by line. In part 3 the error walks back through it:
[14 · Errors at the gates](../../notebooks/14_errors_at_the_gates.ipynb).
"""
