"""Training makes the updates asked for, goes on bit for bit, and loses nothing."""

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import lstm, rnn
from lstm_lab.data import text
from lstm_lab.training import checkpoints, losses
from lstm_lab.training.model import loss_and_gradients
from lstm_lab.training.trees import arrays

VOCABULARY = "abc"
TEXT = "abcabbcab" * 30


@pytest.fixture
def windows():
    return text.windows(text.encode(TEXT, VOCABULARY), T=6, N=4)


def new_model(cell=rnn, H=7):
    return training.for_text(cell, VOCABULARY, H, rng=np.random.default_rng(3))


def numbers(rng, size=1.0):
    """Return a batch whose target is the mean of the inputs at the last step."""
    inputs = size * rng.standard_normal((5, 4, 2))
    targets = np.broadcast_to(inputs.mean(axis=(0, 2))[:, None], (5, 4, 1))
    mask = np.zeros((5, 4))
    mask[-1] = 1
    return training.Batch(inputs, targets, mask)


def number_model():
    rng = np.random.default_rng(5)
    return training.create(rnn, 2, 6, 1, rng=rng, loss=losses.squared_distance)


def quiet(*arguments, **settings):
    return training.train(*arguments, progress=False, **settings)


def assert_same(one, other):
    """Compare two runs bit for bit."""
    for part in ("losses", "norms"):
        np.testing.assert_array_equal(getattr(one, part), getattr(other, part))
    for part in (
        lambda r: r.model.params,
        lambda r: r.optimiser_state,
        lambda r: r.state or (),
    ):
        first, second = arrays(part(one)), arrays(part(other))
        assert first.keys() == second.keys()
        for name in first:
            np.testing.assert_array_equal(first[name], second[name])
    assert (one.step, one.rng_state) == (other.step, other.rng_state)


@pytest.mark.parametrize("cell", [rnn, lstm])
def test_a_text_with_a_rule_is_learned(cell, windows):
    run = quiet(new_model(cell), windows, 150, optimiser=training.adam(0.03))
    assert run.step == len(run.losses) == len(run.norms) == 150
    assert run.losses[0] > 0.9
    assert run.losses[-10:].mean() < 0.2
    assert run.message == "Finished after 150 updates."


def test_numbers_are_learned_from_a_function_of_the_generator():
    run = quiet(
        number_model(), numbers, 400, optimiser=training.adam(0.01), rng=np.random.default_rng(1)
    )
    assert run.losses[-50:].mean() < 0.2 * run.losses[:20].mean()


def test_the_same_seed_gives_the_same_run(windows):
    assert_same(quiet(new_model(), windows, 20), quiet(new_model(), windows, 20))


def test_the_first_update_is_the_one_of_the_formula(windows):
    model = new_model()
    run = quiet(model, windows, 1, optimiser=training.sgd(0.1), clip=None)
    loss, gradients, _ = loss_and_gradients(model, windows[0])
    assert run.losses[0] == loss
    for name, p in arrays(model.params).items():
        expected = p - 0.1 * arrays(gradients)[name]
        np.testing.assert_allclose(arrays(run.model.params)[name], expected, rtol=1e-6)


def test_the_gradients_are_clipped_and_the_norm_before_it_is_kept(windows):
    model = new_model()
    run = quiet(model, windows, 1, optimiser=training.sgd(1.0), clip=0.01)
    before, after = arrays(model.params), arrays(run.model.params)
    moved = np.sqrt(sum(((before[k] - after[k]).astype(float) ** 2).sum() for k in before))
    assert moved == pytest.approx(0.01, rel=1e-3)
    assert run.norms[0] > 0.05


def test_the_state_is_carried_and_begins_anew_with_the_text(windows):
    def states(updates, **settings):
        return [
            quiet(new_model(), windows, k, optimiser=training.sgd(1e-9), **settings)
            for k in updates
        ]

    several = len(windows)
    first, second, again = states((1, 2, several + 1))
    assert abs(first.state[0] - second.state[0]).max() > 1e-3
    np.testing.assert_allclose(again.losses[-1], first.losses[0], rtol=1e-5)
    carried, reset = states((2,))[0], states((2,), carry_state=False)[0]
    _, _, cold = loss_and_gradients(new_model(), windows[1])
    np.testing.assert_allclose(reset.state[0], cold[0], atol=1e-5)
    assert abs(carried.losses[1] - reset.losses[1]) > 1e-5


def test_batches_with_lengths_do_not_carry_the_state():
    batches = [text.padded_batch(pieces, VOCABULARY) for pieces in (["abc", "ab"], ["cab", "bc"])]
    run = quiet(new_model(), batches, 2, optimiser=training.sgd(1e-9))
    assert run.losses[1] == pytest.approx(loss_and_gradients(new_model(), batches[1])[0], rel=1e-6)


@pytest.mark.parametrize("cell", [rnn, lstm])
@pytest.mark.parametrize("optimiser", [training.adam(0.01), training.sgd(0.1, 0.9)])
def test_going_on_gives_bit_for_bit_the_uninterrupted_run(cell, optimiser, windows, tmp_path):
    whole = quiet(new_model(cell), windows, 23, optimiser=optimiser)
    half = quiet(new_model(cell), windows, 12, optimiser=optimiser)
    checkpoints.save(tmp_path / "run.npz", half)
    loaded = checkpoints.load(tmp_path / "run.npz", new_model(cell), optimiser)
    assert_same(half, loaded)
    assert_same(whole, quiet(loaded, windows, 23, optimiser=optimiser))


