# %% [markdown]
r"""
# Exercise 06 · Two directions and depth

**Part 1** · 30 minutes, 20 more with the optional part ·
Lesson: [06 · Two directions and depth](../../notebooks/06_two_directions_and_depth.ipynb)

One function that reads in both directions, one question in words, and two optional functions for the way back.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. Both directions

Equation (R4). You get one step as a function, `step`, for example your `rnn_step` of exercise 01. Call it, so that your
function works for any step. Each direction has its own weights and starts from zeros.

`xs[::-1]` holds the inputs from the last to the first. Think of the order in which the second stream's states come
out, and of the order in which they are needed.
"""

# %% answer="bidirectional_forward"
def bidirectional_forward(step, params_forward, params_backward, xs):
    """Run one step forwards and backwards over a sequence and join the states (R4).

    step             h = step(x, h_prev, W, U, b); x is (N, D), h is (N, H)
    params_forward   (W, U, b) of the first direction
    params_backward  (W, U, b) of the second direction
    xs               (T, N, D)  the inputs

    Returns the states, of shape (T, N, 2H): forwards first, backwards second.
    """
    ### BEGIN SOLUTION
    W, U, b = params_forward
    h_there = h_back = np.zeros((xs.shape[1], len(W)))
    there, back = [], []
    for x, x_from_end in zip(xs, xs[::-1]):
        h_there = step(x, h_there, *params_forward)
        h_back = step(x_from_end, h_back, *params_backward)
        there.append(h_there)
        back.append(h_back)
    return np.concatenate([np.stack(there), np.stack(back[::-1])], axis=-1)
    ### END SOLUTION

# %% check="bidirectional_forward" points=3
checks.bidirectional_forward(bidirectional_forward)

# %% [markdown]
r"""
## See it move

The picture finds out what *your* outputs see: it moves each input a little and looks at which halves of an
output change.
"""

# %%
explorers.two_directions(bidirectional_forward)

# %% [markdown]
r"""
## 2. In your own words

A person marks this answer. Double-click the cell below the question and write in it.

**A network with $H = 8$ units is unrolled over 50 steps. How many recurrent matrices $W$ does it learn, and how many numbers are
in them? And with two directions?**
"""

# %% [markdown] manual="how_many_matrices" points=2
r"""
One, with $8 \cdot 8 = 64$ numbers. The 50 copies in a drawing are the same matrix at different times, so its
gradient is the sum of 50 terms, and the length of the sequence plays no part. With two directions there are two, one a
direction, with 128 numbers together.
"""

# %% [markdown]
r"""
## 3. Optional: the way back through two directions

Nothing later needs this part. `layer_backward(tape, dhs)` is given. It carries the errors of one layer back and returns
two things: `dxs`, and the gradients of that layer's weights.

The second stream ran over the reversed sequence. Its errors must come in the same reversed order, and the input's
errors come out in it. Each input was read twice.
"""

# %% answer="bidirectional_backward"
def bidirectional_backward(layer_backward, tape_forward, tape_backward, dhs):
    """Carry errors back through both directions (R4): dx is the sum of both.

    layer_backward  dxs, dparams = layer_backward(tape, dhs), for one direction
    tape_forward    the tape of the first direction
    tape_backward   the tape of the second one, which read from the end
    dhs             (T, N, 2H)  the loss's gradient at the joined states

    Returns dxs (T, N, D), the gradients of the first direction, and those of
    the second.
    """
    ### BEGIN SOLUTION
    H = dhs.shape[-1] // 2
    dx_there, dparams_forward = layer_backward(tape_forward, dhs[..., :H])
    dx_back, dparams_backward = layer_backward(tape_backward, dhs[::-1, :, H:])
    return dx_there + dx_back[::-1], dparams_forward, dparams_backward
    ### END SOLUTION

# %% check="bidirectional_backward" points=1
checks.bidirectional_backward(bidirectional_backward)

# %% [markdown]
r"""
## 4. Optional: the way back through layers

Equation (R5) says that a layer's input is the state of the layer below. So the error at a layer's input is the error at
those states. Walk from the top to the lowest layer.
"""

# %% answer="stacked_backward"
def stacked_backward(layer_backward, tapes, dhs):
    """Carry errors down through layers on top of each other (R5).

    layer_backward  dxs, dparams = layer_backward(tape, dhs), for one layer
    tapes           a list with one tape a layer, the lowest layer's first
    dhs             (T, N, H)  the loss's gradient at the top layer's states

    Returns dxs (T, N, D), and a list with the gradients of each layer, the
    lowest layer's first.
    """
    ### BEGIN SOLUTION
    dlayers = []
    for tape in reversed(tapes):
        dhs, dparams = layer_backward(tape, dhs)
        dlayers.insert(0, dparams)
    return dhs, dlayers
    ### END SOLUTION

# %% check="stacked_backward" points=1
checks.stacked_backward(stacked_backward)

# %% [markdown]
r"""
## Done?

Neither cure brings the far past back. In [lesson 07](../../notebooks/07_first_language_model.ipynb)
the network goes to work all the same, and measures where it fails.
"""
