"""Any cell over T steps, forward and back: backpropagation through time.

Sizes: T steps, N examples, D inputs, H hidden units. The state is a tuple; its first array is the
output h. Source: Werbos 1990, "Backpropagation through time: what it does and how to do it".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.shapes import check_array, check_float_array, check_shape, spell


class Tape(NamedTuple):
    """What `backward` needs of `forward`.

    Attributes: traces, a list of T traces of the cell; running, None or a (T, N, 1) array of
    bools, False where an example has ended; shape, the (T, N, D) of the inputs; and the last
    state, a tuple.
    """

    traces: list
    running: np.ndarray | None
    shape: tuple
    state: tuple


def forward(cell, params, xs, state=None, lengths=None):
    """Run a cell over a sequence: h_t = step(x_t, h_{t-1}), with the same params at every step.

    Parameters
    ----------
    cell : a module such as `cells.rnn` or `cells.lstm`, or a `cells.Cell`
    params : the cell's parameters, a NamedTuple of arrays
    xs : numpy.ndarray (T, N, D)
    state : tuple of arrays (N, H), or None for zeros
        The state before the first step, such as the one that an earlier call returned.
    lengths : whole numbers (N,), or None if every example has T steps
        From its length on an example's inputs are not looked at, its state stands still and its
        outputs are zero.

    Returns
    -------
    hs : numpy.ndarray (T, N, H)
    state : tuple of arrays (N, H), after each example's own last step
    tape : Tape, for `backward`

    Raises
    ------
    TypeError, ValueError
        If a shape, a dtype or a length does not fit, a number is not finite, or T, N or D is 0.
        No argument is changed.
    """
    xs, running = _check_inputs(xs, lengths)
    _check_params(cell, params, xs.shape[-1])
    state = _check_state("state", state, cell.initial_state(params, xs.shape[1]))
    xs, state = xs.copy(), _copied(state)  # the tape outlives what the caller does to them
    hs, traces = [], []
    for t, x in enumerate(xs):
        new, trace = cell.step(params, x, *state)
        state = new if running is None else _where(running[t], new, state)
        hs.append(new[0] if running is None else np.where(running[t], new[0], 0))
        traces.append(trace)
    return np.stack(hs), _copied(state), Tape(traces, running, xs.shape, state)


def backward(cell, params, tape, dhs, dstate=None, per_step=False):
    """Carry the errors of all outputs back through the sequence: (Q7) at each step, then (G4).

    Parameters
    ----------
    cell, params : as given to `forward`
    tape : Tape, from `forward`
    dhs : numpy.ndarray (T, N, H), the loss's gradient at every output
    dstate : tuple of arrays (N, H), or None for zeros
        The loss's gradient at the last state, beyond what passes through `dhs`. Where an example
        has ended, `dhs` is not looked at.
    per_step : bool
        True gives the parameters' terms before the sum over t, each with a leading axis T.

    Returns
    -------
    dxs : numpy.ndarray (T, N, D)
    dstate : tuple of arrays (N, H), the gradient at the state before the first step
    dparams : gradients in the type of params

    Raises
    ------
    TypeError, ValueError
        As `forward`. No argument is changed.
    """
    if not isinstance(tape, Tape):
        raise TypeError(f"tape must be the Tape that forward returned, got {type(tape).__name__}")
    H = tape.state[0].shape[-1]
    _check_params(cell, params, tape.shape[-1], H)
    dhs = _check_padded("dhs", dhs, (*tape.shape[:2], H), tape.running)
    zeros = tuple(np.zeros_like(part) for part in tape.state)
    dstate = _check_state("dstate", dstate, zeros)
    dxs, terms = [], []
    for t in reversed(range(len(dhs))):
        at_step = dstate[0] + dhs[t], *dstate[1:]  # (Q7)
        if tape.running is not None:
            at_step = _where(tape.running[t], at_step, zeros)
        dx, before, dparams = cell.step_backward(params, tape.traces[t], *at_step)
        dstate = before if tape.running is None else _where(tape.running[t], before, dstate)
        dxs.append(dx)
        if terms and not per_step:
            dparams = _add(terms.pop(), dparams)
        terms.append(dparams)
    return np.stack(dxs[::-1]), dstate, _collect(params, terms[::-1], per_step)


def _add(total, term):
    """Add one step's gradients to those of the later steps: one weight, T uses."""
    return tuple(later + here for later, here in zip(total, term, strict=True))  # (G4)


