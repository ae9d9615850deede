# %%
import numpy as np

from lstm_lab import explorers, mine, sequence
from lstm_lab.cells import convert, lstm
from lstm_lab.data import messenger
from lstm_lab.explorers import gates

# %%
rng = np.random.default_rng(13)
params = lstm.init(3, 4, rng=rng)
x, h_prev, c_prev = rng.standard_normal((2, 3)), np.zeros((2, 4)), np.zeros((2, 4))
(h, c), trace = lstm.step(params, x, h_prev, c_prev)
for name, array in trace._asdict().items():
    print(f"{name:6s} {array.shape}")

# %%
explorers.lstm_step()

# %%
six = ("input_gate", "candidate", "forget_gate", "cell_state", "output_gate", "hidden_state")
for row in mine.table():
    if row.name in six:
        print(f"{row.name:14s} {row.whose}")

# %%
explorers.lstm_step(parts=mine)

# %%
xs, state = rng.standard_normal((5, 1, 3)), tuple(rng.uniform(-1, 1, (2, 1, 4)))
own = {name: getattr(mine, name) for name in six}
course, ours = (gates.run(params, xs, state, functions=f) for f in ({}, own))
for name in "igfcoh":
    off = np.abs(getattr(ours, name) - getattr(course, name)).max()
    print(f"{name}   largest difference", "below 1e-12" if off < 1e-12 else f"{off:.1e}")

# %%
hand_set = lstm.Params(**messenger.weights())
hs, (h, c), tape = sequence.forward(lstm, hand_set, messenger.inputs())
print("h at step 9 and 15:          ", hs[[9, 15], 0, 0].round(2))
print("the messages, squashed twice:", np.tanh(np.tanh(messenger.messages()[[9, 15]])).round(2))
print("steps with |h| > 0.01:       ", np.flatnonzero(np.abs(hs[:, 0, 0]) > 0.01))

# %%
for name, array in convert.to_torch(params).items():
    print(f"{name:14s} {array.shape}")
names = "kernel", "recurrent_kernel", "bias"
for name, array in zip(names, convert.to_keras(params), strict=True):
    print(f"{name:17s} {array.shape}")
for there, back in ((convert.to_torch, convert.from_torch), (convert.to_keras, convert.from_keras)):
    same = all(np.array_equal(a, b) for a, b in zip(params, back(there(params)), strict=True))
    print(f"{there.__name__} and {back.__name__}: the same params come back: {same}")
