"""Layers on top of each other: each reads the outputs of the one below: (R5).

Sizes: T steps, N examples, D inputs, H hidden units. Source: Graves, Mohamed, Hinton 2013, "Speech
recognition with deep recurrent neural networks", equation 11.
"""

from __future__ import annotations

from contextlib import contextmanager

from lstm_lab import sequence


def forward(cell, layers, xs, state=None, lengths=None, run=sequence):
    """Run a sequence through all layers, the lowest first.

    Parameters
    ----------
    cell : as in `sequence.forward`
    layers : sequence of parameters, the lowest layer's first
    xs : numpy.ndarray (T, N, D)
    state : sequence of states, one a layer, or None for zeros
    lengths : whole numbers (N,), or None
    run : module
        How a layer reads: `sequence`, or `bidirectional` if each of layers is a
        `bidirectional.Params`.

    Returns
    -------
    hs : numpy.ndarray (T, N, H) of the top layer (2H if bidirectional)
    state : list of states, one a layer
    tapes : list of tapes, one a layer

    Raises
    ------
    TypeError, ValueError
        As `run.forward`, the error naming the layer; if layers is not a list of parameters, is
        empty, or there is not one state a layer.
    """
    states = _one_each("state", state, layers)
    ends, tapes = [], []
    for k, (params, start) in enumerate(zip(layers, states, strict=True)):
        with _layer(k):
            xs, end, tape = run.forward(cell, params, xs, start, lengths)  # (R5)
        ends.append(end)
        tapes.append(tape)
    return xs, ends, tapes


def backward(cell, layers, tapes, dhs, dstate=None, per_step=False, run=sequence):
    """Carry the errors back, the top layer first: a layer's dx is dh for the one below.

    Parameters: cell, layers, tapes and run as of `forward`; dhs (T, N, H) at the top layer;
    dstate, one gradient at the last state a layer, or None; per_step as in `sequence.backward`.
    Returns dxs (T, N, D), a list of gradients at the first states, and a list of gradients in the
    type of each layer's parameters. Raises as `run.backward`.
    """
    dstates, tapes = _one_each("dstate", dstate, layers), _one_each("tapes", tapes, layers)
    starts, dlayers = [], []
    for k in reversed(range(len(layers))):
        with _layer(k):
            dhs, start, dparams = run.backward(cell, layers[k], tapes[k], dhs, dstates[k], per_step)
        starts.append(start)
        dlayers.append(dparams)
    return dhs, starts[::-1], dlayers[::-1]


@contextmanager
def _layer(k):
    """Say in an error's text which layer it is about; layers are counted from 0."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise type(error)(f"layer {k}: {error}") from error


def _one_each(name, states, layers):
    """Return one state a layer, None each if none was given."""
    if not isinstance(layers, tuple | list) or hasattr(layers, "_asdict"):
        raise TypeError(f"layers must be a list of parameters, got {type(layers).__name__}")
    if not len(layers):
        raise ValueError("layers must hold the parameters of at least one layer, got none")
    if states is None:
        return [None] * len(layers)
    if len(states) != len(layers):
        raise ValueError(
            f"{name} must have one entry for each of the {len(layers)} layers, got {len(states)}"
        )
    return states
