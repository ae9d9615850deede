"""Two directions (R4): by hand, by central differences, and beside PyTorch in float64."""

import numpy as np
import pytest

from lstm_lab import bidirectional, gradcheck, sequence
from lstm_lab.cells import lstm, rnn

T, N, D, H = 5, 3, 2, 4
cells = pytest.mark.parametrize("cell", [rnn, lstm], ids=["rnn", "lstm"])


def draw(cell, rng, sizes=(T, N, D, H)):
    """Return params, xs, state, dhs and dstate; nothing in them is zero."""
    T, N, D, H = sizes
    shapes, parts = {"W": (H, H), "U": (D, H), "b": (H,)}, 2 if cell is lstm else 1
    one, other = (
        cell.Params(*(rng.uniform(-1, 1, shapes[k[0]]) for k in cell.Params._fields))
        for _ in range(2)
    )
    state, dstate = (
        tuple(tuple(rng.standard_normal((parts, N, H))) for _ in range(2)) for _ in range(2)
    )
    xs, dhs = rng.standard_normal((T, N, D)), rng.standard_normal((T, N, 2 * H))
    return bidirectional.Params(one, other), xs, state, dhs, dstate


def random_lengths(rng, T, N):
    """Return N lengths from 1 to T, one of them T."""
    lengths = rng.integers(1, T + 1, N)
    lengths[rng.integers(N)] = T
    return lengths


@pytest.mark.label("R4")
@cells
def test_each_half_is_a_run_of_its_own_and_the_second_reads_from_the_end(cell, rng):
    params, xs, state, *_ = draw(cell, rng)
    hs, (end, start), _ = bidirectional.forward(cell, params, xs, state)
    there, last, _ = sequence.forward(cell, params.forward, xs, state[0])
    back, first, _ = sequence.forward(cell, params.backward, xs[::-1].copy(), state[1])
    np.testing.assert_array_equal(hs, np.concatenate([there, back[::-1]], axis=-1))
    np.testing.assert_array_equal(np.stack(end + start), np.stack(last + first))


@pytest.mark.label("R4")
def test_an_output_sees_the_past_by_one_half_and_the_future_by_the_other(rng):
    params, xs, *_ = draw(rnn, rng)
    hs, _, tape = bidirectional.forward(rnn, params, xs)
    for half, seen in ((slice(0, H), range(3)), (slice(H, None), range(2, T))):
        dhs = np.zeros_like(hs)
        dhs[2, :, half] = 1.0
        dxs, _, _ = bidirectional.backward(rnn, params, tape, dhs)
        assert np.flatnonzero(np.abs(dxs).max(axis=(1, 2))).tolist() == list(seen)


@cells
def test_an_example_with_a_length_reads_as_if_it_ended_there(cell, rng):
    params, xs, state, *_ = draw(cell, rng)
    hs, ends, _ = bidirectional.forward(cell, params, xs, state, lengths=(5, 2, 1))
    for n, length in enumerate((5, 2, 1)):
        alone = tuple(tuple(part[n : n + 1] for part in one) for one in state)
        own, own_ends, _ = bidirectional.forward(cell, params, xs[:length, n : n + 1], alone)
        np.testing.assert_allclose(hs[:length, n], own[:, 0], rtol=1e-12, atol=1e-14)
        assert not hs[length:, n].any()
        for whole, short in zip(ends, own_ends, strict=True):
            np.testing.assert_allclose(
                [p[n] for p in whole], [p[0] for p in short], rtol=1e-12, atol=1e-14
            )


@pytest.mark.label("R4", "G4")
@cells
@pytest.mark.parametrize("lengths", [None, (3, 5, 1)])
def test_every_gradient_agrees_with_central_differences(cell, lengths, rng):
    params, xs, state, dhs, dstate = draw(cell, rng)

    def loss():
        hs, ends, _ = bidirectional.forward(cell, params, xs, state, lengths)
        parts = zip(sum(ends, ()), sum(dstate, ()), strict=True)
        return (hs * dhs).sum() + sum((a * b).sum() for a, b in parts)

    tape = bidirectional.forward(cell, params, xs, state, lengths)[2]
    dxs, dstart, dparams = bidirectional.backward(cell, params, tape, dhs, dstate)
    arrays = named(params) | {"xs": xs} | numbered(state)
    gradients = named(dparams) | {"xs": dxs} | numbered(dstart)
    report = gradcheck.check(loss, arrays, gradients)
    assert report.largest < 1e-8, report


