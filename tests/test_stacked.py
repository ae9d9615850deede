"""Depth (R5): by hand, by central differences, and beside PyTorch in float64."""

import numpy as np
import pytest

from lstm_lab import bidirectional, gradcheck, sequence, stacked
from lstm_lab.cells import lstm, rnn

T, N, D, H = 5, 3, 2, 4
cells = pytest.mark.parametrize("cell", [rnn, lstm], ids=["rnn", "lstm"])
LETTERS = {"W": "weight_hh", "U": "weight_ih", "b": "bias_ih"}


def draw(cell, rng, sizes=(T, N, D, H), both=False):
    """Return two layers, xs, states, dhs and dstates; `both` makes the layers bidirectional."""
    T, N, D, H = sizes
    widths = (D, 2 * H) if both else (D, H)
    layers, (state, dstate) = [], ([], [])
    for width in widths:
        ways = [draw_params(cell, rng, width, H) for _ in range(1 + both)]
        layers.append(bidirectional.Params(*ways) if both else ways[0])
        for states in (state, dstate):
            parts = [draw_state(cell, rng, N, H) for _ in ways]
            states.append(tuple(parts) if both else parts[0])
    dhs = rng.standard_normal((T, N, (1 + both) * H))
    return layers, rng.standard_normal((T, N, D)), state, dhs, dstate


def draw_params(cell, rng, width, H):
    shapes = {"W": (H, H), "U": (width, H), "b": (H,)}
    return cell.Params(*(rng.uniform(-1, 1, shapes[k[0]]) for k in cell.Params._fields))


def draw_state(cell, rng, N, H):
    return tuple(rng.standard_normal((2 if cell is lstm else 1, N, H)))


def leaves(tree, name=""):
    """Return the arrays of nested tuples and lists by their places."""
    if isinstance(tree, np.ndarray):
        return {name: tree}
    found = {}
    for k, part in enumerate(tree):
        found |= leaves(part, f"{name}.{k}")
    return found


@pytest.mark.label("R5")
@cells
def test_each_layer_reads_the_outputs_of_the_one_below(cell, rng):
    (low, high), xs, state, *_ = draw(cell, rng)
    hs, ends, _ = stacked.forward(cell, [low, high], xs, state)
    below, end_below, _ = sequence.forward(cell, low, xs, state[0])
    above, end_above, _ = sequence.forward(cell, high, below, state[1])
    np.testing.assert_array_equal(hs, above)
    np.testing.assert_array_equal(np.stack(ends[0] + ends[1]), np.stack(end_below + end_above))


@cells
def test_one_layer_is_the_plain_sequence(cell, rng):
    (low, _), xs, state, dhs, dstate = draw(cell, rng)
    hs, _, tapes = stacked.forward(cell, (low,), xs, state[:1])
    dxs, dstart, dlayers = stacked.backward(cell, (low,), tapes, dhs, dstate[:1])
    same, _, tape = sequence.forward(cell, low, xs, state[0])
    back = sequence.backward(cell, low, tape, dhs, dstate[0])
    np.testing.assert_array_equal(hs, same)
    ours, theirs = leaves((dxs, dstart[0], dlayers[0])), leaves(back)
    for place, array in theirs.items():
        np.testing.assert_array_equal(ours[place], array)


@pytest.mark.label("R5", "G4")
@cells
@pytest.mark.parametrize("lengths", [None, (3, 5, 1)])
@pytest.mark.parametrize("run", [sequence, bidirectional], ids=["one way", "two ways"])
def test_every_gradient_agrees_with_central_differences(cell, lengths, run, rng):
    layers, xs, state, dhs, dstate = draw(cell, rng, (4, N, D, 3), both=run is bidirectional)
    lengths = lengths and np.minimum(lengths, 4)

    def loss():
        hs, ends, _ = stacked.forward(cell, layers, xs, state, lengths, run)
        parts = zip(leaves(ends).values(), leaves(dstate).values(), strict=True)
        return (hs * dhs).sum() + sum((a * b).sum() for a, b in parts)

    tapes = stacked.forward(cell, layers, xs, state, lengths, run)[2]
    gradients = stacked.backward(cell, layers, tapes, dhs, dstate, run=run)
    report = gradcheck.check(loss, leaves((xs, state, layers)), leaves(gradients))
    assert report.largest < 1e-8, report


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("both", [False, True], ids=["one way", "two ways"])
@cells
def test_two_layers_are_those_of_torch_forward_and_back(cell, both, seed, require):
    torch = require("torch")
    rng = np.random.default_rng([seed, 31])
    sizes = rng.permutation(np.arange(2, 9))[:4]
    layers, xs, state, dhs, dstate = draw(cell, rng, sizes, both)
    lengths = rng.integers(1, sizes[0] + 1, sizes[1])
    lengths[0] = sizes[0]
    run = bidirectional if both else sequence
    hs, ends, tapes = stacked.forward(cell, layers, xs, state, lengths, run)
    dxs, dstart, dlayers = stacked.backward(cell, layers, tapes, dhs, dstate, run=run)
    ours = {"hs": hs, "xs": dxs} | by_part("end", ends, both) | by_part("start", dstart, both)
    for name, params in torch_names(dlayers, both):
        ours |= {f"{LETTERS[k]}{name}": torch_stacked(params, k) for k in LETTERS}
    theirs = run_torch(torch, cell, (layers, xs, state, dhs, dstate), lengths, both)
    report = gradcheck.compare(ours, theirs)
    assert report.largest < 1e-9, report


