"""Lesson 10's second picture: errors in new networks, and who learns; and the bare questions."""

import numpy as np
import pytest

from lstm_lab import explorers, sequence
from lstm_lab.cells import lstm, rnn
from lstm_lab.data import carry, messenger, text
from lstm_lab.explorers.half_life import new_networks
from lstm_lab.lessons.l10_forget_gate import questions
from lstm_lab.lessons.l10_forget_gate.bias_picture import SMALLEST
from lstm_lab.lessons.l10_forget_gate.forget_bias import ALONE, BIASES, RNN, frame, say
from lstm_lab.lessons.l10_forget_gate.fresh import (
    STEPS,
    WARM_UP,
    D,
    H,
    N,
    new_lstms,
    new_rnns,
    typical,
)
from lstm_lab.shell import gate_by_gate
from lstm_lab.training import start_here
from tests.helpers import drawing, lock_in


def walked(cell, params, xs, error, start):
    """Return the size of an error 50 steps back, by the package's own backward pass."""
    last = WARM_UP + STEPS
    _, state, _ = sequence.forward(cell, params, xs[: last - 50])
    hs, _, tape = sequence.forward(cell, params, xs[last - 50 :], state)
    dstate = tuple(error if k == start else 0 * error for k in range(len(state)))
    _, dstate, _ = sequence.backward(cell, params, tape, 0 * hs, dstate)
    sizes = np.sqrt(sum((part**2).sum(axis=1) for part in dstate))
    return np.exp(np.log(sizes).mean())


@pytest.mark.parametrize("seed", [0, 3])
def test_an_error_walks_as_the_packages_backward_pass_carries_it(seed):
    found = {"h": new_lstms(2.0, 4).from_h, "c": new_lstms(2.0, 4).from_c, "rnn": new_rnns(4)}
    for cell, names in ((lstm, "hc"), (rnn, ["rnn"])):
        rng = np.random.default_rng(seed)
        params = cell.init(D, H, rng=rng)
        params = params._replace(b_f=params.b_f * 0 + 2.0) if cell is lstm else params
        xs, error = rng.standard_normal((WARM_UP + STEPS, N, D)), rng.standard_normal((N, H))
        error /= np.linalg.norm(error, axis=1, keepdims=True)
        for start, name in enumerate(names):
            size = walked(cell, params, xs, error, start)
            assert found[name][seed, 50] == pytest.approx(size, rel=1e-9)


def test_from_c_the_error_gains_with_the_bias_and_from_h_up_to_3_only():
    walks = [new_lstms(float(b)) for b in BIASES]
    from_c = [typical(walk.from_c)[100] for walk in walks]
    from_h = [typical(walk.from_h)[100] for walk in walks]
    assert from_c == sorted(from_c)
    assert int(np.argmax(from_h)) == 3
    assert from_h[3] == pytest.approx(0.068, abs=5e-4)
    assert from_c[5] == pytest.approx(1.6, abs=0.05)


def test_a_full_cell_is_paid_once():
    walk = new_lstms(5.0)
    from_c, from_h = typical(walk.from_c), typical(walk.from_h)
    price = from_c / from_h
    assert price[10] > 15
    assert (price[[50, 100]] / price[10] < 3).all()
    fills = [new_lstms(float(b)).filled for b in BIASES]
    slopes = [new_lstms(float(b)).slope for b in BIASES]
    assert fills == sorted(fills)
    assert slopes == sorted(slopes, reverse=True)


def test_alone_is_the_product_of_the_gates_and_less_than_all_roads():
    walk = new_lstms(1.0)
    assert (walk.alone[:, 0] == walk.from_c[:, 0]).all()
    assert (typical(walk.alone)[1:] < typical(walk.from_c)[1:]).all()
    assert typical(walk.alone)[1] == pytest.approx(0.73, abs=0.01)


def test_at_50_steps_a_bias_of_0_is_worse_than_an_orthogonal_rnn_in_each_draw():
    found = new_networks(lag=50, draws=40)
    assert (found["RNN, orthogonal W"] / found["LSTM, b_f = 0"]).min() > 60
    assert typical(found["LSTM, b_f = 1"]) > 100 * typical(found["RNN, orthogonal W"])
    assert typical(found["LSTM, b_f = 5"]) < typical(found["LSTM, b_f = 3"])


def test_the_bars_are_the_stored_training():
    learned = [carry.find(carry.LSTM, 100, bias=float(b), updates=600).solved for b in BIASES]
    shown = frame(3, 100, ALONE)
    assert list(shown.learned) == learned
    assert learned[0] == learned[1] == 0
    assert min(learned[3:]) >= 9 > learned[2]
    text_ = drawing(explorers.forget_bias(predict=False))
    assert [f'font-weight="bold">{k}<' in text_ for k in learned] == [True] * 7


def test_the_question_hides_the_bars_and_the_title_and_its_finding_names_them():
    explorer = explorers.forget_bias()
    assert explorer.values["b"] == 0
    assert "starts learn" not in drawing(explorer)
    assert ">?<" in drawing(explorer)
    assert explorer.prediction.question.asks[0].truth() == "b_f = 3"
    lock_in(explorer)
    assert "starts learn a message 100 steps back" in drawing(explorer)
    assert explorer.values["b"] == 3


def test_a_line_that_leaves_the_axis_is_marked():
    fading, kept = (drawing(explorers.forget_bias(predict=False)) for _ in range(2))
    explorer = explorers.forget_bias(predict=False)
    explorer.set(b=0)
    assert kept.count("<polygon") == 0
    assert drawing(explorer).count("<polygon") == 3
    assert explorer.frame.lines["from c"][100] < SMALLEST
    assert fading == kept


def test_the_alt_text_says_the_numbers():
    words = say(frame(3, 100, RNN))
    for said in ("from c 0.48", "from h 0.068", "an orthogonal RNN 4.9e-12", "a full cell"):
        assert said in words
    assert "a full cell" not in say(frame(1, 100, RNN))


def test_the_questions_without_a_picture_have_the_answers_of_the_lesson():
    truths = {ask.key: ask.truth for question in questions.QUESTIONS for ask in question.asks}
    stored = np.tanh(np.random.default_rng(10).standard_normal((1000, 100)))
    random, same = np.abs(stored.sum(axis=1)).mean(), np.abs(stored).sum(axis=1).mean()
    assert truths["10_size_after_100_random_signs"] == pytest.approx(random, rel=0.01)
    assert truths["10_size_after_100_of_one_sign"] == pytest.approx(same, rel=0.01)
    params = lstm.Params(**messenger.weights())
    held = gate_by_gate.run(params, messenger.inputs(), frozen={"f": 1.0}).c[15, 0]
    assert truths["10_held_at_the_second_question"] == f"{held:.2f}"


def test_the_unit_of_page_00_overwrites_where_a_quotation_begins():
    network = start_here.load()
    ids = text.encode('If "x" is', network.model.vocabulary)
    xs = text.one_hot(ids, len(network.model.vocabulary))[:, None]
    _, _, tape = sequence.forward(lstm, network.model.params.cell, xs)
    opening = tape.traces[3]
    f, i, g = (float(getattr(opening, k)[0, network.unit]) for k in "fig")
    assert [f, i, g] == pytest.approx([0.02, 0.91, 0.99], abs=0.005)
    assert float(tape.traces[5].f[0, network.unit]) > 0.8
