"""A sequence model: a cell, a read-out and a loss, with the gradient of all its parameters.

Sizes: T steps, N examples, D inputs, H hidden units, K outputs. For text, D = K = the number of
characters in the vocabulary.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import readout
from lstm_lab.data import text
from lstm_lab.shapes import check_shape, check_sizes
from lstm_lab.training import losses


class Params(NamedTuple):
    """All learned arrays: those of the cell, and V and b_y of the read-out."""

    cell: NamedTuple
    readout: readout.Params


class Model(NamedTuple):
    """What `train` trains. Attributes: cell, a module such as `cells.rnn` or a `cells.Cell`;
    params, Params; loss, a `losses.Loss`; vocabulary, the characters of a model of text, or "".
    """

    cell: Any
    params: Params
    loss: losses.Loss = losses.cross_entropy
    vocabulary: str = ""


class Batch(NamedTuple):
    """What a model is trained on at once.

    Attributes: inputs, (T, N, D) floats or (T, N) character numbers; targets, (T, N) class
    numbers, or (T, N, K) floats for the squared distance; mask (T, N), 1 where a step counts, or
    None where all do; lengths (N,), or None where every example has T steps.
    """

    inputs: np.ndarray
    targets: np.ndarray
    mask: np.ndarray | None = None
    lengths: np.ndarray | None = None


def create(cell, D, H, K, *, rng, dtype=np.float64, loss=losses.cross_entropy, vocabulary=""):
    """Return a Model with parameters drawn for D inputs, H hidden units and K outputs."""
    params = Params(cell.init(D, H, rng=rng, dtype=dtype), readout.init(H, K, rng=rng, dtype=dtype))
    return Model(cell, params, loss, vocabulary)


def for_text(cell, vocabulary, H, *, rng, dtype=np.float32):
    """Return a Model that reads a character and predicts the next. float32, for speed."""
    K = len(vocabulary)
    return create(cell, K, H, K, rng=rng, dtype=dtype, vocabulary=vocabulary)


def predict(model, inputs, state=None, lengths=None):
    """Run the model forward: the logits z (T, N, K) and the state after the last step.

    Raises TypeError or ValueError as `sequence.forward` does.
    """
    hs, state, _ = sequence.forward(
        model.cell, model.params.cell, _floats(model, inputs), state, lengths
    )
    return readout.logits(hs, *model.params.readout), state


def loss_and_gradients(model, batch, state=None):
    """Return the loss of one batch, its gradients and the state for the window that follows.

    The given state is where the window starts. It is a constant here: no error is sent back
    through it, and none comes from the window that follows (V4).

    Parameters: model, Model; batch, a Batch or a tuple in its order; state, a tuple of (N, H)
    arrays or None for zeros.
    Returns a float; Params, or None if the loss is not finite; the state. Raises as `predict`.
    """
    inputs, targets, mask, lengths = Batch(*batch)
    xs = _floats(model, inputs)
    hs, state, tape = sequence.forward(model.cell, model.params.cell, xs, state, lengths)
    z = readout.logits(hs, *model.params.readout)
    targets, mask = _check_targets(targets, z), _mask(mask, lengths, z)
    loss = float(model.loss.value(z, targets, mask))
    if not np.isfinite(loss):
        return loss, None, state
    dz = model.loss.error(z, targets, mask)
    dhs = readout.hidden_error(dz, model.params.readout.V)
    _, _, dcell = sequence.backward(model.cell, model.params.cell, tape, dhs, dstate=None)  # (V4)
    return loss, Params(dcell, readout.parameter_gradients(dz, hs)), state


def bits_per_character(model, ids, T=200, N=1):
    """Return the mean of -log2 p that the model gives each next character of a text.

    Parameters: ids (characters,), whole numbers; T, the steps computed at once, which changes
    nothing but memory; N, streams read side by side: faster, and each starts with no memory.
    Raises ValueError if the text has fewer than N + 1 characters.
    """
    check_sizes(T=T)
    inputs, targets = text.windows(ids, max(1, (len(ids) - 1) // N), N)[0]
    state, nats = None, 0.0
    for t in range(0, len(inputs), T):
        z, state = predict(model, inputs[t : t + T], state)
        mean = losses.cross_entropy.value(z, targets[t : t + T], np.ones(z.shape[:2]))
        nats += float(mean) * z.shape[0] * N
    return nats / inputs.size / np.log(2)


def _floats(model, inputs):
    """Return the inputs as the cell takes them: character numbers become one-hot rows."""
    U = next(a for name, a in model.params.cell._asdict().items() if name.startswith("U"))
    inputs = np.asarray(inputs)
    return text.one_hot(inputs, len(U), U.dtype) if inputs.dtype.kind in "iu" else inputs


def _mask(mask, lengths, z):
    """Return the mask (T, N) in z's dtype: as given, or else 1 where an example still runs."""
    T, N, _ = z.shape
    if mask is None:
        mask = np.ones((T, N)) if lengths is None else np.arange(T)[:, None] < lengths
    mask = np.asarray(mask)
    check_shape("mask", mask, (T, N))
    return mask.astype(z.dtype)


def _check_targets(targets, z):
    """Return the targets: class numbers (T, N) below K, or floats (T, N, K)."""
    targets = np.asarray(targets)
    if targets.dtype.kind not in "iu":
        check_shape("targets", targets, z.shape)
        return targets
    check_shape("targets", targets, z.shape[:2])
    if targets.min() < 0 or targets.max() >= z.shape[-1]:
        raise ValueError(
            f"targets must lie in 0..{z.shape[-1] - 1}, got {targets.min()}..{targets.max()}"
        )
    return targets