def by_part(name, states, both):
    """Lay states out as torch does: part by part, each (layers times directions, N, H)."""
    flat = [one for state in states for one in (state if both else (state,))]
    return {f"{name} {k}": np.stack(part) for k, part in enumerate(zip(*flat, strict=True))}


def torch_names(layers, both):
    """Return pairs of torch's name ending and the params of one layer in one direction."""
    for k, params in enumerate(layers):
        ways = zip(("", "_reverse"), params, strict=True) if both else [("", params)]
        yield from ((f"_l{k}{suffix}", one) for suffix, one in ways)


def torch_stacked(params, letter):
    """Stack one kind of weights as torch does: gates in the order i, f, g, o, transposed."""
    if hasattr(params, letter):
        return getattr(params, letter).T.copy()
    return np.concatenate([getattr(params, f"{letter}_{k}").T for k in "ifgo"])


def run_torch(torch, cell, case, lengths, both):
    """Run torch's two layers on a packed sequence; return what it gives, by name."""
    layers, xs, state, dhs, dstate = case
    H = dhs.shape[-1] // (1 + both)
    kind = torch.nn.LSTM if cell is lstm else torch.nn.RNN
    twin = kind(xs.shape[-1], H, num_layers=2, dtype=torch.float64, bidirectional=both)
    with torch.no_grad():
        for name, params in torch_names(layers, both):
            for letter, word in LETTERS.items():
                getattr(twin, word + name).copy_(torch.from_numpy(torch_stacked(params, letter)))
            getattr(twin, f"bias_hh{name}").zero_()
    start = list(by_part("start", state, both).values())
    inputs = [torch.tensor(a, requires_grad=True) for a in (xs, *start)]
    pack = torch.nn.utils.rnn.pack_padded_sequence
    packed = pack(inputs[0], torch.tensor(lengths), enforce_sorted=False)
    hs, last = twin(packed, tuple(inputs[1:]) if cell is lstm else inputs[1])
    hs, _ = torch.nn.utils.rnn.pad_packed_sequence(hs, total_length=len(xs))
    last = last if cell is lstm else (last,)
    weighed = zip(last, by_part("end", dstate, both).values(), strict=True)
    loss = (hs * torch.tensor(dhs)).sum() + sum((a * torch.tensor(b)).sum() for a, b in weighed)
    loss.backward()
    found = {"hs": hs.detach().numpy(), "xs": inputs[0].grad.numpy()}
    for k, end in enumerate(last):
        found |= {f"end {k}": end.detach().numpy(), f"start {k}": inputs[1 + k].grad.numpy()}
    for name, _ in torch_names(layers, both):
        found |= {word + name: getattr(twin, word + name).grad.numpy() for word in LETTERS.values()}
    return found


def test_no_argument_is_changed(rng):
    layers, xs, state, dhs, dstate = draw(lstm, rng)
    arrays = list(leaves((layers, xs, state, dhs, dstate)).values())
    before = [array.copy() for array in arrays]
    tapes = stacked.forward(lstm, layers, xs, state)[2]
    stacked.backward(lstm, layers, tapes, dhs, dstate)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_what_does_not_fit_is_refused_with_a_sentence_that_names_the_layer(rng):
    (low, high), xs, state, dhs, dstate = draw(rnn, rng)
    tapes = stacked.forward(rnn, [low, high], xs)[2]
    with pytest.raises(ValueError, match="layers must hold the parameters of at least one layer"):
        stacked.forward(rnn, [], xs)
    with pytest.raises(TypeError, match="layers must be a list of parameters, got Params"):
        stacked.forward(rnn, low, xs)
    with pytest.raises(
        ValueError, match="state must have one entry for each of the 2 layers, got 1"
    ):
        stacked.forward(rnn, [low, high], xs, state[:1])
    with pytest.raises(
        ValueError, match="tapes must have one entry for each of the 2 layers, got 1"
    ):
        stacked.backward(rnn, [low, high], tapes[:1], dhs)
    with pytest.raises(ValueError, match=r"dstate must have one entry .*, got 3"):
        stacked.backward(rnn, [low, high], tapes, dhs, [*dstate, dstate[0]])
    with pytest.raises(
        ValueError, match=r"^layer 1: params.U must have shape \(4, 4\), as xs has D = 4 "
    ):
        stacked.forward(rnn, [low, low], xs)
    with pytest.raises(ValueError, match=r"^layer 1: dhs must have shape \(5, 3, 4\)"):
        stacked.backward(rnn, [low, high], tapes, dhs[1:])
