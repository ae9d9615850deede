# %%
import numpy as np

from lstm_lab import bidirectional, explorers, gradcheck, sequence, stacked
from lstm_lab.cells import rnn

# %%
rng = np.random.default_rng(6)
params = bidirectional.init(rnn, 2, 4, rng=rng)
xs = rng.standard_normal((6, 2, 2))
together, _, _ = bidirectional.forward(rnn, params, xs, lengths=(6, 3))
alone, _, _ = bidirectional.forward(rnn, params, xs[:3, 1:])
print("shape of the joined states:", together.shape)
same = np.allclose(together[:3, 1:], alone)
print("the short example reads as if it were alone:", same)

# %%
explorers.two_directions()

# %%
layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 5, rng=rng)]
xs, dhs = rng.standard_normal((6, 2, 3)), rng.standard_normal((6, 2, 5))


def weighted_sum():
    return (stacked.forward(rnn, layers, xs)[0] * dhs).sum()


_, _, tapes = stacked.forward(rnn, layers, xs)
dxs, _, dlayers = stacked.backward(rnn, layers, tapes, dhs)
result = gradcheck.check(
    weighted_sum, {"xs": xs, "W1": layers[0].W, "W2": layers[1].W},
    {"xs": dxs, "W1": dlayers[0].W, "W2": dlayers[1].W},
)
print("both layers and the input agree with the numbers:", result.largest < 1e-8)

# %%
xs = rng.standard_normal((6, 1, 3))
moved = xs.copy()
moved[-1] += 1.0
both = bidirectional.init(rnn, 3, 4, rng=rng)
two_layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 4, rng=rng)]
a, b = (bidirectional.forward(rnn, both, x)[0][0, 0] for x in (xs, moved))
print("two directions, which units of output 0 change:", (a != b).astype(int))
a, b = (stacked.forward(rnn, two_layers, x)[0][0, 0] for x in (xs, moved))
print("two layers,     which units of output 0 change:", (a != b).astype(int))

# %%
D, H, T = 12, 16, 31
arrived, slopes = np.empty((40, 2)), np.empty((40, 2))
for seed in range(40):
    rng = np.random.default_rng(seed)
    layers = []
    for width in (D, H):
        W = rng.standard_normal((H, H))
        W /= np.abs(np.linalg.eigvals(W)).max()
        layers.append(rnn.init(width, H, rng=rng)._replace(W=W))
    xs, dhs = rng.standard_normal((T, 1, D)), np.zeros((T, 1, H))
    dhs[-1] = 1 / np.sqrt(H)
    for k, stack in enumerate((layers[:1], layers)):
        hs, _, tapes = stacked.forward(rnn, stack, xs)
        slopes[seed, k] = (1 - hs**2).mean()
        dxs, _, _ = stacked.backward(rnn, stack, tapes, dhs)
        arrived[seed, k] = np.linalg.norm(dxs[0])

# %%
for k, name in enumerate(("one layer", "two layers")):
    sizes = arrived[:, k]
    print(f"{name}: median of 40 draws {np.median(sizes):.0e}, largest {sizes.max():.0e}")
gain = np.median(arrived[:, 1] / arrived[:, 0])
print(f"a second layer makes it {gain:.0f} times as large")
print("mean slope of tanh in layer 1 and layer 2:", slopes.mean(axis=0).round(2))

# %%
halved = []
for seed in range(40):
    rng = np.random.default_rng(seed)
    W = rng.standard_normal((H, H))
    W /= np.abs(np.linalg.eigvals(W)).max()
    params = rnn.init(D, H, rng=rng)._replace(W=W)
    xs = 0.5 * rng.standard_normal((T, 1, D))
    _, _, tape = sequence.forward(rnn, params, xs)
    dxs, _, _ = sequence.backward(rnn, params, tape, dhs)
    halved.append(np.linalg.norm(dxs[0]))
print(f"one layer, inputs halved: median of 40 draws {np.median(halved):.0e}")
