"""Lesson 02: from probabilities to a loss, and back (R3), (Q4)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.call import call
from lstm_lab.guest.finding import add
from lstm_lab.judge.cases import Case
from lstm_lab.judge.exercise import Exercise, Mistake, Setting
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l02_reading_out.mistakes import MISTAKES
from lstm_lab.lessons.l02_reading_out.softmax_exercise import (
    LARGE,
    draw_scores,
    exp_shifted,
    plain_softmax,
    set_array,
)

add(MISTAKES)


def _draw_loss(rng, s):
    return _draw_scored(rng, s, (s.T, s.N))


def _draw_scored(rng, s, leading):
    mask = (rng.random(leading) < 0.6).astype(float)
    mask.flat[:3] = [1.0, 0.0, 1.0][: mask.size]
    return {
        "z": draw_scores(rng, *leading, s.K),
        "targets": rng.integers(s.K, size=leading),
        "mask": mask,
    }


def surprise(z, targets):
    """The loss of each step, in nats."""
    return -np.take_along_axis(readout.log_softmax(z), targets[..., None], -1)[..., 0]


def chance(z, targets):
    """The probability of each step's target."""
    return np.exp(-surprise(z, targets))


def onehot(z, targets):
    """Ones at the targets."""
    return np.arange(z.shape[-1]) == targets[..., None]


def _naive_loss(softmax):
    def loss(z, targets, mask):
        y = np.take_along_axis(softmax(z), targets[..., None], -1)[..., 0]
        return -(mask * np.log(y)).sum() / mask.sum()

    return loss


def _mean_of_means(axis):
    def loss(z, targets, mask):
        return ((mask * surprise(z, targets)).sum(axis) / mask.sum(axis)).mean()

    return loss


def _loss(of_step, mean=lambda terms, mask: (mask * terms).sum() / mask.sum()):
    """Return a wrong loss: `of_step(z, targets)` for each step, put together by `mean`."""
    return lambda z, targets, mask: mean(of_step(z, targets), mask)


def _padding_scored(arguments):
    padded = arguments["mask"][..., None] == 0
    arguments["z"] = np.where(padded, -0.5 * arguments["z"], arguments["z"])


def _padding_aimed(arguments):
    padded = arguments["mask"] == 0
    K = arguments["z"].shape[-1]
    arguments["targets"][padded] = (arguments["targets"][padded] + 1) % K


def _last_step_first(arguments):
    return {name: array[::-1].copy() for name, array in arguments.items()}


_LEFT_ALONE = (
    ("3 is added to all scores of every step", set_array("z", lambda z: z + 3)),
    ("the scores of a step that does not count change", _padding_scored),
    ("the target of a step that does not count changes", _padding_aimed),
)


def _step_or_mean(trial):
    """Say which half of a loss is wrong: that of a single step, or the mean over the steps."""
    arguments = trial.exercise.cases[0].draw()
    z, targets, mask = arguments.values()
    steps = np.eye(mask.size).reshape(-1, *mask.shape)
    with np.errstate(all="ignore"):
        alone = [_one_number(trial, z, targets, step) for step in steps]
        every = _one_number(trial, z, targets, np.ones_like(mask))
        other = [_one_number(trial, z, (targets + 1) % z.shape[-1], step) for step in steps]
    if not np.isfinite([every, *alone, *other]).all():
        return None
    if trial.agree((np.array(alone),), (surprise(z, targets).ravel(),)):
        return probe(
            "With a single step that counts the loss is right, with several it is not: look at how "
            "the steps are put together."
        )
    if not trial.agree((np.array(every),), (np.mean(alone),)):
        return None
    moved = surprise(z, (targets + 1) % z.shape[-1]) - surprise(z, targets)
    if trial.agree((np.subtract(other, alone),), (moved.ravel(),)):
        return probe(
            "The mean over the steps is right, and so is the target's score. What stands for "
            "logsumexp is not.",
            "Compute it for the three scores 0, 0, 0: it should be the logarithm of 3.",
        )
    return probe(
        "The mean over the steps is right; the loss of a single step is not.",
        "Take one step with the scores 0, 0, 0: the loss should be the logarithm of 3.",
    )


