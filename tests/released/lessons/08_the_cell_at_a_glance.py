# %%
import numpy as np

from lstm_lab import explorers, sequence
from lstm_lab.cells import lstm, rnn
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import messenger
from lstm_lab.explorers import gates

# %%
xs = messenger.inputs()
print("step   value  store  ask")
for t, (value, store, ask) in enumerate(xs[:, 0]):
    print(f"{t:4d}   {value:5.1f}  {store:5.0f}  {ask:3.0f}")

# %%
U = np.array([[1.0], [0.0], [0.0]])
unit = rnn.Params(np.array([[0.9]]), U, np.zeros(1))
other = xs.copy()
other[9, 0, 0] = -0.9
for name, inputs in (("as it is", xs), ("other noise at step 9", other)):
    hs, _, _ = sequence.forward(rnn, unit, inputs)
    print(f"{name:22s} at step 9 the RNN says {hs[9, 0, 0]:5.2f}")

# %%
explorers.gate_settings()

# %%
params = lstm.Params(**messenger.weights())
stuck = {"nothing": {}, "i = 1": {"i": 1}, "f = 1": {"f": 1}, "f = 0": {"f": 0}, "o = 1": {"o": 1},
         "all three = 1": {"i": 1, "f": 1, "o": 1}}
print("stuck           h at 9   h at 15   largest c   steps with a sound")
for name, held in stuck.items():
    run = gates.run(params, xs, frozen=held)
    first, second = np.round(run.h[[9, 15], 0], 2) + 0.0
    print(f"{name:14s} {first:7.2f} {second:9.2f} {np.abs(run.c).max():11.2f}"
          f" {(np.abs(run.h) > 0.01).sum():20d}")

# %%
run = gates.run(params, xs)
for t in (1, 2, 3):
    print(f"step {t}   store {xs[t, 0, 1]:.0f}   a_i {run.a_i[t, 0]:4.0f}   i {run.i[t, 0]:.4f}")
print(f"the sigmoid of 6 is {sigmoid(np.float64(6)):.4f}")