def test_going_on_draws_the_batches_that_would_have_come(tmp_path):
    whole = quiet(number_model(), numbers, 9, rng=np.random.default_rng(1))
    half = quiet(number_model(), numbers, 4, rng=np.random.default_rng(1))
    checkpoints.save(tmp_path / "run.npz", half)
    loaded = checkpoints.load(tmp_path / "run.npz", number_model(), training.adam(3e-3))
    assert_same(whole, quiet(loaded, numbers, 9, rng=np.random.default_rng(777)))


def test_a_run_that_has_its_updates_is_not_trained_further(windows):
    run = quiet(new_model(), windows, 5)
    assert_same(run, quiet(run, windows, 5))
    assert_same(run, quiet(run, windows, 3))


def test_the_model_given_is_not_changed(windows):
    model = new_model()
    kept = {name: array.copy() for name, array in arrays(model.params).items()}
    quiet(model, windows, 3)
    for name, array in arrays(model.params).items():
        np.testing.assert_array_equal(array, kept[name])


def test_an_interrupt_keeps_what_was_learned_and_says_so(windows, tmp_path, capsys):
    def stop(run):
        if run.step == 10:
            raise KeyboardInterrupt

    file = tmp_path / "run.npz"
    run = quiet(new_model(), windows, 30, on_progress=stop, every=5, checkpoint=file)
    assert run.step == len(run.losses) == 10
    assert capsys.readouterr().out.startswith("Interrupted after 10 of 30 updates. What was")
    whole = quiet(new_model(), windows, 30)
    assert_same(whole, quiet(run, windows, 30))
    loaded = checkpoints.load(file, new_model(), training.adam(3e-3))
    assert_same(whole, quiet(loaded, windows, 30))


def test_an_interrupt_in_the_middle_of_an_update_leaves_the_one_before(windows):
    class Impatient(list):
        def __getitem__(self, place):
            if place == 4:
                raise KeyboardInterrupt
            return super().__getitem__(place)

    run = quiet(new_model(), Impatient(windows), 30)
    assert_same(run._replace(message=""), quiet(new_model(), windows, 4)._replace(message=""))


def test_a_rate_far_too_large_is_reported_with_what_was_learned():
    settings = {"optimiser": training.sgd(1e200), "rng": np.random.default_rng(1)}
    with pytest.raises(training.Diverged, match="learning rate is probably too large") as caught:
        quiet(number_model(), numbers, 200, **settings)
    error = caught.value
    assert error.run.step == error.step - 1 == len(error.run.losses)
    assert error.step > 1
    assert all(np.isfinite(a).all() for a in arrays(error.run.model.params).values())
    assert f"Update {error.step}:" in str(error)


def test_gradients_that_explode_unclipped_are_reported_as_such():
    settings = {"optimiser": training.sgd(10.0), "rng": np.random.default_rng(1), "clip": None}
    with pytest.raises(training.Diverged, match=r"not clipped: try clip=1\.0") as caught:
        quiet(number_model(), numbers, 2000, **settings)
    assert f"last gradient norm {caught.value.norm:.3g}" in str(caught.value)
    assert caught.value.norm > 1e3


def test_a_gradient_that_overflows_stops_before_the_update():
    model = number_model()
    cell = model.params.cell._replace(W=np.full((6, 6), 1e200))
    model = model._replace(params=model.params._replace(cell=cell))
    silent = training.Batch(np.zeros((5, 4, 2)), np.ones((5, 4, 1)))
    with pytest.raises(training.Diverged, match="Update 1: the gradient is not finite") as caught:
        quiet(model, [silent], 3)
    assert caught.value.run.step == 0
    assert not np.isfinite(caught.value.norm)


def test_a_loss_that_is_not_finite_at_once_points_to_the_data():
    batch = training.Batch(np.zeros((5, 4, 2)), np.full((5, 4, 1), 1e300))
    with pytest.raises(training.Diverged, match=r"no gradient yet.*look at the data") as caught:
        quiet(number_model(), [batch], 3)
    assert caught.value.loss == np.inf
    assert caught.value.norm is None


def test_progress_is_reported_after_every_few_updates_and_the_last(windows):
    seen = []
    quiet(new_model(), windows, 11, every=4, on_progress=lambda run: seen.append(run.step))
    assert seen == [4, 8, 11]


def test_an_error_in_the_callers_function_is_not_swallowed(windows):
    with pytest.raises(ZeroDivisionError):
        quiet(new_model(), windows, 4, every=2, on_progress=lambda run: 1 / 0)


def test_the_bar_counts_the_updates_and_nothing_else_is_written(windows, capsys):
    training.train(new_model(), windows, 60)
    out, err = capsys.readouterr()
    assert out == ""
    assert "60/60" in err
    assert "bits per character, on training text" in err
    assert "Warning" not in err
    quiet(new_model(), windows, 5)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("batches", "updates", "settings", "error", "message"),
    [
        ([], 5, {}, TypeError, "batches must be a list of at least one batch"),
        (iter(()), 5, {}, TypeError, "batches must be a list .* got tuple_iterator"),
        (numbers, 5, {}, TypeError, "rng must be a numpy.random.Generator"),
        ([()], 0, {}, ValueError, "updates must be a whole number of at least 1"),
        ([()], 1.5, {}, ValueError, "updates must be a whole number of at least 1"),
        ([()], 5, {"every": 0}, ValueError, "every must be a whole number of at least 1"),
        ([()], 5, {"clip": 0}, ValueError, "clip must be a positive number or None, got 0"),
    ],
)
def test_arguments_that_do_not_fit_are_named(batches, updates, settings, error, message):
    with pytest.raises(error, match=message):
        quiet(new_model(), batches, updates, **settings)


def test_going_on_with_another_optimiser_is_refused(windows):
    run = quiet(new_model(), windows, 2)
    with pytest.raises(ValueError, match="another kind of optimiser"):
        quiet(run, windows, 4, optimiser=training.sgd(0.1))
