"""The stages, and functions that no check should trip over."""

import functools
import random
import sys
import types
import warnings

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose

STEP = checks.EXERCISES["rnn_step"]
FORWARD = checks.EXERCISES["rnn_forward"]
LOSS = checks.EXERCISES["cross_entropy"]


def right(x, h_prev, W, U, b):
    return np.tanh(h_prev @ W + x @ U + b)


def raises(error):
    def step(x, h_prev, W, U, b):
        raise error

    return step


def returns(value):
    return lambda x, h_prev, W, U, b: value


def changed(how):
    return lambda *arguments: how(right(*arguments))


def test_an_answer_that_is_not_written_is_not_started():
    report = diagnose(STEP, raises(NotImplementedError()))
    assert (report.status, report.mistake, report.passed) == ("not started", None, False)
    assert report._repr_html_() == diagnose(STEP, raises(NotImplementedError()))._repr_html_()


def test_a_right_answer_reads_the_same_each_time():
    cards = {diagnose(STEP, right)._repr_html_() for _ in range(3)}
    assert len(cards) == 1
    assert "0x" not in cards.pop()


class Evil:
    __class__ = property(lambda self: 1 / 0)

    def __repr__(self):
        raise RuntimeError

    __str__ = __array__ = __len__ = __iter__ = __repr__


class BadError(Exception):
    def __str__(self):
        raise RuntimeError


class Sub(np.ndarray):
    pass


async def coroutine(x, h_prev, W, U, b):
    return right(x, h_prev, W, U, b)


def generator(x, h_prev, W, U, b):
    yield right(x, h_prev, W, U, b)


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (np.zeros((3, 2)), "not-a-function"),
        (None, "not-a-function"),
        (lambda x: x, "wrong-arguments"),
        (lambda x, h_prev, W, U, b, extra: x, "wrong-arguments"),
        (lambda h_prev, x, W, U, b: right(x, h_prev, W, U, b), "arguments-reordered"),
        (raises(ValueError("no")), "raised"),
        (raises(SystemExit(3)), "raised"),
        (raises(BadError()), "raised"),
        (raises(RecursionError()), "raised"),
        (raises(RuntimeError("<b>\nsecond")), "raised"),
        (returns(None), "returned-nothing"),
        (returns("text"), "wrong-type"),
        (returns(np.tanh), "wrong-type"),
        (returns(3.0), "wrong-type"),
        (returns(Evil()), "wrong-type"),
        (coroutine, "wrong-type"),
        (generator, "wrong-type"),
        (changed(list), "wrong-type"),
        (changed(lambda h: (h,)), "wrong-type"),
        (changed(np.asmatrix), "wrong-type"),
        (changed(np.ma.masked_array), "wrong-type"),
        (changed(lambda h: h.view(Sub)), "wrong-type"),
        (changed(lambda h: h.astype(object)), "wrong-dtype"),
        (changed(lambda h: h.astype(int)), "wrong-dtype"),
        (changed(lambda h: h.astype(complex)), "wrong-dtype"),
        (changed(lambda h: h.astype(np.float16)), "wrong-dtype"),
        (changed(lambda h: h.T), "wrong-shape"),
        (changed(lambda h: h[0]), "wrong-shape"),
        (returns(np.broadcast_to(0.0, (10**6, 10**6))), "wrong-shape"),
        (changed(lambda h: h / 0), "not-finite"),
        (changed(lambda h: np.where(h == h.max(), np.nan, h)), "not-finite"),
        (functools.partial(lambda k, *rest: None, 1), "returned-nothing"),
        (dict, "raised"),
        (np.add, "wrong-arguments"),
    ],
)
def test_a_wrong_form_gets_a_sentence_and_never_a_traceback(function, mistake):
    with np.errstate(all="ignore"):
        report = diagnose(STEP, function)
    assert (report.status, report.mistake) == ("not yet", mistake)
    assert report.hint()
    assert "\n" not in report.message


