"""Random starting weights, shared by the cells."""

from __future__ import annotations

import numpy as np

from lstm_lab.shapes import check_float_dtype, check_generator, check_sizes


def recurrent_weights(H, rng, dtype=np.float64):
    """Draw an orthogonal matrix of shape (H, H): it turns a state and keeps its length.

    Raises TypeError if rng is not a numpy.random.Generator or dtype not a float type, ValueError
    if H is below 1.
    Source: Saxe, McClelland, Ganguli 2014, "Exact solutions to the nonlinear dynamics of
    learning in deep linear neural networks", section 3.
    """
    check_generator(rng)
    check_float_dtype(dtype)
    check_sizes(H=H)
    Q, R = np.linalg.qr(rng.standard_normal((H, H)))
    return (Q * np.sign(np.diag(R))).astype(dtype)


def input_weights(D, H, rng, dtype=np.float64):
    """Draw weights of shape (D, H), uniform within +-sqrt(6 / (D + H)).

    Raises TypeError if rng is not a numpy.random.Generator or dtype not a float type, ValueError
    if D or H is below 1.
    Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward
    neural networks", equation 16.
    """
    check_generator(rng)
    check_float_dtype(dtype)
    check_sizes(D=D, H=H)
    limit = np.sqrt(6.0 / (D + H))
    return rng.uniform(-limit, limit, (D, H)).astype(dtype)
