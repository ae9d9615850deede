# %%
import numpy as np

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import half_life, lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import messenger
from lstm_lab.explorers import gates
from lstm_lab.explorers.half_life import new_networks

# %%
params, xs = lstm.Params(**messenger.weights()), messenger.inputs()
run = gates.run(params, xs, frozen={"f": 1.0})
for t in (9, 15):
    right = np.tanh(messenger.messages()[t])
    print(f"step {t:2d}   the cell holds {run.c[t, 0]:5.2f}   the message is {right:5.2f}")

# %%
rng = np.random.default_rng(10)
stored = np.tanh(rng.standard_normal((1000, 100)))
random = np.abs(stored.cumsum(axis=1))[:, [0, 9, 99]].mean(axis=0)
same = np.abs(stored).cumsum(axis=1)[:, [0, 9, 99]].mean(axis=0)
for n, a, b in zip((1, 10, 100), random, same, strict=True):
    print(f"after {n:3d} messages |c| is {a:4.1f} (random signs) or {b:4.1f} (one sign)")

# %%
run = gates.run(params, xs)
for t in (10, 11, 12, 15):
    print(f"step {t}   store {xs[t, 0, 1]:.0f}   f {run.f[t, 0]:.4f}   i {run.i[t, 0]:.4f}"
          f"   c {run.c[t, 0]:5.2f}")

# %%
explorers.forget_gate()

# %%
print("b_f        f    half-life   left after 50 steps")
for b in (0.0, 1.0, 3.0, 5.0):
    f = sigmoid(np.float64(b))
    steps = half_life.half_life(f)
    print(f"{b:3.0f} {f:8.4f} {steps:12.1f} {f**50:16.1e}")

# %%
rng = np.random.default_rng(2)
whole = lstm.init(3, 4, rng=rng)
alone = whole._replace(**{f"W_{k}": np.zeros((4, 4)) for k in "igfo"})
xs, c_s, error = rng.standard_normal((5, 1, 3)), rng.standard_normal((1, 4)), np.ones(4)


def last_cell(params):
    return gates.run(params, xs, (np.zeros((1, 4)), c_s)).c[-1] @ error


for name, params in (("W = 0", alone), ("W as drawn", whole)):
    fs = gates.run(params, xs, (np.zeros((1, 4)), c_s)).f[:, None]
    measured = gradcheck.numeric_gradient(lambda params=params: last_cell(params), c_s)
    difference = gradcheck.relative_error(lstm.cell_jacobian(fs), measured)
    print(f"{name:11s} (V2) is the whole derivative: {difference < 1e-8}")

# %%
found = new_networks(lag=50, draws=20)
for name, sizes in found.items():
    print(f"{name:22s} typical gradient at lag 50: {np.exp(np.log(sizes).mean()):.0e}")
worse = found["LSTM, b_f = 0"] < found["RNN, orthogonal W"]
print(f"draws in which the LSTM with b_f = 0 is worse than the RNN: {worse.mean():.0%}")