def named(params):
    """Return the arrays of both directions by name."""
    return {
        f"{way} {name}": array
        for way, one in params._asdict().items()
        for name, array in one._asdict().items()
    }


def numbered(state):
    return {f"state {k}": array for k, array in enumerate(sum(state, ()))}


@pytest.mark.parametrize("seed", range(20))
@cells
def test_outputs_states_and_gradients_are_those_of_torch(cell, seed, require):
    torch = require("torch")
    rng = np.random.default_rng([seed, 29])
    sizes = rng.permutation(np.arange(2, 9))[:4]
    case = draw(cell, rng, sizes)
    lengths = random_lengths(rng, *sizes[:2])
    theirs = run_torch(torch, cell, *case, lengths)
    params, xs, state, dhs, dstate = case
    hs, ends, tape = bidirectional.forward(cell, params, xs, state, lengths)
    dxs, dstart, dparams = bidirectional.backward(cell, params, tape, dhs, dstate)
    ours = {"hs": hs, "xs": dxs}
    for k, way in enumerate(("forward", "backward")):
        for letter in "WUb":
            ours[f"{way} {letter}"] = stacked(getattr(dparams, way), letter)
        for part, (end, start) in enumerate(zip(ends[k], dstart[k], strict=True)):
            ours |= {f"{way} end {part}": end, f"{way} dstate {part}": start}
    report = gradcheck.compare(ours, theirs)
    assert report.largest < 1e-9, report


def stacked(params, letter):
    """Stack one kind of weights as torch does: gates in the order i, f, g, o, transposed."""
    if hasattr(params, letter):
        return getattr(params, letter).T.copy()
    return np.concatenate([getattr(params, f"{letter}_{k}").T for k in "ifgo"])


def run_torch(torch, cell, params, xs, state, dhs, dstate, lengths):
    """Run torch's bidirectional layer on a packed sequence; return what it gives, by name."""
    D, H = params.forward[1].shape
    twin = (torch.nn.LSTM if cell is lstm else torch.nn.RNN)(
        D, H, dtype=torch.float64, bidirectional=True
    )
    weights = {"W": "weight_hh_l0", "U": "weight_ih_l0", "b": "bias_ih_l0"}
    with torch.no_grad():
        for one, suffix in zip(params, ("", "_reverse"), strict=True):
            for letter, name in weights.items():
                getattr(twin, name + suffix).copy_(torch.from_numpy(stacked(one, letter)))
            getattr(twin, "bias_hh_l0" + suffix).zero_()
    both = [np.stack(pair) for pair in zip(*state, strict=True)]
    inputs = [torch.tensor(a, requires_grad=True) for a in (xs, *both)]
    pack = torch.nn.utils.rnn.pack_padded_sequence
    packed = pack(inputs[0], torch.tensor(lengths), enforce_sorted=False)
    hs, last = twin(packed, tuple(inputs[1:]) if cell is lstm else inputs[1])
    hs, _ = torch.nn.utils.rnn.pad_packed_sequence(hs, total_length=len(xs))
    last = last if cell is lstm else (last,)
    ends = zip(last, zip(*dstate, strict=True), strict=True)
    loss = (hs * torch.tensor(dhs)).sum()
    (loss + sum((a * torch.tensor(np.stack(b))).sum() for a, b in ends)).backward()
    found = {"hs": hs.detach().numpy(), "xs": inputs[0].grad.numpy()}
    for k, (way, suffix) in enumerate((("forward", ""), ("backward", "_reverse"))):
        for letter, name in weights.items():
            found[f"{way} {letter}"] = getattr(twin, name + suffix).grad.numpy()
        for part, end in enumerate(last):
            found[f"{way} end {part}"] = end[k].detach().numpy()
            found[f"{way} dstate {part}"] = inputs[1 + part].grad[k].numpy()
    return found


