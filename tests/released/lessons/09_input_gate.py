# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid

# %%
rng = np.random.default_rng(9)
message, noise = np.tanh(0.9), np.tanh(rng.standard_normal((1000, 30)))
c = message + noise.sum(axis=1)
off = np.sqrt(((c - message) ** 2).mean())
print(f"the message is {message:.2f}; after 30 distractors the cell is off by {off:.1f}")
print(f"share of 1,000 draws in which the sign is still right: {(c > 0).mean():.2f}")

# %%
print("   a    sigma(a)   tanh(a)   sigma(a) * tanh(-1)")
for a in (-6.0, -2.0, 0.0, 2.0, 6.0):
    i, g = sigmoid(np.float64(a)), np.tanh(a)
    print(f"{a:4.0f} {i:10.4f} {g:9.3f} {i * np.tanh(-1.0):15.3f}")

# %%
explorers.input_gate()

# %%
print(" a_i   shut      off by, 1,000 draws   part of the message")
for a in (-2.0, -4.0, -6.0):
    i = sigmoid(np.float64(a))
    off = np.sqrt(((i * noise).sum(axis=1) ** 2).mean())
    print(f"{a:4.0f}   {1 - i:7.2%} {off:17.3f} {off / message:20.1%}")

# %%
one_sided = np.abs(noise)
for a in (-2.0, -6.0):
    i = sigmoid(np.float64(a))
    random, leaning = (
        np.sqrt(((i * v).sum(axis=1) ** 2).mean()) for v in (noise, one_sided)
    )
    print(f"a_i = {a:2.0f}   random {random:.3f}   all above 0 {leaning:.2f}   "
          f"{leaning / random:.1f} times as much")

# %%
params = lstm.init(3, 4, rng=np.random.default_rng(0))
x, h_prev = rng.standard_normal((2, 3)), rng.uniform(-1, 1, (2, 4))
print(lstm.input_gate(x, h_prev, params.W_i, params.U_i, params.b_i).round(2))
