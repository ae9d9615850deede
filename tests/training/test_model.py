"""The whole model's gradient is right, and a window's border lets values pass but no errors."""

import numpy as np
import pytest

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import lstm, readout, rnn
from lstm_lab.data import text
from lstm_lab.training import losses
from lstm_lab.training import model as models
from lstm_lab.training.trees import arrays

VOCABULARY = "abcde"
T, N, D, H, K = 4, 3, 5, 6, 5


def small(cell, rng, **settings):
    """Return a float64 model whose biases are not zero."""
    model = models.create(cell, D, H, K, rng=rng, vocabulary=VOCABULARY, **settings)
    for array in arrays(model.params).values():
        array += 0.1 * rng.standard_normal(array.shape)
    return model


def draw_state(cell, rng):
    """Return a state (N, H) for each array of the cell's."""
    return tuple(rng.standard_normal((N, H)) * 0.5 for _ in range(2 if cell is lstm else 1))


def check(model, batch, state=None):
    """Return the largest relative error of the model's gradients."""
    gradients = models.loss_and_gradients(model, batch, state)[1]
    return gradcheck.check(
        lambda: models.loss_and_gradients(model, batch, state)[0],
        arrays(model.params),
        arrays(gradients),
    ).largest


@pytest.mark.parametrize("cell", [rnn, lstm])
def test_the_gradient_of_a_text_model_agrees_with_central_differences(cell, rng):
    ids, targets = rng.integers(0, K, (2, T, N))
    assert check(small(cell, rng), (ids, targets), draw_state(cell, rng)) < 1e-7


@pytest.mark.parametrize("cell", [rnn, lstm])
def test_the_gradient_of_a_padded_batch_agrees_with_central_differences(cell, rng):
    batch = text.padded_batch(["abcde", "ca", "bbac"], VOCABULARY)
    assert check(small(cell, rng), batch) < 1e-7


def test_the_gradient_for_numbers_agrees_with_central_differences(rng):
    model = small(rnn, rng, loss=losses.squared_distance)
    mask = np.zeros((T, N))
    mask[-1] = 1
    batch = models.Batch(rng.standard_normal((T, N, D)), rng.standard_normal((T, N, K)), mask)
    assert check(model, batch) < 1e-7


@pytest.mark.label("V4")
@pytest.mark.parametrize("cell", [rnn, lstm])
def test_values_pass_the_border_between_windows(cell, rng):
    model, ids = small(cell, rng), rng.integers(0, K, (2 * T, N))
    whole, _ = models.predict(model, ids)
    first, state = models.predict(model, ids[:T])
    second, _ = models.predict(model, ids[T:], state)
    np.testing.assert_allclose(np.concatenate([first, second]), whole, rtol=1e-12)
    cold, _ = models.predict(model, ids[T:])
    assert abs(cold[0] - second[0]).max() > 1e-3


@pytest.mark.label("V4")
@pytest.mark.parametrize("cell", [rnn, lstm])
def test_errors_do_not_pass_the_border_between_windows(cell, rng):
    model, (ids, targets) = small(cell, rng), rng.integers(0, K, (2, 2 * T, N))
    state, summed = None, None
    for at in (slice(0, T), slice(T, 2 * T)):
        _, gradients, state = models.loss_and_gradients(model, (ids[at], targets[at]), state)
        terms = arrays(gradients)
        summed = terms if summed is None else {k: summed[k] + terms[k] for k in terms}
    one_window = arrays(models.loss_and_gradients(model, (ids, targets))[1])
    # The read-out's parameters have no past, so the cut costs them nothing.
    np.testing.assert_allclose(summed["readout/V"] / 2, one_window["readout/V"], rtol=1e-10)
    cut = [k for k in one_window if k.startswith("cell/")]
    gaps = [gradcheck.relative_error(summed[k] / 2, one_window[k]) for k in cut]
    assert max(gaps) > 1e-2
    # With the second window's errors handed to the first, nothing is missing.
    xs = text.one_hot(ids, D)
    hs, _, tape = sequence.forward(cell, model.params.cell, xs)
    z = readout.logits(hs, *model.params.readout)
    dhs = readout.hidden_error(
        readout.logits_error(z, targets, np.ones((2 * T, N))), model.params.readout.V
    )
    whole = sequence.backward(cell, model.params.cell, tape, dhs)[2]
    for name, array in whole._asdict().items():
        np.testing.assert_allclose(array, one_window[f"cell/{name}"], rtol=1e-10, atol=1e-14)


def test_a_mask_made_from_lengths_is_the_mask_of_the_batch(rng):
    model = small(rnn, rng)
    batch = text.padded_batch(["abcde", "ca", "bbac"], VOCABULARY)
    given = models.loss_and_gradients(model, batch)[0]
    made = models.loss_and_gradients(model, (batch.inputs, batch.targets, None, batch.lengths))[0]
    assert given == made


def test_what_stands_in_the_padding_does_not_matter(rng):
    model = small(lstm, rng)
    batch = text.padded_batch(["abcde", "ca", "bbac"], VOCABULARY)
    noisy = np.where(batch.mask == 1, batch.inputs, 3)
    loss, gradients, _ = models.loss_and_gradients(model, batch)
    other, others, _ = models.loss_and_gradients(model, batch._replace(inputs=noisy))
    assert loss == other
    for name, array in arrays(gradients).items():
        np.testing.assert_array_equal(array, arrays(others)[name])


def test_bits_per_character_are_the_mean_over_the_whole_text(rng):
    model = small(rnn, rng)
    ids = rng.integers(0, K, 53)
    z, _ = models.predict(model, ids[:-1, None])
    p = readout.softmax(z)[np.arange(52), 0, ids[1:]]
    for steps in (1, 7, 52, 500):
        bits = models.bits_per_character(model, ids, T=steps)
        assert bits == pytest.approx(-np.log2(p).mean(), rel=1e-12)


def test_a_model_that_knows_nothing_needs_the_bits_of_a_uniform_guess(rng):
    model = models.for_text(rnn, VOCABULARY, H, rng=rng)
    blank = model.params.readout._replace(V=np.zeros((H, K), np.float32))
    model = model._replace(params=model.params._replace(readout=blank))
    ids = rng.integers(0, K, 60)
    assert models.bits_per_character(model, ids, N=3) == pytest.approx(np.log2(5), abs=1e-6)


def test_a_model_of_text_computes_in_float32_all_through(rng):
    model = models.for_text(lstm, VOCABULARY, H, rng=rng)
    ids, targets = rng.integers(0, K, (2, T, N))
    _, gradients, state = models.loss_and_gradients(model, (ids, targets))
    assert {a.dtype for a in arrays(gradients).values()} == {np.dtype(np.float32)}
    assert {a.dtype for a in state} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        (np.zeros((T, N + 1), int), r"targets must have shape \(4, 3\), got \(4, 4\)"),
        (np.full((T, N), K), r"targets must lie in 0\.\.4, got 5\.\.5"),
        (np.zeros((T, N)), r"targets must have shape \(4, 3, 5\), got \(4, 3\)"),
    ],
)
def test_targets_that_do_not_fit_are_refused(rng, targets, message):
    with pytest.raises(ValueError, match=message):
        models.loss_and_gradients(small(rnn, rng), (np.zeros((T, N), int), targets))


def test_a_mask_of_another_shape_is_refused(rng):
    ids = np.zeros((T, N), int)
    with pytest.raises(ValueError, match=r"mask must have shape \(4, 3\), got \(3, 4\)"):
        models.loss_and_gradients(small(rnn, rng), (ids, ids, np.ones((N, T))))