def test_the_two_directions_start_from_different_weights(rng):
    params = bidirectional.init(rnn, D, H, rng=rng, dtype=np.float32)
    assert [a.shape for a in params.forward] == [a.shape for a in params.backward]
    assert np.abs(params.forward.W - params.backward.W).max() > 0.1
    assert params.backward.W.dtype == np.float32


@cells
def test_no_argument_is_changed(cell, rng):
    params, xs, state, dhs, dstate = draw(cell, rng)
    arrays = [xs, dhs, *sum(params, ()), *sum(state, ()), *sum(dstate, ())]
    before = [array.copy() for array in arrays]
    tape = bidirectional.forward(cell, params, xs, state, (5, 2, 1))[2]
    bidirectional.backward(cell, params, tape, dhs, dstate)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_the_terms_of_each_step_add_up_to_the_gradient(rng):
    params, xs, _, dhs, _ = draw(rnn, rng)
    tape = bidirectional.forward(rnn, params, xs, lengths=(5, 2, 1))[2]
    whole = bidirectional.backward(rnn, params, tape, dhs)[2]
    terms = bidirectional.backward(rnn, params, tape, dhs, per_step=True)[2]
    for total, single in zip(sum(whole, ()), sum(terms, ()), strict=True):
        assert single.shape == (T, *total.shape)
        np.testing.assert_allclose(single.sum(axis=0), total, rtol=1e-12)


def test_padding_is_not_looked_at_even_when_it_is_nan(rng):
    params, xs, _, dhs, _ = draw(rnn, rng)
    xs[2:, 1] = dhs[2:, 1] = np.nan
    hs, _, tape = bidirectional.forward(rnn, params, xs, lengths=(5, 2, 5))
    dxs, _, _ = bidirectional.backward(rnn, params, tape, dhs)
    assert np.isfinite(hs).all()
    assert np.isfinite(dxs).all()
    assert not dxs[2:, 1].any()


def test_what_does_not_fit_is_refused_with_a_sentence(rng):
    params, xs, state, dhs, dstate = draw(rnn, rng)
    tape = bidirectional.forward(rnn, params, xs)[2]
    with pytest.raises(
        ValueError, match="state must be a pair, one state a direction, got ndarray"
    ):
        bidirectional.forward(rnn, params, xs, state[0][0])
    with pytest.raises(ValueError, match=r"state must be a pair, .*, got 1 entries"):
        bidirectional.forward(rnn, params, xs, state[:1])
    with pytest.raises(ValueError, match=r"dstate must be a pair, .*, got 3 entries"):
        bidirectional.backward(rnn, params, tape, dhs, (*dstate, dstate[0]))
    for wrong, came in ((dhs[1:], r"\(4, 3, 8\)"), (dhs[..., 1:], r"\(5, 3, 7\)")):
        with pytest.raises(ValueError, match=rf"dhs must have shape \(5, 3, 8\), got {came}"):
            bidirectional.backward(rnn, params, tape, wrong)
    with pytest.raises(TypeError, match="dhs must be a NumPy array of floats, got list"):
        bidirectional.backward(rnn, params, tape, dhs.tolist())
    with pytest.raises(TypeError, match="xs must be a NumPy array of floats, got list"):
        bidirectional.forward(rnn, params, xs.tolist())
    with pytest.raises(ValueError, match=r"lengths must lie between 1 and T = 5"):
        bidirectional.forward(rnn, params, xs, lengths=(5, 2, 6))


def test_parameters_or_a_tape_of_another_kind_are_refused(rng):
    params, xs, *_ = draw(rnn, rng)
    with pytest.raises(
        TypeError, match=r"bidirectional.Params\(forward, backward\), got cells.rnn"
    ):
        bidirectional.forward(rnn, params.forward, xs)
    hs, _, tape = bidirectional.forward(rnn, params, xs)
    with pytest.raises(TypeError, match="tape must be the Tape that forward returned, got Tape"):
        bidirectional.backward(rnn, params, tape.forward, hs)
