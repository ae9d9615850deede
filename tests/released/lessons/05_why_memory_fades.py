# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence, training
from lstm_lab.cells import rnn

# %%
rng = np.random.default_rng(5)
params, xs = rnn.init(3, 4, rng=rng), rng.standard_normal((4, 1, 3))
h_s, weights = rng.uniform(-1, 1, (1, 4)), rng.standard_normal(4)


def last_state():
    return sequence.forward(rnn, params, xs, (h_s,))[0][-1, 0] @ weights


hs = sequence.forward(rnn, params, xs, (h_s,))[0][:, 0]
measured = gradcheck.numeric_gradient(last_state, h_s)[0]
for name, states in (("as in (V1)", hs), ("reversed", hs[::-1])):
    computed = rnn.jacobian_product(states, params.W) @ weights
    right = gradcheck.relative_error(computed, measured) < 1e-8
    print(f"{name:<11} agrees with the numbers: {right}")

# %%
explorers.fading()

# %%
rng = np.random.default_rng(46)
D, H, T = 5, 32, 101
W_1 = rng.standard_normal((H, H))
U = rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
W_1 /= np.abs(np.linalg.eigvals(W_1)).max()
xs, error = rng.standard_normal((T, 1, D)), rng.standard_normal(H)
error /= np.linalg.norm(error)

for radius in (0.9, 1.0, 2.5):
    W = radius * W_1
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    with_tanh = np.linalg.norm(rnn.jacobian_product(hs[-50:, 0], W) @ error)
    linear = np.linalg.norm(rnn.jacobian_product(np.zeros((50, H)), W) @ error)
    print(f"radius {radius}   largest |h| {np.abs(hs).max():.2f}   "
          f"50 steps back: tanh {with_tanh:.0e}, linear {linear:.0e}")

# %%
grown = []
for seed in range(20):
    rng = np.random.default_rng(seed)
    W = rng.standard_normal((H, H))
    U = rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
    W *= 2.5 / np.abs(np.linalg.eigvals(W)).max()
    xs = rng.standard_normal((T, 1, D))
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    grown.append(np.linalg.norm(rnn.jacobian_product(hs[-50:, 0], W) @ error))
print(f"50 steps back, 20 draws: smallest {min(grown):.0e}, "
      f"median {np.median(grown):.0e}, largest {max(grown):.0e}")

# %%
W = np.array([[0.9, 5.0], [0.0, 0.9]])
for steps in (1, 5, 10, 20, 50, 100):
    most = np.linalg.norm(rnn.jacobian_product(np.zeros((steps, 2)), W), 2)
    print(f"{steps:3d} steps: an error can grow by the factor {most:.2g}")

# %%
latch = rnn.Params(W=np.array([[1.5]]), U=np.array([[1.0]]), b=np.array([0.0]))
xs = np.zeros((51, 2, 1))
xs[0, :, 0] = 1.0, -1.0
hs, _, _ = sequence.forward(rnn, latch, xs)
print(f"50 steps later the states are {hs[-1, 0, 0]:.3f} and {hs[-1, 1, 0]:.3f}")
for lag in (1, 10, 28, 50):
    gradient = rnn.jacobian_product(hs[-lag:, 0], latch.W)[0, 0]
    print(f"gradient {lag:2d} steps back: {gradient:.1e}")

# %%
gradients = rnn.Params(
    W=np.full((2, 2), 3.0), U=np.full((3, 2), 2.0), b=np.full(2, 0.1)
)
clipped, norm = training.clip_by_global_norm(gradients, limit=1.0)
again, norm_after = training.clip_by_global_norm(clipped, limit=1.0)
print(f"norm before {norm:.2f}, after {norm_after:.2f}")
for name in gradients._fields:
    ratio = getattr(clipped, name) / getattr(gradients, name)
    print(f"{name}: every number times {ratio.flat[0]:.3f}")
