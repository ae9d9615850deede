# %% [markdown]
r"""
# Exercise 01 · One step of memory

**Part 1** · 20 minutes · Lesson: [01 · One step of memory](../../notebooks/01_one_step_of_memory.ipynb)

You write two functions. Replace the two lines `# YOUR CODE HERE` and `raise NotImplementedError()`
by your own, run the cell, then run the check below it. Run a check as often as you like: it says
what is right, and when something is wrong, which mistake it looks like.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. One step

The state is made anew from the old state and the input: equation (R1) of the lesson. All the shapes
are in the docstring. If a product of two arrays does not fit, write their shapes side by side.
"""

# %% answer="rnn_step"
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

# %% check="rnn_step" points=2
checks.rnn_step(rnn_step)

# %% [markdown]
r"""
## See it move

This is the picture of the lesson, now driven by **your** function. Your line lies on the course's
when they agree. As long as your function is not written, it says "not started".
"""

# %%
explorers.rnn_step(rnn_step)

# %% [markdown]
r"""
## 2. All steps

Now read a whole sequence. The first step starts from the state `h0` that is given, and each later step
starts from the state that the step before it returned. The weights stay the same.

You may call your `rnn_step` from above: it is kept together with this function. Collect the states in an array
of shape $(T, N, H)$; the state after the first step comes first.
"""

# %% answer="rnn_forward"
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

# %% check="rnn_forward" points=3
checks.rnn_forward(rnn_forward)

# %% [markdown]
r"""
## Done?

Two functions that say "correct" are the forward pass of a recurrent network, complete. Go on with
[02 · Reading out](../../notebooks/02_reading_out.ipynb), where its state is turned into words.
"""