def test_an_object_that_breaks_when_it_is_looked_at_is_not_looked_at():
    assert diagnose(STEP, Evil()).mistake == "not-a-function"


def test_an_interrupt_passes_through():
    with pytest.raises(KeyboardInterrupt):
        diagnose(STEP, raises(KeyboardInterrupt()))


def test_a_shape_is_told_in_numbers_and_letters():
    message = diagnose(STEP, changed(lambda h: h.T)).message
    assert "(3, 2), that is (N, H)" in message
    assert "(2, 3), that is (H, N)" in message
    assert "axes are exchanged" in diagnose(STEP, changed(lambda h: h.T)).hint()


def test_a_list_of_states_is_told_to_be_stacked():
    report = diagnose(FORWARD, lambda *a: list(FORWARD.reference(*a)))
    assert report.mistake == "wrong-type"
    assert "np.stack" in report.hint()


def test_an_answer_that_fails_for_one_example_only_says_so():
    report = diagnose(STEP, changed(np.squeeze))
    assert report.mistake == "wrong-shape"
    assert "when N = 1" in report.message


@pytest.mark.parametrize(
    ("wrong", "evidence", "title"),
    [
        (lambda h: h * (1 + (len(h) == 1)), "b = [-0.8], the result should be -0.7", "N = 1"),
        (
            lambda h: h.clip(-0.99999999, 0.999999) if (abs(h) == 1).any() else h,
            "checks.rnn_step.example(6), the result[0, 1] should be 1; yours is 0.999999",
            "the inputs are very large",
        ),
    ],
)
def test_an_answer_that_is_right_in_ordinary_cases_only_says_where_it_is_not(
    wrong, evidence, title
):
    report = diagnose(STEP, changed(wrong))
    assert report.stage == "probe"
    shown, said = report.message.split(" Right in ordinary cases, wrong when ")
    assert shown.startswith("With ")
    assert evidence in shown
    assert said == f"{title}."


def test_several_changed_arguments_are_all_named():
    def step(x, h_prev, W, U, b):
        h = right(x, h_prev, W, U, b)
        x += 1
        b[0] = 7
        return h

    assert "x and b" in diagnose(STEP, step).message


def test_a_state_kept_between_calls_is_noticed():
    calls = []

    def step(x, h_prev, W, U, b):
        calls.append(1)
        return right(x, h_prev, W, U, b) + (len(calls) > len(STEP.cases))

    assert diagnose(STEP, step).mistake == "changes-between-calls"


def test_a_buffer_reused_between_calls_is_noticed():
    kept = {}

    def step(x, h_prev, W, U, b):
        h = right(x, h_prev, W, U, b)
        buffer = kept.setdefault(h.shape, np.empty_like(h))
        buffer[...] = h
        return buffer

    first = STEP.cases[0].draw()["x"].shape
    assert any(case.draw()["x"].shape == first for case in STEP.cases[1:])
    assert diagnose(STEP, step).mistake == "result-overwritten"


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("softmax", lambda z: np.exp(2 * z)),
        ("cross_entropy", lambda z, targets, mask: np.log(np.exp(z).sum())),
    ],
)
def test_wrong_ordinary_numbers_are_not_called_right_because_large_ones_overflow(name, function):
    report = diagnose(checks.EXERCISES[name], function)
    assert report.mistake != "overflow"
    assert "Right for ordinary numbers" not in report.message
    assert report.stage in ("probe", "numbers")


def test_one_wrong_number_is_not_called_right_up_to_a_factor():
    report = diagnose(LOSS, lambda z, targets, mask: (z * z).mean())
    assert "factor" not in report.message
    doubled = diagnose(LOSS, lambda *a: 3 * LOSS.reference(*a))
    assert "Right up to a constant factor" in doubled.message


def test_a_float32_result_passes_with_a_remark():
    report = diagnose(STEP, lambda *a: right(*(array.astype(np.float32) for array in a)))
    assert report.passed
    assert "float32" in report.message


