"""From the hidden state to probabilities and a loss (R2)-(R3), and back (Q4)-(Q6).

Sizes: H hidden units, K classes. The leading axes "..." are any, (N,) or (T, N), and are the same
in all arguments of a call. `targets` holds class numbers 0..K-1; `mask` is 1 where the step
counts and 0 where it is padding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.cells.initialise import input_weights
from lstm_lab.shapes import check_shape


class Params(NamedTuple):
    """The learned arrays: V (H, K) and b_y (K,)."""

    V: np.ndarray
    b_y: np.ndarray


def init(H, K, *, rng, dtype=np.float64):
    """Draw starting parameters: V uniform, b_y zero. Raises as `input_weights` does."""
    return Params(input_weights(H, K, rng, dtype), np.zeros(K, dtype))


def logits(h, V, b_y):
    """Score every class: z = h V + b_y. h (..., H), V (H, K), b_y (K,). Returns z (..., K)."""
    return h @ V + b_y


def softmax(z):
    """Turn scores into probabilities that sum to 1: (R2). z and the result have shape (..., K)."""
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)  # (R2)


def log_softmax(z):
    """Return the logarithm of (R2) without taking one of 0: z - logsumexp(z), (..., K)."""
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def cross_entropy(z, targets, mask):
    """Return the mean loss in nats over the steps that count: (R3).

    Parameters: z (..., K) logits; targets (...) whole numbers; mask (...) zeros and ones.
    Returns a number. Raises ValueError if no step counts, the leading axes differ, or a target is
    not a class.
    """
    mask = _check_loss(z, targets, mask)
    surprise = -np.take_along_axis(log_softmax(z), targets[..., None], axis=-1)[..., 0]
    return (mask * surprise).sum() / mask.sum()  # (R3)


def logits_error(z, targets, mask):
    """Return dz (..., K), the gradient of `cross_entropy`: (Q4). Arguments as there."""
    mask = _check_loss(z, targets, mask)
    onehot = np.arange(z.shape[-1]) == targets[..., None]
    return (mask / mask.sum())[..., None] * (softmax(z) - onehot)  # (Q4)


def parameter_gradients(dz, h):
    """Return the gradients of V and b_y, as Params: (Q5). dz (..., K), h (..., H)."""
    h, dz = h.reshape(-1, h.shape[-1]), dz.reshape(-1, dz.shape[-1])
    return Params(h.T @ dz, dz.sum(axis=0))  # (Q5)


def hidden_error(dz, V):
    """Return dh (..., H), the read-out's part of the error at h: (Q6). dz (..., K), V (H, K)."""
    return dz @ V.T  # (Q6)


def _check_loss(z, targets, mask):
    """Return the mask in z's floating dtype, after comparing the three arguments of the loss."""
    check_shape("targets", targets, z.shape[:-1])
    check_shape("mask", mask, z.shape[:-1])
    if not np.issubdtype(targets.dtype, np.integer):
        raise TypeError(f"targets must be whole numbers, got {targets.dtype}")
    if not mask.any():
        raise ValueError("mask must have at least one step that counts, got zeros only")
    K = z.shape[-1]
    if targets.min() < 0 or targets.max() >= K:
        raise ValueError(
            f"targets must lie between 0 and K - 1 = {K - 1}, also where the mask is 0, "
            f"got {targets.min()} to {targets.max()}"
        )
    return mask.astype(np.result_type(z, np.float32))