def _collect(params, terms, per_step):
    """Return the gradients in params' type: the sum, or the terms stacked over t."""
    if not per_step:
        return type(params)(*terms[0])
    return type(params)(*(np.stack(term) for term in zip(*terms, strict=True)))


def _copied(state):
    """Return the state's arrays as new ones."""
    return tuple(part.copy() for part in state)


def _where(running, new, old):
    """Take the new arrays where an example still runs, the old ones where it has ended."""
    return tuple(np.where(running, a, b) for a, b in zip(new, old, strict=True))


def _check_inputs(xs, lengths):
    """Return xs with its padding zeroed, and who runs at which step, (T, N, 1) or None."""
    check_float_array("xs", xs)
    check_shape("xs", xs, ("T", "N", "D"))
    running = None if lengths is None else _running(lengths, *xs.shape[:2])
    return _check_padded("xs", xs, xs.shape, running), running


def _running(lengths, T, N):
    """Return who runs at which step, (T, N, 1) bools, after checking the lengths."""
    lengths = np.asarray(lengths)
    if lengths.shape != (N,) or not np.issubdtype(lengths.dtype, np.integer):
        raise ValueError(
            f"lengths must be {N} whole numbers, one an example, "
            f"got shape {spell(lengths.shape)} of {lengths.dtype}"
        )
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError(f"lengths must lie between 1 and T = {T}, got {lengths.tolist()}")
    return (np.arange(T)[:, None] < lengths)[..., None]


def _check_padded(name, value, shape, running):
    """Return the array with its padding zeroed, after checking the rest of it."""
    check_float_array(name, value)
    check_shape(name, value, shape)
    if running is not None:
        value = np.where(running, value, value.dtype.type(0))
    return check_array(name, value, shape)


def _check_params(cell, params, D, H=None):
    """Check every array of params by its name's first letter: W (H, H), U (D, H), b (H,)."""
    if not hasattr(params, "_asdict"):
        raise TypeError(f"params must be a NamedTuple of arrays, got {type(params).__name__}")
    arrays = params._asdict()
    wanted = getattr(getattr(cell, "Params", params), "_fields", ())
    if not arrays.keys() >= set(wanted):
        raise TypeError(f"params must hold {', '.join(wanted)}, got {', '.join(arrays)}")
    for name, array in arrays.items():
        check_float_array(f"params.{name}", array)
    H = H or np.size(next(array for name, array in arrays.items() if name.startswith("b")))
    for name, array in arrays.items():
        if name.startswith("U") and array.shape[1:] == (H,) and len(array) != D:
            want = f"{spell((D, H))}, as xs has D = {D} inputs"
            raise ValueError(f"params.{name} must have shape {want}, got {spell(array.shape)}")
        check_array(f"params.{name}", array, {"W": (H, H), "U": (D, H)}.get(name[0], (H,)))


def _check_state(name, state, like):
    """Return the state, or the zeros it should look like, after comparing their shapes."""
    if state is None:
        return like
    if not isinstance(state, tuple) or len(state) != len(like):
        came = f"{len(state)} arrays" if isinstance(state, tuple) else type(state).__name__
        raise ValueError(f"{name} must be a tuple of {len(like)} arrays, got {came}")
    for k, (array, zeros) in enumerate(zip(state, like, strict=True)):
        check_array(f"{name}[{k}]", array, zeros.shape)
    return state
