"""Sentences for mistakes that nobody listed."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import lstm, rnn
from lstm_lab.checks.engine import diagnose


def draw(rng, s):
    names = ("c_prev", "f", "i", "g")
    return {name: rng.uniform(0.1, 0.9, (s.T, s.N, s.H)) for name in names}


CELL = checks.Exercise(name="cell_state", reference=lstm.cell_state, draw=draw, letters="TNH")
right = lstm.cell_state


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda *a: -right(*a), "every sign is turned round"),
        (lambda *a: right(*a) * 0.5, "every number is 0.5 times"),
        (lambda *a: right(*a) * a[0].shape[0], "T times too large"),
        (lambda *a: right(*a) / a[0][0].size, "N * H times too small"),
        (lambda *a: right(*a) + 3, "a constant that is added to every number"),
        (lambda *a: right(*a) + a[0][..., :1], "each row, every number is off by the same"),
        (lambda *a: right(*a) * a[0][..., :1], "a factor, another one for each row"),
        (lambda *a: right(*a) ** 2, "one step too many at the end: a square"),
        (lambda *a: np.log(right(*a)), "missing at the end: exp"),
        (lambda *a: right(*a)[::-1], "reverse order along the axis T"),
        (lambda *a: np.roll(right(*a), 1, 0), "one place too late along the axis T"),
        (lambda *a: np.roll(right(*a), -1, 1), "one place too early along the axis N"),
        (lambda c, f, i, g: f * c + g, "i was replaced by ones"),
        (lambda c, f, i, g: c * (f + i), "stays the same whatever g holds"),
        (lambda c, f, i, g: (1 - f) * c + i * g, "f was turned into 1 minus itself"),
        (lambda c, f, i, g: i * c + f * g, "had changed places"),
        (lambda c, f, i, g: f * c + f * g, "f stands where i belongs"),
        (lambda c, f, i, g: f * c + i * np.sin(5 * g), "Right when i or g is zero"),
        (lambda c, f, i, g: first_wrong(right(c, f, i, g)), "Wrong at the first time step only"),
        (lambda c, f, i, g: last_right(right(c, f, i, g)), "Right at the last time step, wrong"),
    ],
)
def test_the_sentence_says_what_is_known(answer, said):
    report = diagnose(CELL, answer)
    assert report.stage == "probe"
    told = [report.message, *(report.hint() for _ in range(6))]
    assert any(said in text for text in told), told


def first_wrong(c):
    c[0] = np.sin(7 * c[0])
    return c


def last_right(c):
    c[:-1] = np.sin(7 * c[:-1])
    return c


def test_numbers_without_any_pattern_get_the_general_sentence_and_an_example():
    report = diagnose(CELL, lambda c, f, i, g: np.sin(40 * f * c + 70 * i * g + 1))
    assert (report.stage, report.mistake) == ("numbers", None)
    assert "the function gives" in report.hint()


def test_the_right_ones_of_several_results_are_named():
    def two(x, W):
        return x @ W, x.sum(axis=0)

    exercise = checks.Exercise(
        name="two",
        reference=two,
        draw=lambda rng, s: {
            "x": rng.standard_normal((s.N, s.D)),
            "W": rng.standard_normal((s.D, s.H)),
        },
        letters="NDH",
        outputs=("y", "s"),
    )
    message = diagnose(exercise, lambda x, W: (x @ W, np.sin(9 * x.sum(axis=0)))).message
    assert message.startswith("Right: y. Not yet: s.")


def test_a_gradient_right_at_the_last_step_only_says_so():
    def summed(xs, W):
        return np.cumsum((xs @ W)[::-1], axis=0)[::-1]

    exercise = checks.Exercise(
        name="carried",
        reference=summed,
        draw=lambda rng, s: {
            "xs": rng.standard_normal((s.T, s.N, s.D)),
            "W": rnn.init(s.D, s.H, rng=rng).U,
        },
        letters="TNDH",
    )
    message = diagnose(exercise, lambda xs, W: xs @ W).message
    assert message == "Right at the last time step, wrong before it."