@pytest.mark.parametrize(
    ("on_the_way", "said"),
    [
        (lambda: np.log(np.array(0.0)), "NumPy warned: divide by zero encountered in log."),
        (lambda: np.exp(np.array(1000.0)), ""),  # the way to 0 or 1 of every gate
    ],
)
def test_a_warning_on_the_way_is_named_unless_it_is_the_usual_overflow(on_the_way, said):
    def step(x, h_prev, W, U, b):
        on_the_way()
        return right(x, h_prev, W, U, b)

    report = diagnose(STEP, step)
    assert report.passed
    assert said in report.message
    assert ("remark" in report.message) == bool(said)


def test_a_hand_made_tanh_that_overflows_is_named():
    def step(x, h_prev, W, U, b):
        a = h_prev @ W + x @ U + b
        return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))

    assert diagnose(STEP, step).mistake == "overflow"


def test_a_logarithm_of_zero_is_named():
    def loss(z, targets, mask):
        y = np.exp(z - z.max(-1, keepdims=True))
        y = y / y.sum(-1, keepdims=True)
        return -(mask * np.log(np.take_along_axis(y, targets[..., None], -1)[..., 0])).sum() / (
            mask.sum()
        )

    assert diagnose(LOSS, loss).mistake == "log-of-zero"


def test_the_random_states_the_filters_and_the_print_options_stay_as_they_were():
    def step(x, h_prev, W, U, b):
        np.random.seed(1)  # noqa: NPY002
        random.seed(1)
        np.set_printoptions(precision=1)
        np.seterr(all="raise")
        warnings.simplefilter("ignore")
        return right(x, h_prev, W, U, b)

    def settings():
        state = np.random.get_state()[1].tolist()  # noqa: NPY002
        return state, random.getstate(), np.get_printoptions(), np.geterr(), warnings.filters[:]

    before = settings()
    assert diagnose(STEP, step).passed
    assert settings() == before


def test_prints_are_shown_once_and_not_at_every_case(capsys):
    def step(x, h_prev, W, U, b):
        print("seen")
        return right(x, h_prev, W, U, b)

    assert diagnose(STEP, step).passed
    assert capsys.readouterr().out == "seen\n"


def test_the_result_does_not_depend_on_print_options():
    with np.printoptions(precision=1, threshold=1):
        narrow = str(diagnose(STEP, changed(lambda h: h * h)))
    assert narrow == str(diagnose(STEP, changed(lambda h: h * h)))


@pytest.fixture
def recorded(monkeypatch):
    """Put a record in place of the progress module, and return the list that it fills."""
    calls = []
    module = types.ModuleType("lstm_lab.progress")
    module.record_check = lambda name, status, **rest: calls.append((name, status, rest))
    monkeypatch.setitem(sys.modules, "lstm_lab.progress", module)
    return calls


def test_a_check_is_recorded_and_a_source_is_kept_only_when_it_passes(recorded):
    checks.rnn_step(right)
    checks.rnn_step(raises(NotImplementedError()))
    checks.rnn_step(lambda x, h_prev, W, U, b: np.tanh(h_prev @ W + x @ U))
    (a, b, c) = recorded
    assert a[:2] == ("rnn_step", "correct")
    assert "def right(" in a[2]["source"]
    nothing = {"source": None, "unkept": None}
    assert b == ("rnn_step", "not started", {"mistake": None} | nothing)
    assert c == ("rnn_step", "not yet", {"mistake": "bias-missing"} | nothing)


def unwritten_half(x):
    raise NotImplementedError()


def needs_a_half(x, h_prev, W, U, b):
    return unwritten_half(right(x, h_prev, W, U, b))


def test_a_helper_that_is_not_written_is_named():
    report = diagnose(checks.rnn_step, needs_a_half)
    assert report.status == "not started"
    assert "Your rnn_step calls unwritten_half. Write the body of unwritten_half" in report.message
    unwritten = diagnose(checks.rnn_step, unwritten_half_step)
    assert unwritten.message.startswith("Write the body of rnn_step")


def unwritten_half_step(x, h_prev, W, U, b):
    raise NotImplementedError()
