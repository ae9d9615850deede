# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import rnn
from lstm_lab.course.progress_table import progress_table
from lstm_lab.training import start_here

# %%
explorers.continue_text()

# %%
network = start_here.load()
print(f"unit {network.unit}, compared with '{network.flag}' on new text: "
      f"correlation {network.correlation:.2f}")
print("arrays of numbers in the LSTM:", len(network.model.params.cell))

# %%
explorers.affine()

# %%
rng = np.random.default_rng(0)
W, U, b = rnn.init(3, 5, rng=rng)
h, x = rng.standard_normal((2, 5)), rng.standard_normal((2, 3))
rows = h @ W + x @ U + b
columns = W.T @ h.T + U.T @ x.T + b[:, None]
print("rows", rows.shape, " columns", columns.shape, " same numbers:", np.allclose(rows, columns.T))

# %%
progress_table()
