"""Sentences that were false, or answers that were judged wrongly, each as one case of its kind."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import lstm
from lstm_lab.judge.exercise import Exercise, Mistake
from tests.helpers import report, told


def step_backward(params, trace, dh, dc):
    return lstm.step_backward(params, lstm.Trace(*trace), dh, dc)


def halved_and_doubled(*arguments):
    dx, dstate, gradients = step_backward(*arguments)
    return dx, dstate, gradients._replace(W_i=gradients.W_i / 2, W_g=gradients.W_g * 2)


def test_what_holds_for_one_result_is_said_of_that_one():
    said = told(report("lstm_step_backward", halved_and_doubled))
    assert "In dW_i: right up to a constant factor: every number is 0.5 times" in said
    assert "every number" not in said.replace("In dW_i: right up to a constant factor: every", "")


def test_right_errors_are_not_blamed_for_gradients_that_were_changed_later():
    def added(params, *rest):
        dx, dstate, gradients = step_backward(params, *rest)
        return dx, dstate, type(params)(*map(np.add, params, gradients))

    said = told(report("lstm_step_backward", added))
    assert "dx and dh_prev are right, so every da is" in said
    assert "wrong at da" not in said


@pytest.mark.parametrize("limit", [2.0, 3.0])
def test_right_when_is_not_said_against_the_example_that_is_shown(limit):
    found = report("hidden_state", lambda o, c: o * np.tanh(np.clip(c, -limit, limit)))
    assert found.message.startswith("With o = [[0.72]], c = [[4.0]]")
    assert "Right when" not in told(found)


def test_right_when_is_not_said_of_what_is_cut_off_at_large_numbers():
    def cut_off(*arguments):
        dxs, dh0, *sums = checks.EXERCISES["rnn_backward"].reference(*arguments)
        return dxs, dh0, *(np.clip(total, -5, 5) for total in sums)

    found = report("rnn_backward", cut_off)
    assert found.status == "not yet"
    assert "Right when" not in told(found)


def test_a_factor_that_differs_from_case_to_case_is_not_called_constant():
    def nearly(grads, limit):
        clipped, norm = checks.EXERCISES["clip_by_global_norm"].reference(grads, limit)
        return [array * (1 - 1e-6 / (norm + 1e-6)) for array in clipped], norm

    found = report("clip_by_global_norm", nearly)
    assert found.status == "not yet"
    assert "constant factor" not in told(found)


def test_results_in_another_nesting_are_a_matter_of_form():
    def turned(*arguments):
        dx, dstate, gradients = step_backward(*arguments)
        return dstate, dx, gradients

    assert report("lstm_step_backward", turned).stage == "form"


def test_an_answer_that_stops_is_not_taken_for_a_mistake_that_always_stops():
    exercise = Exercise(
        name="total",
        reference=lambda a: a.sum(),
        draw=lambda rng, s: {"a": rng.standard_normal(s.N)},
        letters="N",
        mistakes=(Mistake("matrix-product", lambda a: a @ a[:, None, None]),),
    )
    assert exercise(lambda a: 1 / 0).mistake == "raised"


def test_exactly_is_not_said_where_only_hard_numbers_differ():
    capped = report("forget_bias_for", lambda n: np.clip(-np.log(2 ** (1 / n) - 1), 0, 10))
    assert "exactly" not in told(capped)


def signless(f, array, eps):
    gradient = np.zeros(array.shape)
    for where in np.ndindex(array.shape):
        kept = array[where]
        array[where] = kept + eps
        up = f()
        array[where] = kept - eps
        gradient[where] = abs(up - f()) / (2 * eps)
        array[where] = kept
    return gradient


def blind_at_one_input(params, trace, dh, dc):
    dx, *rest = step_backward(params, trace, dh, dc)
    return (0 * dx if dx.shape[1] == 1 else dx), *rest


@pytest.mark.parametrize(
    ("name", "wrong"), [("numeric_gradient", signless), ("lstm_step_backward", blind_at_one_input)]
)
def test_a_mistake_at_one_sign_or_one_size_is_caught(name, wrong):
    assert report(name, wrong).status == "not yet"


def valves(wish):
    i, f = np.isin(wish, ["overwrite", "add"]), np.array(wish in ("keep", "add", "hide"))
    return np.bool_(i), f, np.where(wish in ("hide", "clear"), 0, 1)


def test_numbers_of_numpy_are_numbers():
    assert report("gate_settings", valves).passed


def test_an_error_inside_a_repair_is_told_and_so_is_a_changed_argument():
    def misspelled(parts):
        return parts._replace(forget_gate_error=lambda dc, c_prev, f: dc * c_prv)  # noqa: F821

    def in_place(parts):
        def forget_gate_error(dc, c_prev, f):
            dc *= f * (1 - f)
            dc *= c_prev
            return dc

        return parts._replace(forget_gate_error=forget_gate_error)

    assert "NameError" in report("repair_1", misspelled).message
    assert report("repair_1", in_place).mistake == "caller-changed"


def test_nothing_but_a_keyboard_interrupt_leaves_a_check():
    class OddError(BaseException):
        pass

    def odd(o, c):
        raise OddError

    assert report("hidden_state", odd).mistake == "raised"
    with pytest.raises(KeyboardInterrupt):
        checks.EXERCISES["hidden_state"](lambda o, c: (_ for _ in ()).throw(KeyboardInterrupt))


def test_targets_that_count_as_a_set_are_not_called_unused():
    def all_targets(z, targets, mask):
        y = np.exp(z - z.max(axis=-1, keepdims=True))
        y = y / y.sum(axis=-1, keepdims=True)
        y[..., np.unique(targets)] -= 1
        return y * (mask / mask.sum())[..., None]

    assert "whatever targets holds" not in told(report("logits_error", all_targets))


def test_a_wrong_factor_is_not_called_right_but_for_a_base():
    for wrong in (lambda loss: loss * np.log(2), lambda loss: loss / 2, np.log2):
        found = report("bits_per_character", wrong)
        assert found.mistake == "log-base"
        assert "right but for" not in found.message
