# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.bidirectional_forward(bidirectional_forward).require()
### END HIDDEN TESTS
checks.bidirectional_forward(bidirectional_forward)

# %%
explorers.two_directions(bidirectional_forward)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.bidirectional_backward(bidirectional_backward).require()
### END HIDDEN TESTS
checks.bidirectional_backward(bidirectional_backward)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.stacked_backward(stacked_backward).require()
### END HIDDEN TESTS
checks.stacked_backward(stacked_backward)
