"""Results of several parts: tuples, named tuples, numbers, words; and callables as arguments."""

from typing import NamedTuple

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import rnn
from lstm_lab.judge.diagnose import diagnose


def draw(rng, s):
    params = rnn.init(s.D, s.H, rng=rng)._replace(b=rng.standard_normal(s.H))
    x, h_prev = rng.standard_normal((s.N, s.D)), rng.uniform(-1, 1, (s.N, s.H))
    return {"params": params, "x": x, "h_prev": h_prev, "dh": rng.standard_normal((s.N, s.H))}


def backward(params, x, h_prev, dh):
    (h,), _ = rnn.step(params, x, h_prev)
    dx, (dh_prev,), dparams = rnn.step_backward(params, rnn.Trace(x, h_prev, h), dh)
    return dx, dh_prev, dparams


BACKWARD = checks.Exercise(
    name="backward",
    reference=backward,
    draw=draw,
    letters="NDH",
    outputs=("dx", "dh_prev", "dparams"),
    mistakes=(
        checks.Mistake("bias-not-summed", lambda *a: part(a, db=lambda db: 2 * db)),
        checks.Mistake("upstream-missing", lambda p, x, h, dh: backward(p, x, h, 0 * dh + 1)),
    ),
)


def part(arguments, dx=lambda a: a, db=lambda a: a, dparams=lambda a: a):
    """The right answer with one part of it changed."""
    a, b, c = backward(*arguments)
    return dx(a), b, dparams(c._replace(b=db(c.b)))


class Other(NamedTuple):
    W: np.ndarray
    U: np.ndarray


@pytest.mark.parametrize(
    ("answer", "mistake", "said"),
    [
        (lambda *a: backward(*a)[:2], "wrong-length", "a tuple of 3: dx, dh_prev, dparams"),
        (lambda *a: backward(*a)[0], "wrong-type", "a tuple of 3"),
        (lambda *a: None, "returned-nothing", "return"),
        (lambda *a: part(a, dparams=tuple), "wrong-type", "Params(W, U, b)"),
        (lambda *a: part(a, dparams=lambda p: Other(p.W, p.U)), "wrong-type", "Params(W, U, b)"),
        (lambda *a: part(a, dparams=lambda p: None), "wrong-type", "dparams must be a tuple"),
        (lambda *a: part(a, db=lambda db: db[None]), "wrong-shape", "b must have shape (2,)"),
        (lambda *a: part(a, dx=lambda dx: dx.T), "wrong-shape", "dx must have shape (3, 4)"),
        (lambda *a: part(a, db=lambda db: 2 * db), "bias-not-summed", "bias"),
    ],
)
def test_each_part_of_a_result_is_looked_at(answer, mistake, said):
    report = diagnose(BACKWARD, answer)
    assert report.mistake == mistake
    assert said in report.message


def test_the_right_answer_passes_with_named_tuples_in_and_out():
    assert diagnose(BACKWARD, backward).passed


def test_a_list_of_the_results_is_as_good_as_a_tuple_and_its_parts_are_looked_at():
    assert diagnose(BACKWARD, lambda *a: list(backward(*a))).passed
    assert diagnose(BACKWARD, lambda *a: list(backward(*a))[:2]).mistake == "wrong-length"
    turned = diagnose(BACKWARD, lambda *a: list(part(a, dx=lambda dx: dx.T)))
    assert turned.mistake == "wrong-shape"


def test_a_named_mistake_shows_through_another_mistake_in_another_part():
    wrong = diagnose(BACKWARD, lambda *a: part(a, dx=np.sin, db=lambda db: 2 * db))
    assert wrong.mistake == "bias-not-summed"


def test_a_changed_array_inside_an_argument_is_noticed():
    def answer(params, x, h_prev, dh):
        result = backward(params, x, h_prev, dh)
        params.W[0] = 0
        return result

    report = diagnose(BACKWARD, answer)
    assert report.mistake == "caller-changed"
    assert "params" in report.message


def scaled(f, array, k):
    return k * f() + array.sum() * 0


def draw_call(rng, s):
    array = rng.standard_normal(s.N)
    return {"f": lambda: float((array**2).sum()), "array": array, "k": s.D}


def test_a_callable_argument_reads_the_arrays_of_its_own_call():
    exercise = checks.Exercise(name="scaled", reference=scaled, draw=draw_call, letters="N")
    assert diagnose(exercise, lambda f, array, k: (array**2).sum() * k).passed
    assert diagnose(exercise, lambda f, array, k: f()).status == "not yet"


WORD = checks.Exercise(name="word", reference=lambda k: "ab"[k % 2], draw=lambda rng, s: {"k": s.N})


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda k: "ab"[k % 2], "correct"),
        (lambda k: "b", "not yet"),
        (lambda k: "bbb", "not yet"),
        (lambda k: 3, "not yet"),
    ],
)
def test_a_word_can_be_asked_for(answer, status):
    report = diagnose(WORD, answer)
    assert report.status == status
    assert "asked" not in report.message


@pytest.mark.parametrize(
    ("join", "hint"),
    [
        (lambda a, b: np.concatenate([a, b]), "Along which axis are they joined?"),
        (lambda a, b: np.stack([a, b]), "np.stack makes an axis of its own"),
        (lambda a, b: np.stack([a, b], axis=-1), "np.stack makes an axis of its own"),
        (lambda a, b: np.concatenate([a, b], axis=-1)[None], "An axis of length 1 is too many"),
        (lambda a, b: np.concatenate([a, b, b], axis=-1), "One axis has another length"),
        (lambda a, b: np.concatenate([a, b, b]), "Print the shape after each line"),
    ],
)
def test_streams_joined_along_another_axis_are_asked_which(join, hint):
    def answer(step, params_forward, params_backward, xs):
        there = back = np.zeros((xs.shape[1], len(params_forward[0])))
        ahead, behind = [], []
        for x, y in zip(xs, xs[::-1], strict=True):
            there, back = step(x, there, *params_forward), step(y, back, *params_backward)
            ahead.append(there)
            behind.append(back)
        return join(np.stack(ahead), np.stack(behind[::-1]))

    report = diagnose(checks.bidirectional_forward, answer)
    assert report.mistake == "wrong-shape"
    assert hint in report.hint()


def test_tuples_that_were_joined_and_not_added_are_told():
    for shape in (tuple, list):
        turned = diagnose(BACKWARD, lambda *a, shape=shape: shape(backward(*a)) * 2)
        assert turned.mistake == "wrong-length"
        assert "+ puts one tuple or list behind the other" in turned.hint()
    assert "Count what stands" in diagnose(BACKWARD, lambda *a: backward(*a)[:2]).hint()
    params = diagnose(BACKWARD, lambda *a: (*backward(*a)[:2], tuple(backward(*a)[2]) * 2))
    assert params.mistake == "wrong-type"
    assert "+ puts one tuple or list behind the other" in params.hint()
