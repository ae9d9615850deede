"""Sentences for mistakes that nobody listed."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import lstm, rnn
from lstm_lab.guest import values
from lstm_lab.guest.call import call
from lstm_lab.guest.values import agree
from lstm_lab.judge.cases import changed
from lstm_lab.judge.diagnose import diagnose
from tests.helpers import told


def draw(rng, s):
    names = ("c_prev", "f", "i", "g")
    return {name: rng.uniform(0.1, 0.9, (s.T, s.N, s.H)) for name in names}


CELL = checks.Exercise(name="cell_state", reference=lstm.cell_state, draw=draw, letters="TNH")
right = lstm.cell_state


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            lambda *a: -right(*a),
            "a minus is lost, or one too many. Every number has the other sign",
        ),
        (lambda *a: right(*a) * 0.5, "every number is 0.5 times"),
        (lambda *a: right(*a) * a[0].shape[0], "T times too large"),
        (lambda *a: right(*a) / a[0][0].size, "N * H times too small"),
        (lambda *a: right(*a) + 3, "a constant that is added to every number"),
        (lambda *a: right(*a) + a[0][..., :1], "each row, every number is off by the same"),
        (lambda *a: right(*a) * a[0][..., :1], "a factor, another one for each row"),
        (lambda *a: right(*a) ** 2, "one step too many at the end: a square"),
        (lambda *a: np.tanh(right(*a)), "one step too many at the end: tanh"),
        (lambda *a: np.log(right(*a)), "missing at the end: exp"),
        (lambda *a: right(*a)[::-1], "reverse order along the axis T"),
        (lambda *a: np.roll(right(*a), 1, 0), "one place too late along the axis T"),
        (lambda *a: np.roll(right(*a), -1, 1), "one place too early along the axis N"),
        (lambda c, f, i, g: f * c - i * g, "i came with the other sign"),
        (lambda c, f, i, g: f * c + 2 * i * g, "i counted twice"),
        (lambda c, f, i, g: f * c + i * i * g, "i was squared"),
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
    assert said in told(report)


def first_wrong(c):
    c[0] = np.sin(7 * c[0])
    return c


def last_right(c):
    c[:-1] = np.sin(7 * c[:-1])
    return c


def patternless(c, f, i, g):
    return np.sin(40 * f * c + 70 * i * g + 1)


def test_numbers_without_any_pattern_get_an_example_and_nothing_else():
    report = diagnose(CELL, patternless)
    assert (report.stage, report.mistake) == ("numbers", None)
    assert report.message == (
        "With c_prev = [[[0.7]]], f = [[[0.82]]], i = [[[0.58]]], g = [[[0.3]]], "
        "the result should be 0.748; yours is -0.9999."
    )


@pytest.mark.parametrize("answer", [patternless, lambda *a: -right(*a)])
def test_the_last_hint_is_the_exercises_own_question(answer):
    report = diagnose(replace(CELL, question="Which part is old?"), answer)
    hints = [report.hint() for _ in range(5)]
    assert hints[-1] == "Which part is old?"
    assert (hints[0] == hints[-1]) == (report.stage == "numbers")


def test_without_numbers_to_show_the_general_sentence_is_said():
    report = diagnose(replace(CELL, shows_numbers=False), patternless)
    assert report.message == "The form is right, the numbers are not yet."


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
    assert message.startswith(
        "With x = [[0.5]], W = [[2.0]], s should be 0.5; yours is -0.9775. Right: y. Not yet: s."
    )


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
    assert message == (
        "With xs = [[[0.5]], [[-1.0]]], W = [[0.87]], the result[0, 0, 0] should be -0.435; "
        "yours is 0.435. Right at the last time step, wrong before it."
    )


def surprise(z, targets):
    z = z - z.max(axis=-1, keepdims=True)
    at_target = np.take_along_axis(z, targets[..., None], -1)[..., 0]
    return np.log(np.exp(z).sum(axis=-1)) - at_target


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("bits_per_character", lambda loss: loss / 0.693, "every number is 1.000212"),
        ("bits_per_character", lambda loss: np.log(2.0), "stays the same whatever loss holds"),
        (
            "cross_entropy",
            lambda z, targets, mask: (mask * (z.max(-1) - z.min(-1))).sum() / mask.sum(),
            "stays the same whatever targets holds",
        ),
        (
            "cross_entropy",
            lambda z, targets, mask: (mask * surprise(z, targets)).sum() / targets.sum(),
            "When the target of a step that does not count changes",
        ),
        (
            "cross_entropy",
            lambda z, targets, mask: (mask * surprise(z, targets) * mask.cumsum()[-1]).max(),
            "With a single step that counts the loss is right",
        ),
        (
            "cross_entropy",
            lambda z, targets, mask: (
                (mask * (surprise(z, targets) + np.sin(z.sum(-1)))).sum() / mask.sum()
            ),
            "What stands for logsumexp is not",
        ),
        (
            "cross_entropy",
            lambda z, targets, mask: (mask * surprise(z, targets) ** 1.5).sum() / mask.sum(),
            "The mean over the steps is right; the loss of a single step is not",
        ),
        (
            "relative_error",
            lambda a, b: np.linalg.norm(a - b) / (2 * np.linalg.norm(b) + 1e-300),
            "When a and b change places",
        ),
        (
            "relative_error",
            lambda a, b: ((a - b) ** 2).sum() / (np.linalg.norm(a) + np.linalg.norm(b) + 1e-300),
            "When both arrays are multiplied by 10",
        ),
    ],
)
def test_a_single_number_is_judged_by_what_moves_it(name, answer, said):
    report = diagnose(checks.EXERCISES[name], answer)
    assert report.stage == "probe"
    assert said in told(report)


@pytest.mark.parametrize(
    "exercise", [e for e in checks.EXERCISES.values() if e.unchanged_when], ids=lambda e: e.name
)
def test_what_should_leave_the_result_alone_does_so_in_the_reference(exercise):
    for _, change in exercise.unchanged_when:
        for case in exercise.cases:
            moved = changed(case, change)
            before, after = (call(exercise.reference, each) for each in (case, moved))
            assert agree(after.leaves, before.leaves, exercise.tolerance)
            given = [values.leaves(tuple(each.draw().values())) for each in (case, moved)]
            if case.kind == "ordinary":
                assert not agree(*given, 1e-9)


def returns_in_the_loop(xs, h0, W, U, b):
    h, hs = h0, np.zeros((len(xs), *h0.shape))
    for t, x in enumerate(xs):
        h = hs[t] = np.tanh(h @ W + x @ U + b)
        return hs


def test_a_return_inside_the_loop_is_no_factor_for_each_row():
    found = told(diagnose(checks.rnn_forward, returns_in_the_loop))
    assert "The first time step is right; those after it hold zeros." in found
    assert "How often does your loop turn?" in found
    assert "factor" not in found


def test_a_product_that_begins_with_zeros_is_asked_for_its_beginning():
    def product(hs, W):
        found = np.zeros(W.shape)
        for h in hs:
            found = found @ (W * (1 - h**2))
        return found

    found = told(diagnose(checks.jacobian_product, product))
    assert "Only zeros come out." in found
    assert "What does it begin with?" in found
    assert "factor" not in found
