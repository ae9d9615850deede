"""What a training has reached: enough to use the model, and to go on as if it never stopped."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.training.model import Model
from lstm_lab.training.trees import arrays


class Run(NamedTuple):
    """A training after `step` updates.

    Attributes: model, Model; optimiser_state; step, the updates made; losses and norms (step,),
    each update's loss in nats and the norm of its gradients before clipping; state, the hidden
    state carried to the next window, or None; rng_state, where the random draws stand, or None;
    message, one sentence on how the training ended.
    """

    model: Model
    optimiser_state: tuple
    step: int
    losses: np.ndarray
    norms: np.ndarray
    state: tuple | None = None
    rng_state: dict | None = None
    message: str = ""


class Diverged(ArithmeticError):  # noqa: N818 - says what happened; nobody did wrong
    """A loss, a gradient or a parameter is no longer a finite number.

    Attributes: run, the Run before the failing update; step, that update's number, from 1; loss;
    norm, the last gradient norm, maybe not finite, or None before the first; cause, a likely one.
    """

    def __init__(self, run, what, loss, norm, cause):
        self.run, self.step, self.loss, self.norm, self.cause = run, run.step + 1, loss, norm, cause
        known = "no gradient yet" if norm is None else f"last gradient norm {norm:.3g}"
        super().__init__(
            f"Update {self.step}: {what} is not finite (loss {loss:.3g}, {known}). "
            f"{cause} What was learned before it is in the exception's .run."
        )


def start(model, optimiser):
    """Return the Run of a model before its first update."""
    nothing = np.zeros(0)
    return Run(model, optimiser.start(model.params), 0, nothing, nothing)


def check_optimiser(run, optimiser):
    """Raise ValueError unless the optimiser's state has the arrays of the run's."""
    fresh, kept = arrays(optimiser.start(run.model.params)), arrays(run.optimiser_state)
    if fresh.keys() != kept.keys():
        raise ValueError(
            "the run was trained with another kind of optimiser: its state has "
            f"{list(kept)}, this one's has {list(fresh)}"
        )
