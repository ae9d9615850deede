"""Carry the LSTM's weights to PyTorch and Keras, and back; neither library is imported.

Both stack the four gates into one array a kind. PyTorch (torch.nn.LSTM, "Variables"): order
i, f, g, o, each array transposed, two biases that are added. Keras (keras.layers.LSTM, build and
call of its LSTMCell): order i, f, c, o, where c is our g, nothing transposed, one bias.
"""

from __future__ import annotations

import numpy as np

from lstm_lab.cells.lstm import Params
from lstm_lab.shapes import check_array, check_shape

ORDER = "ifgo"  # in which both libraries stack the gates


def to_torch(params, suffix="_l0"):
    """Return the four arrays of a torch.nn.LSTM by their names in its state_dict.

    Parameters: params, lstm.Params; suffix, of the layer and direction: "_l0", "_l1_reverse".
    Returns a dict: weight_ih (4H, D), weight_hh (4H, H), bias_ih and bias_hh (4H,), the second
    zero. `{name: torch.from_numpy(a) for name, a in ...}` is what load_state_dict takes.
    """
    bias = _joined(params, "b")
    return {
        f"weight_ih{suffix}": _joined(params, "U").T.copy(),
        f"weight_hh{suffix}": _joined(params, "W").T.copy(),
        f"bias_ih{suffix}": bias,
        f"bias_hh{suffix}": np.zeros_like(bias),
    }


def from_torch(arrays, suffix="_l0"):
    """Return the Params that a torch.nn.LSTM's arrays hold.

    Parameters: arrays, a dict by the names of its state_dict, NumPy arrays (or what
    numpy.asarray takes); suffix as in `to_torch`. Both biases are added; without them they are
    zero. Raises KeyError for a missing weight, ValueError for a wrong shape or a projection.
    """
    if f"weight_hr{suffix}" in arrays:
        raise ValueError(f"weight_hr{suffix}: an LSTM with a projection has no such Params")
    U, W = (np.asarray(arrays[f"{name}{suffix}"]).T for name in ("weight_ih", "weight_hh"))
    bias = np.zeros(W.shape[-1:], W.dtype)
    for name in (f"bias_ih{suffix}", f"bias_hh{suffix}"):
        if name in arrays:
            bias = bias + check_array(name, np.asarray(arrays[name]), bias.shape)
    return _parted(W, U, bias)


def to_keras(params):
    """Return what set_weights of a keras.layers.LSTM takes: kernel, recurrent_kernel, bias.

    Parameters: params, lstm.Params. Returns a list of arrays (D, 4H), (H, 4H) and (4H,).
    """
    return [_joined(params, letter) for letter in "UWb"]


def from_keras(arrays):
    """Return the Params that a keras.layers.LSTM's get_weights() hold.

    Parameters: arrays, kernel (D, 4H), recurrent_kernel (H, 4H) and, unless use_bias was False,
    bias (4H,). Raises ValueError for a wrong shape or another count of arrays.
    """
    if len(arrays) not in (2, 3):
        raise ValueError(f"kernel, recurrent_kernel and bias are due, got {len(arrays)} arrays")
    U, W, *bias = map(np.asarray, arrays)
    return _parted(W, U, bias[0] if bias else np.zeros(W.shape[-1:], W.dtype))


def _joined(params, letter):
    """Return one kind of weights with the four gates side by side along the last axis."""
    return np.concatenate([getattr(params, f"{letter}_{k}") for k in ORDER], axis=-1)


def _parted(W, U, b):
    """Return Params from arrays with four gates side by side: W (H, 4H), U (D, 4H), b (4H,)."""
    check_shape("the recurrent weights", W, ("H", "4H"))
    check_shape("the input weights", U, ("D", "4H"))
    H = len(W)
    check_array("the recurrent weights", W, (H, 4 * H))
    check_array("the input weights", U, (len(U), 4 * H))
    check_array("the bias", b, (4 * H,))
    arrays = {
        f"{letter}_{gate}": part.copy()
        for letter, whole in (("W", W), ("U", U), ("b", b))
        for gate, part in zip(ORDER, np.split(whole, 4, axis=-1), strict=True)
    }
    return Params(**arrays)
