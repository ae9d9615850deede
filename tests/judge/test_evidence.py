"""The example in a message: round numbers, and true."""

import re
from dataclasses import replace

import numpy as np
import pytest

from lstm_lab.checks import EXERCISES, Exercise
from lstm_lab.guest.call import call
from lstm_lab.guest.values import leaves
from lstm_lab.judge import evidence
from lstm_lab.judge.cases import Case
from lstm_lab.judge.diagnose import diagnose

SHOWING = [e for e in EXERCISES.values() if e.shows_numbers]
ARRAYS = [e for e in SHOWING if type(e.expected[0].value) in (np.ndarray, tuple)]

EVIDENCE = re.compile(
    r"With (?P<given>.*), (?P<name>[^,=\[\]]+)(\[(?P<index>[\d, ]+)\])?"
    r" should be (?P<due>\S+); yours is (?P<came>\S+)\.( |$)"
)


@pytest.mark.parametrize(
    ("drawn", "low", "high"),
    [
        (lambda rng, size: rng.standard_normal(size), -2, 2),
        (lambda rng, size: rng.uniform(2, 3, size), 2, 3),
        (lambda rng, size: rng.uniform(size=size), 0, 1),
        (lambda rng, size: rng.random(size), 0, 1),
        (lambda rng, size: rng.integers(2, 5, size), 2, 4),
        (lambda rng, size: rng.integers(5, size=size), 0, 4),
    ],
)
@pytest.mark.parametrize("shape", [None, (), 3, (1, 1), (2, 3), (3, 2, 4)])
def test_round_numbers_are_round_lie_between_the_bounds_and_have_the_shape(drawn, low, high, shape):
    rng = evidence.RoundNumbers()
    for _ in range(4):
        got = drawn(rng, shape)
        assert np.shape(got) == (() if shape is None else np.zeros(shape).shape)
        assert np.array_equal(np.round(got, 2), got)
        assert np.min(got) >= low
        assert np.max(got) <= high
        flat = np.ravel(got)
        assert (flat[1:] != flat[:-1]).all()


def test_round_numbers_come_alike_each_time_and_one_after_another():
    one, other = evidence.RoundNumbers(), evidence.RoundNumbers()
    drawn = [rng.standard_normal((2, 2)) for rng in (one, other, one)]
    assert np.array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


def test_a_permutation_keeps_the_order():
    assert evidence.RoundNumbers().permutation([3, 1, 2]).tolist() == [3, 1, 2]


@pytest.mark.parametrize("exercise", SHOWING, ids=lambda e: e.name)
def test_every_example_has_the_exercises_arguments_drawn_anew(exercise):
    assert tuple(exercise.example()) == exercise.arguments
    for number in range(len(evidence.examples(exercise))):
        first = exercise.example(number)
        assert tuple(first) == exercise.arguments
        assert exercise.reference(*first.values()) is not None
        before = leaves(tuple(exercise.example(number).values()), depth=1)
        for array in filter(lambda one: isinstance(one, np.ndarray), first.values()):
            array[...] = 7
        after = leaves(tuple(exercise.example(number).values()), depth=1)
        assert str(after) == str(before)


@pytest.mark.parametrize("number", [-1, 7])
def test_an_example_that_is_not_there_is_refused(number):
    with pytest.raises(ValueError, match="number must be 0 to 6, got"):
        EXERCISES["rnn_step"].example(number)


def spoiled(value, k):
    """Return a result with 1 added to its array number k."""
    arrays = iter(range(1000))

    def walk(part):
        if type(part) is np.ndarray or isinstance(part, float):
            return part + 1.0 if next(arrays) == k else part
        made = [walk(one) for one in part]
        return type(part)(*made) if hasattr(part, "_fields") else type(part)(made)

    return walk(value)


def arguments_told(exercise, given):
    """Return the arguments that a message speaks of: typed in it, or of an example."""
    named = re.fullmatch(rf"the arguments of checks\.{exercise.name}\.example\((\d*)\)", given)
    if named:
        return exercise.example(*map(int, filter(None, named.groups())))
    typed = eval(f"dict({given})", {})  # as a learner would type it, without any import
    return {k: np.array(v) if isinstance(v, list) else v for k, v in typed.items()}


