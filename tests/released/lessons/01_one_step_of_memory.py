# %%
import numpy as np

from lstm_lab import explorers, sequence
from lstm_lab.cells import rnn

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
pulse, silence = np.array([[1.0]]), np.array([[0.0]])
(h,), _ = rnn.step(params, pulse, h_prev=np.array([[0.0]]))
print(f"h = tanh(0.9 * 0 + 1) = {h[0, 0]:.4f}")

# %%
(h_next,), _ = rnn.step(params, silence, h_prev=h)
print(f"h = tanh(0.9 * {h[0, 0]:.4f} + 0) = {h_next[0, 0]:.4f}")

# %%
explorers.rnn_step()

# %%
xs = np.zeros((31, 1, 1))
xs[0] = 1.0
for w in (0.5, 0.9, 1.0, 1.5, -0.9):
    hs, _, _ = sequence.forward(rnn, params._replace(W=np.array([[w]])), xs)
    print(f"w = {w:4.1f}   after the pulse {hs[0, 0, 0]:.3f}   30 steps later {hs[30, 0, 0]:6.3f}")

# %%
stubborn = params._replace(W=np.array([[1.5]]))
for size in (1.0, 1.2, 1.3, 1.5):
    xs = np.zeros((41, 1, 1))
    xs[0], xs[10] = 1.0, -size
    hs, _, _ = sequence.forward(rnn, stubborn, xs)
    print(f"second pulse {-size:4.1f}   right after it {hs[10, 0, 0]:6.3f}   "
          f"30 steps later {hs[40, 0, 0]:6.3f}")

# %%
N, D, H = 2, 3, 5
rng = np.random.default_rng(1)
params = rnn.init(D, H, rng=rng)
(h,), _ = rnn.step(params, x=rng.standard_normal((N, D)), h_prev=np.zeros((N, H)))
for name, array in params._asdict().items():
    print(f"{name} has shape {array.shape}")
print(f"h has shape {h.shape}")

# %%
explorers.unrolled()

# %%
for T in (5, 500):
    hs, _, _ = sequence.forward(rnn, params, rng.standard_normal((T, N, D)))
    count = sum(array.size for array in params)
    print(f"T = {T:3d}   states {hs.shape}   numbers to learn {count}")
