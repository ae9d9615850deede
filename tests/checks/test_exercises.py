"""Every listed mistake gives its id; right answers pass, however they are written."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import readout, rnn
from lstm_lab.judge.diagnose import diagnose


def report(name, function):
    return diagnose(checks.EXERCISES[name], function)


# What follows was written without looking at the fingerprints.


def zeros_and_previous(xs, h0, W, U, b):
    hs = np.zeros((len(xs), *h0.shape))
    for t in range(len(xs)):
        hs[t] = np.tanh(hs[t - 1] @ W + xs[t] @ U + b)
    return hs


def zeros_for_the_start(xs, h0, W, U, b):
    h, hs = np.zeros_like(h0), []
    for x in xs:
        h = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.array(hs)


def one_buffer(xs, h0, W, U, b):
    h, hs = h0.copy(), []
    for x in xs:
        h[...] = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)


def reset_inside(xs, h0, W, U, b):
    hs = []
    for x in xs:
        h = h0
        h = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)


def append_first(xs, h0, W, U, b):
    h, hs = h0, []
    for x in xs:
        hs.append(h)
        h = np.tanh(h @ W + x @ U + b)
    return np.stack(hs)


def writes_into_h0(xs, h0, W, U, b):
    hs = np.empty((len(xs), *h0.shape))
    for t, x in enumerate(xs):
        h0[...] = np.tanh(h0 @ W + x @ U + b)
        hs[t] = h0
    return hs


def swapped(x, h_prev, W, U, b):
    return np.tanh(x @ W + h_prev @ U + b)


def renamed_and_swapped(x, h_prev, U, W, b):
    return np.tanh(h_prev @ W + x @ U + b)


def softmax_no_maximum(z):
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def softmax_in_place(z):
    z -= z.max(-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def loss_of_all(z, targets, mask):
    y = readout.softmax(z).reshape(-1, z.shape[-1])
    return -np.log(y[np.arange(len(y)), targets.ravel()] + 1e-300).mean()


def error_aliased(z, targets, mask):
    y = readout.softmax(z)
    dz = y
    np.put_along_axis(dz, targets[..., None], np.take_along_axis(y, targets[..., None], -1) - 1, -1)
    onehot = np.eye(z.shape[-1])[targets]
    return (y - onehot) * mask[..., None] / mask.sum()


def error_not_divided(z, targets, mask):
    dz = readout.softmax(z)
    dz[(*np.indices(targets.shape), targets)] -= 1
    return dz * mask[..., None]


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("affine", lambda x, U, b: np.dot(x, U), "bias-missing"),
        ("affine", lambda x, U, b: U @ x + b, "factors-reversed"),
        ("rnn_step", lambda x, h, W, U, b: 1 / (1 + np.exp(-(x @ U + h @ W + b))), "tanh-sigmoid"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(h @ W.T + x @ U + b), "transposed"),
        ("rnn_step", swapped, "weights-swapped"),
        ("rnn_step", renamed_and_swapped, "arguments-reordered"),
        ("rnn_forward", zeros_and_previous, "time-wraps"),
        ("rnn_forward", zeros_for_the_start, "h0-ignored"),
        ("rnn_forward", one_buffer, "aliased-cache"),
        ("rnn_forward", reset_inside, "state-reset"),
        ("rnn_forward", append_first, "states-late"),
        ("rnn_forward", writes_into_h0, "caller-changed"),
        ("softmax", softmax_no_maximum, "overflow"),
        ("softmax", softmax_in_place, "caller-changed"),
        ("softmax", lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), "softmax-axis"),
        ("cross_entropy", loss_of_all, "padded-counted"),
        ("logits_error", error_aliased, "softmax-aliased"),
        ("logits_error", error_not_divided, "not-averaged"),
        ("predict", lambda hs, V, b: readout.softmax(np.roll(hs, 1, 0) @ V + b), "readout-late"),
        ("bits_per_character", lambda loss: loss * np.log(2), "log-base"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


def loop_over_examples(x, h_prev, W, U, b):
    h = np.zeros(h_prev.shape)
    for n in range(len(x)):
        for k in range(len(b)):
            h[n, k] = np.tanh(b[k] + sum(h_prev[n] * W[:, k]) + sum(x[n] * U[:, k]))
    return h


def with_einsum(x, h_prev, W, U, b):
    a = np.einsum("nh,hk->nk", h_prev, W) + np.einsum("nd,dk->nk", x, U)
    np.add(a, b, out=a)
    return np.tanh(a, out=a)


def with_concatenation(x, h_prev, W, U, b):
    return np.tanh(np.hstack([x, h_prev]) @ np.vstack([U, W]) + b)


def other_names(eingabe, zustand, A, B, c):
    print("noise")
    return np.tanh(zustand @ A + eingabe @ B + c)


def comprehension(xs, h0, W, U, b):
    h = h0
    return np.array([h := np.tanh(h @ W + x @ U + b) for x in xs])


def into_an_array(xs, h0, W, U, b):
    T, N, _ = xs.shape
    hs = np.empty((T + 1, N, len(b)))
    hs[0] = h0
    for t in range(T):
        hs[t + 1] = rnn.step(rnn.Params(W, U, b), xs[t], hs[t])[0][0]
    return hs[1:]


def softmax_by_lists(z):
    rows = []
    for row in z.reshape(-1, z.shape[-1]).tolist():
        top = max(row)
        powers = [2.718281828459045 ** (a - top) for a in row]
        rows.append([p / sum(powers) for p in powers])
    return np.array(rows).reshape(z.shape)


def loss_by_logaddexp(z, targets, mask):
    total = 0.0
    for where in np.argwhere(mask == 1):
        n = tuple(where)
        total += np.logaddexp.reduce(z[n]) - z[n][targets[n]]
    return float(total / mask.sum())


def loss_over_chosen(z, targets, mask):
    z, targets = z[mask > 0], targets[mask > 0]
    z = z - z.max(-1, keepdims=True)
    return (np.log(np.exp(z).sum(-1)) - z[np.arange(len(z)), targets]).mean()


def error_with_eye(z, targets, mask):
    y = np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))
    return np.where(mask[..., None] > 0, y - np.eye(z.shape[-1])[targets], 0.0) / mask.sum()


def sample_by_choice(p, temperature, rng):
    q = p ** (1 / temperature)
    return rng.choice(len(p), p=q / q.sum())


def sample_by_cumulation(p, temperature, rng):
    q = np.exp(np.log(p) / temperature)
    return int(np.searchsorted(np.cumsum(q / q.sum()), rng.random()))


def sample_by_gumbel(p, temperature, rng):
    return np.argmax(np.log(p) / temperature + rng.gumbel(size=len(p)))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("affine", lambda x, U, b: np.array([row @ U + b for row in x])),
        ("rnn_step", loop_over_examples),
        ("rnn_step", with_einsum),
        ("rnn_step", with_concatenation),
        ("rnn_step", other_names),
        ("rnn_step", lambda *args: rnn.step(rnn.Params(*args[2:]), *args[:2])[0][0]),
        ("rnn_forward", comprehension),
        ("rnn_forward", into_an_array),
        ("softmax", softmax_by_lists),
        ("softmax", lambda z: np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))),
        ("cross_entropy", loss_by_logaddexp),
        ("cross_entropy", loss_over_chosen),
        ("logits_error", error_with_eye),
        ("predict", lambda hs, V, b_y: np.stack([readout.softmax(h @ V + b_y) for h in hs])),
        ("sample", sample_by_choice),
        ("sample", sample_by_cumulation),
        ("sample", sample_by_gumbel),
        ("bits_per_character", lambda loss: np.float64(loss / np.log(2))),
        ("bits_per_character", lambda loss: loss * np.log2(np.e)),
    ],
)
def test_a_right_answer_in_another_style_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda p, temperature, rng: rng.choice(len(p), p=p), "temperature-ignored"),
        (
            lambda p, temperature, rng: sample_by_choice(p, 1 / temperature, rng),
            "temperature-inverted",
        ),
        (
            lambda p, temperature, rng: rng.choice(len(p), p=readout.softmax(p / temperature)),
            "temperature-on-probabilities",
        ),
        (lambda p, temperature, rng: int(p.argmax()), "always-likeliest"),
        (lambda p, temperature, rng: rng.integers(len(p)), "always-even"),
        (
            lambda p, temperature, rng: 1 + sample_by_choice(p, temperature, rng),
            "class-out-of-range",
        ),
        (
            lambda p, temperature, rng: sample_by_choice(p, temperature, np.random),
            "changes-between-calls",
        ),
        (lambda p, temperature, rng: float(sample_by_choice(p, temperature, rng)), "wrong-type"),
        (lambda p, temperature, rng: None, "returned-nothing"),
    ],
)
def test_a_sampler_is_judged_by_what_it_draws(function, mistake):
    assert report("sample", function).mistake == mistake


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        (
            "rnn_step",
            lambda x, h, W, U, b: np.tanh(h @ W @ W + x @ U + b),
            "Right when h_prev or W is zero",
        ),
        (
            "rnn_step",
            lambda x, h, W, U, b: np.tanh(h @ W + x @ U - b),
            "b came with the other sign",
        ),
        ("rnn_step", lambda x, h, W, U, b: 3 * np.tanh(h @ W + x @ U + b), "3 times what it"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) + 1, "a constant"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) / len(x), "N times too"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(np.tanh(h @ W + x @ U + b)), "tanh"),
        (
            "cross_entropy",
            lambda z, t, m: readout.cross_entropy(z, t, 2 * m - m**2 + 1),
            "every step counts",
        ),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(name, function, said):
    found = report(name, function)
    assert (found.stage, found.mistake) == ("probe", None)
    assert said in found.message