def entry(exercise, function, arguments, k, index):
    judged = exercise.judge(function) if exercise.judge else function
    case = Case("", "ordinary", evidence.SIZES[0], lambda: arguments)
    array = call(judged, case).leaves[k]
    return array[tuple(map(int, index.split(", ")))] if index else array.item()


def written(number):
    return {f"{number:.{digits}g}" for digits in (4, 6, 9, 17)}


def spoiled_arrays():
    for exercise in ARRAYS:
        last = len(exercise.names) - 1
        for k in dict.fromkeys((0, last)):
            yield pytest.param(exercise, k, id=f"{exercise.name}-{exercise.names[k]}")


@pytest.mark.parametrize(("exercise", "k"), list(spoiled_arrays()))
def test_the_numbers_in_a_message_are_true(exercise, k):
    def mine(*arguments):
        return spoiled(exercise.reference(*arguments), k)

    shown = EVIDENCE.match(diagnose(exercise, mine).message)
    arguments = arguments_told(exercise, shown["given"])
    assert tuple(arguments) == exercise.arguments
    right = entry(exercise, exercise.reference, arguments, k, shown["index"])
    wrong = entry(exercise, mine, arguments_told(exercise, shown["given"]), k, shown["index"])
    assert shown["due"] in written(right)
    assert shown["came"] in written(wrong)
    assert shown["due"] != shown["came"]
    name = exercise.names[k]
    assert shown["name"] == (f"t{name[1:]}" if name.startswith("The ") else name)


PRODUCT = Exercise(
    name="product",
    reference=lambda xs, W: xs @ W,
    draw=lambda rng, s: {
        "xs": rng.standard_normal((s.T, s.N, s.D)),
        "W": rng.standard_normal((s.D, s.H)),
    },
    letters="TNDH",
)


@pytest.mark.parametrize(
    ("wrong", "shape"),
    [
        (lambda y: 2 * y, (1, 1, 1)),
        (lambda y: np.cumsum(y, axis=0), (2, 1, 1)),
        (lambda y: np.cumsum(y, axis=1), (1, 2, 1)),
        (lambda y: np.cumsum(y, axis=2), (2, 1, 2)),
        (lambda y: y * np.where(len(y) > 2, 2, 1), (3, 2, 3)),
    ],
)
def test_the_example_is_the_smallest_that_shows_it(wrong, shape):
    message = diagnose(PRODUCT, lambda xs, W: wrong(xs @ W)).message
    shown = EVIDENCE.match(message)
    assert arguments_told(PRODUCT, shown["given"])["xs"].shape == shape, message


def test_a_small_difference_is_told_with_enough_digits():
    shown = EVIDENCE.match(diagnose(PRODUCT, lambda xs, W: xs @ W * (1 + 1e-6)).message)
    assert float(shown["came"]) == pytest.approx(float(shown["due"]) * (1 + 1e-6), rel=1e-7)
    assert shown["came"] != shown["due"]


def test_long_arguments_are_not_typed_out():
    long = replace(
        PRODUCT,
        reference=lambda xs, W, V: xs @ W @ V,
        draw=lambda rng, s: PRODUCT.draw(rng, s) | {"V": rng.standard_normal((s.H, s.K))},
    )
    shown = EVIDENCE.match(diagnose(long, lambda xs, W, V: xs @ W @ V * (1 + len(xs) // 3)).message)
    assert shown["given"] == "the arguments of checks.product.example(4)"
    shown = EVIDENCE.match(diagnose(long, lambda xs, W, V: 2 * xs @ W @ V).message)
    assert shown["given"] == "xs = [[[0.5]]], W = [[2.0]], V = [[1.0, 1.5]]"


def test_where_no_example_shows_it_none_is_invented():
    message = diagnose(PRODUCT, lambda xs, W: xs @ W * (1 + (len(xs) == 6))).message
    assert "should be" not in message
    assert message == "Right up to a factor, another one for each case."


@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES.values() if not e.shows_numbers], ids=lambda e: e.name
)
def test_where_a_number_is_the_answer_none_is_shown(exercise):
    for mistake in exercise.mistakes:
        assert not EVIDENCE.match(diagnose(exercise, mistake.wrong).message)