def _one_number(trial, *arguments):
    """Call the learner's function and return its number, or NaN if it gives none."""
    case = Case("", "special", None, lambda: dict(enumerate(map(np.copy, arguments))))
    found = call(trial.function, case).leaves
    return float(found[0]) if found and len(found) == 1 and found[0].size == 1 else np.nan


_EVERY_STEP_COUNTS = Setting(
    "every step counts", set_array("mask", np.ones_like), "look at how the mask is used"
)
_PART = (
    ("there is one sequence, and z has shape (T, K)", lambda rng, s: _draw_scored(rng, s, (s.T,))),
)

cross_entropy = Exercise(
    name="cross_entropy",
    question="Take one step with the scores [0, 0]: what is the surprise of either class, in nats?",
    reference=readout.cross_entropy,
    draw=_draw_loss,
    letters="TNK",
    outputs=("The loss",),
    more=_PART,
    mistakes=(
        Mistake("padded-counted", _loss(surprise, lambda e, mask: e.mean())),
        Mistake("padded-counted", _loss(surprise, lambda e, mask: e.sum() / mask.sum())),
        Mistake("padded-counted", lambda z, t, mask: surprise(z * mask[..., None], t).mean()),
        Mistake(
            "mask-count",
            _loss(surprise, lambda e, mask: (mask * e).mean()),
            "You divide by the number of all steps.",
        ),
        Mistake("not-averaged", _loss(surprise, lambda e, mask: (mask * e).sum())),
        Mistake("not-averaged", _loss(surprise, lambda e, mask: e.sum()), "Nor is it masked."),
        Mistake(
            "mask-count",
            _loss(surprise, lambda e, mask: (mask * e).sum() / len(mask)),
            "You divide by the number of time steps.",
        ),
        Mistake(
            "mask-count",
            _loss(surprise, lambda e, m: (m * e).sum() / m.shape[-1]),
            "You divide by the number of examples.",
        ),
        Mistake("mean-of-means", _mean_of_means(0)),
        Mistake("mean-of-means", _mean_of_means(-1), "Here the mean of each time step."),
        Mistake("divided-twice", _loss(surprise, lambda e, m: (m * e).sum() / m.sum() ** 2)),
        Mistake("divided-twice", _loss(surprise, lambda e, m: (m * e).mean() / m.sum())),
        Mistake("sign-lost", _loss(lambda z, t: -surprise(z, t))),
        Mistake("log-base", _loss(lambda z, t: surprise(z, t) / np.log(2)), "These are bits."),
        Mistake("log-base", _loss(lambda z, t: surprise(z, t) / np.log(10)), "The base is 10."),
        Mistake("log-missing", _loss(chance)),
        Mistake("log-missing", _loss(lambda z, t: -chance(z, t))),
        Mistake("log-missing", _loss(lambda z, t: 1 - chance(z, t))),
        Mistake(
            "softmax-missing", _loss(lambda z, t: -np.take_along_axis(z, t[..., None], -1)[..., 0])
        ),
        Mistake(
            "targets-ignored",
            _loss(lambda z, t: -(readout.softmax(z) * readout.log_softmax(z)).sum(-1)),
        ),
        Mistake("targets-ignored", _loss(lambda z, t: -readout.log_softmax(z).sum(-1))),
        Mistake("targets-ignored", _loss(lambda z, t: -readout.log_softmax(z).max(-1))),
        Mistake("softmax-axis", _naive_loss(lambda z: plain_softmax(z, axis=0))),
        Mistake("softmax-axis", _naive_loss(lambda z: plain_softmax(z, axis=None))),
        Mistake("softmax-sigmoid", _naive_loss(sigmoid)),
        Mistake("overflow", _naive_loss(plain_softmax)),
        Mistake("log-of-zero", _naive_loss(readout.softmax)),
    ),
    extremes=LARGE,
    settings=(_EVERY_STEP_COUNTS,),
    unchanged_when=(
        *_LEFT_ALONE,
        ("the steps stand in the reverse order", _last_step_first),
    ),
    last_probes=(_step_or_mean,),
)


