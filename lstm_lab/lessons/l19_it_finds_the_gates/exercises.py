"""Lesson 19: the two lines that training needs beside the way back: a loss, and a step downhill."""

from __future__ import annotations

from lstm_lab.cells import lstm
from lstm_lab.guest.finding import add
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l19_it_finds_the_gates.mistakes import MISTAKES

add(MISTAKES)

NAMES = lstm.Params._fields


def _params(rng, s):
    return lstm.Params(*(rng.standard_normal(shape) for shape in lstm.shapes(s.D, s.H)))


def _draw_descent(rng, s):
    return {
        "params": _params(rng, s),
        "gradients": _params(rng, s),
        "rate": float(rng.uniform(0.05, 0.5)),
    }


def _draw_loss(rng, s):
    hs, right = rng.uniform(-1, 1, (2, s.T, s.N, s.H))
    weight = 1 + 9.0 * (rng.random((s.T, s.N, s.H)) < 0.3)
    weight.flat[0] = 10.0
    return {"hs": hs, "right": right, "weight": weight}


def _each(step):
    """Return a descent by this step of one array: step(w, dw, rate, name)."""

    def descend(params, gradients, rate):
        rows = zip(params, gradients, NAMES, strict=True)
        return type(params)(*(step(w, dw, rate, name) for w, dw, name in rows))

    return descend


descend = Exercise(
    name="descend",
    question="With a rate of 0 nothing moves. With one of 1 and a gradient of 2, where does a "
    "parameter of 5 go?",
    reference=_each(lambda w, dw, rate, name: w - rate * dw),
    draw=_draw_descent,
    letters="DH",
    outputs=(Group("The parameters", NAMES),),
    mistakes=(
        Mistake("uphill", _each(lambda w, dw, rate, name: w + rate * dw)),
        Mistake("rate-missing", _each(lambda w, dw, rate, name: w - dw)),
        Mistake("rate-on-both", _each(lambda w, dw, rate, name: rate * (w - dw))),
        Mistake("gradient-only", _each(lambda w, dw, rate, name: rate * dw)),
        Mistake("gradient-only", _each(lambda w, dw, rate, name: -rate * dw)),
        *(
            Mistake(
                "not-every-array",
                _each(lambda w, dw, rate, name, kept=kept: w - (name[0] not in kept) * rate * dw),
                f"Look at {', '.join(kept)}.",
            )
            for kept in ("b", "W", "U", "WU")
        ),
    ),
)


def _loss(
    distance=lambda hs, right: hs - right,
    of=lambda d, weight: weight * d**2,
    back=lambda d, weight: 2 * weight * d,
    size=lambda array, weight: array.size,
):
    """Return a loss with its error; the defaults are the right ones."""

    def messenger_loss_error(hs, right, weight):
        d = distance(hs, right)
        return of(d, weight).sum() / size(hs, weight), back(d, weight) / size(hs, weight)

    return messenger_loss_error


def _axis(k):
    return lambda array, weight: array.shape[k]


messenger_loss_error = Exercise(
    name="messenger_loss_error",
    question="Take one output of 0.5 where 0 is right, with the weight 10: what is the loss? Now "
    "move the output by 0.001.",
    reference=_loss(),
    draw=_draw_loss,
    letters="TNH",
    outputs=("The loss", "dhs"),
    variant="backward",
    mistakes=(
        Mistake("two-missing", _loss(back=lambda d, weight: weight * d)),
        Mistake("weight-missing", _loss(of=lambda d, weight: d**2, back=lambda d, weight: 2 * d)),
        Mistake("weight-missing", _loss(back=lambda d, weight: 2 * d), "Look at dhs."),
        Mistake("weight-missing", _loss(of=lambda d, weight: d**2), "Look at the loss."),
        Mistake("weight-squared", _loss(of=lambda d, weight: (weight * d) ** 2,
                                        back=lambda d, weight: 2 * weight**2 * d)),
        Mistake("weight-squared", _loss(of=lambda d, weight: (weight * d) ** 2),
                "Look at the loss."),
        Mistake("not-a-mean", _loss(size=lambda array, weight: 1)),
        *(Mistake("mean-over-one-axis", _loss(size=_axis(k))) for k in (0, 1)),
        Mistake("divided-by-weights", _loss(size=lambda array, weight: weight.sum())),
        Mistake("distance-turned", _loss(back=lambda d, weight: -2 * weight * d)),
    ),
)  # fmt: skip

EXERCISES = (descend, messenger_loss_error)
