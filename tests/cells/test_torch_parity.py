"""The cells over a sequence, and the loss, beside PyTorch in float64: forward and back."""

import numpy as np
import pytest

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import lstm, readout, rnn

CASES = range(20)


@pytest.fixture
def torch(require):
    """PyTorch, or a skip with the reason."""
    return require("torch")


def random_case(cell, seed):
    """Return params, xs, state, dhs and dstate of random sizes; nothing in them is zero."""
    rng = np.random.default_rng([seed, 17])
    T, N, D, H = rng.permutation(np.arange(3, 9))[:4]
    shapes = {"W": (H, H), "U": (D, H), "b": (H,)}
    params = cell.Params(*(rng.uniform(-1, 1, shapes[k[0]]) for k in cell.Params._fields))
    parts = 2 if cell is lstm else 1
    state, dstate = (tuple(rng.standard_normal((parts, N, H))) for _ in range(2))
    return params, rng.standard_normal((T, N, D)), state, rng.standard_normal((T, N, H)), dstate


def torch_twin(torch, cell, params):
    """Return the torch module that holds the same weights, stacked and turned its way."""
    D, H = params[1].shape
    kind = torch.nn.LSTM if cell is lstm else torch.nn.RNN
    twin = kind(D, H, dtype=torch.float64)
    with torch.no_grad():
        for name, letter in (("weight_hh_l0", "W"), ("weight_ih_l0", "U"), ("bias_ih_l0", "b")):
            getattr(twin, name).copy_(torch.from_numpy(stacked(params, letter)))
        twin.bias_hh_l0.zero_()
    return twin


def stacked(params, letter):
    """Stack one kind of weights as torch does: gates in the order i, f, g, o, transposed."""
    if hasattr(params, letter):
        return getattr(params, letter).T.copy()
    return np.concatenate([getattr(params, f"{letter}_{k}").T for k in "ifgo"])


def run_twin(torch, cell, params, xs, state, dhs, dstate, lengths=None):
    """Run torch forward and back. Return hs, last state, and all gradients, as NumPy arrays."""
    twin = torch_twin(torch, cell, params)
    inputs = [torch.tensor(a, requires_grad=True) for a in (xs, *(s[None] for s in state))]
    x, parts = inputs[0], tuple(inputs[1:]) if cell is lstm else inputs[1]
    rnn_utils = torch.nn.utils.rnn
    if lengths is not None:
        x = rnn_utils.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
    hs, last = twin(x, parts)
    if lengths is not None:
        hs, _ = rnn_utils.pad_packed_sequence(hs, total_length=len(xs))
    last = last if cell is lstm else (last,)
    loss = (hs * torch.tensor(dhs)).sum()
    loss = loss + sum((s[0] * torch.tensor(d)).sum() for s, d in zip(last, dstate, strict=True))
    loss.backward()
    leaves = zip(("xs", "h", "c"), inputs, strict=False)
    gradients = {name: leaf.grad.numpy() for name, leaf in leaves}
    for letter, name in (("W", "weight_hh_l0"), ("U", "weight_ih_l0"), ("b", "bias_ih_l0")):
        gradients[letter] = getattr(twin, name).grad.numpy()
    return hs.detach().numpy(), [s[0].detach().numpy() for s in last], gradients


def run_ours(cell, params, xs, state, dhs, dstate, lengths=None):
    """Run the package forward and back, and lay the gradients out as torch does."""
    hs, last, tape = sequence.forward(cell, params, xs, state, lengths)
    dxs, dfirst, dparams = sequence.backward(cell, params, tape, dhs, dstate)
    gradients = {"xs": dxs, **{k: d[None] for k, d in zip("hc", dfirst, strict=False)}}
    return hs, last, gradients | {letter: stacked(dparams, letter) for letter in "WUb"}


def assert_same(ours, theirs):
    """Compare outputs, states and gradients: shapes, then values below 1e-9 by norm."""
    (hs, last, gradients), (torch_hs, torch_last, torch_gradients) = ours, theirs
    assert gradients.keys() == torch_gradients.keys()
    pairs = {"hs": (hs, torch_hs)}
    pairs |= {f"last {k}": pair for k, pair in enumerate(zip(last, torch_last, strict=True))}
    pairs |= {f"d{k}": (gradients[k], torch_gradients[k]) for k in gradients}
    for name, (a, b) in pairs.items():
        assert a.shape == b.shape, name
        assert np.linalg.norm(b) > 0, name
        assert gradcheck.relative_error(a, b) < 1e-9, name


@pytest.mark.parametrize("seed", CASES)
@pytest.mark.parametrize("cell", [rnn, lstm])
def test_a_cell_agrees_with_torch_forward_and_back(torch, cell, seed):
    case = random_case(cell, seed)
    assert_same(run_ours(cell, *case), run_twin(torch, cell, *case))


@pytest.mark.parametrize("seed", CASES)
@pytest.mark.parametrize("cell", [rnn, lstm])
def test_lengths_agree_with_torchs_packed_sequences(torch, cell, seed):
    case = random_case(cell, seed)
    T, N, _ = case[1].shape
    lengths = np.random.default_rng([seed, 18]).integers(1, T + 1, N)
    lengths[0], lengths[1] = T, T - 2
    theirs = run_twin(torch, cell, *case, lengths=lengths)
    assert_same(run_ours(cell, *case, lengths=lengths), theirs)


@pytest.mark.parametrize("seed", CASES)
def test_the_readout_agrees_with_torchs_linear_and_cross_entropy(torch, seed):
    rng = np.random.default_rng([seed, 19])
    T, N, H, K = rng.permutation(np.arange(3, 9))[:4]
    params = readout.Params(rng.standard_normal((H, K)), rng.standard_normal(K))
    h, targets = rng.standard_normal((T, N, H)), rng.integers(0, K, (T, N))
    mask = (rng.random((T, N)) < 0.6) | (np.arange(T * N).reshape(T, N) == 0)
    z = readout.logits(h, *params)
    dz = readout.logits_error(z, targets, mask)
    ours = [readout.cross_entropy(z, targets, mask), readout.hidden_error(dz, params.V)]
    ours += readout.parameter_gradients(dz, h)

    leaves = [torch.tensor(a, requires_grad=True) for a in (h, *params)]
    ignored = torch.from_numpy(np.where(mask, targets, -100))
    scores = leaves[0] @ leaves[1] + leaves[2]
    loss = torch.nn.functional.cross_entropy(scores.movedim(-1, 1), ignored)
    loss.backward()
    for a, b in zip(ours, [loss.detach(), *(leaf.grad for leaf in leaves)], strict=True):
        assert gradcheck.relative_error(a, b.numpy()) < 1e-9
    probabilities = torch.softmax(scores, dim=-1).detach().numpy()
    assert gradcheck.relative_error(readout.softmax(z), probabilities) < 1e-9