def _error(of_step, weight=lambda mask: mask / mask.sum()):
    """Return a wrong gradient: `of_step(y, onehot)`, each step with its weight."""

    def dz(z, targets, mask):
        return weight(mask)[..., None] * of_step(readout.softmax(z), onehot(z, targets))

    return dz


def _minus(y, one):
    return y - one


logits_error = Exercise(
    name="logits_error",
    question="The entries of each row that counts sum to 0. Do yours? And the rows that do not "
    "count?",
    reference=readout.logits_error,
    draw=_draw_loss,
    letters="TNK",
    outputs=("dz",),
    more=_PART,
    mistakes=(
        Mistake("padded-counted", _error(_minus, lambda mask: 0 * mask + 1 / mask.sum())),
        Mistake("padded-counted", _error(_minus, lambda mask: 0 * mask + 1 / mask.size)),
        Mistake("padded-counted", _error(_minus, np.ones_like), "Nor is the mean taken."),
        Mistake(
            "padded-counted",
            lambda z, t, mask: (
                mask[..., None] / mask.sum() * readout.softmax(z) - onehot(z, t) / mask.sum()
            ),
            "Here the targets' steps.",
        ),
        Mistake(
            "padded-counted",
            lambda z, t, mask: (readout.softmax(z) - mask[..., None] * onehot(z, t)) / mask.sum(),
            "Look at the probabilities.",
        ),
        Mistake(
            "mask-count",
            _error(_minus, lambda mask: mask / mask.size),
            "You divide by the number of all steps.",
        ),
        Mistake(
            "mask-count",
            _error(_minus, lambda mask: mask / len(mask)),
            "You divide by the number of time steps.",
        ),
        Mistake(
            "mask-count",
            _error(_minus, lambda mask: mask / mask.shape[-1]),
            "You divide by the number of examples.",
        ),
        Mistake("not-averaged", _error(_minus, lambda mask: mask)),
        Mistake("sign-lost", _error(lambda y, one: one - y)),
        Mistake("sign-lost", _error(lambda y, one: y + one), "It is the target's."),
        Mistake("onehot-missing", _error(lambda y, one: y)),
        Mistake("softmax-aliased", _error(lambda y, one: y - 2 * one)),
        Mistake("softmax-jacobian", _error(lambda y, one: (y - one) * y * (1 - y))),
        Mistake("softmax-jacobian", _error(lambda y, one: y * (1 - y))),
        Mistake("softmax-jacobian", _error(lambda y, one: one * y * (1 - y))),
        Mistake("onehot-missing", _error(lambda y, one: one * (y - 1)), text="target-alone"),
        Mistake("onehot-missing", _error(lambda y, one: 0 * y - one), "Here y is missing."),
        Mistake("onehot-missing", _error(lambda y, one: y - 1), "Here 1 is subtracted for all."),
        Mistake(
            "softmax-missing",
            lambda z, t, mask: (mask / mask.sum())[..., None] * (z - onehot(z, t)),
        ),
        Mistake(
            "softmax-axis",
            lambda z, t, mask: (
                (mask / mask.sum())[..., None] * (plain_softmax(z, axis=0) - onehot(z, t))
            ),
        ),
        Mistake(
            "softmax-axis",
            lambda z, t, mask: (
                (mask / mask.sum())[..., None] * (plain_softmax(z, axis=None) - onehot(z, t))
            ),
        ),
        Mistake(
            "not-normalised",
            lambda z, t, mask: (mask / mask.sum())[..., None] * (exp_shifted(z) - onehot(z, t)),
        ),
        Mistake(
            "overflow",
            lambda z, t, mask: (mask / mask.sum())[..., None] * (plain_softmax(z) - onehot(z, t)),
        ),
    ),
    extremes=LARGE,
    settings=(_EVERY_STEP_COUNTS,),
    unchanged_when=_LEFT_ALONE,
)
