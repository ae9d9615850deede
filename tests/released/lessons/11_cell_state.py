# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm

# %%
c = lstm.cell_state(c_prev=2.0, f=0.5, i=0.9, g=-1.0)
print(f"c = 0.5*2 + 0.9*(-1) = {c:.2f}")

# %%
explorers.cell_state()

# %%
for f in (1.0, 0.95, 0.9, 0.5, 0.0):
    c = 0.0
    for _ in range(40):
        c = lstm.cell_state(c, f, i=1.0, g=1.0)
    ceiling = f"{1 / (1 - f):.2f}" if f < 1 else "none"
    print(f"f = {f:4.2f}   after 40 steps {c:5.2f}   ceiling {ceiling}")

# %%
rng = np.random.default_rng(0)
g = np.tanh(rng.normal(0.5, 0.4, 400))
c, levels = 0.0, []
for g_t in g:
    c = lstm.cell_state(c, f=0.9, i=0.1, g=g_t)
    levels.append(c)
print(f"candidates: mean {g.mean():.2f}, spread {g.std():.2f}")
print(f"cell:       mean {np.mean(levels[40:]):.2f}, spread {np.std(levels[40:]):.2f}")

# %%
for c in (0.5, 1.0, 2.0, 5.0, 40.0):
    print(f"c = {c:4.1f}   tanh(c) = {np.tanh(c):.4f}")

# %%
c = 0.0
for _ in range(400):
    c = lstm.cell_state(c + 1.0, f=0.9, i=0.0, g=0.0)
print(f"pour first:  {c:.2f}")
c = 0.0
for _ in range(400):
    c = lstm.cell_state(c, f=0.9, i=1.0, g=1.0)
print(f"drain first: {c:.2f}")

# %%
c_prev, f, i, g = rng.standard_normal(3), *rng.uniform(0, 1, (2, 3)), rng.uniform(-1, 1, 3)
c = lstm.cell_state(c_prev, f, i, g)
half = f * c_prev
half = half + i * g
print("as a program, off by at most", "0" if np.allclose(half, c) else "more")
print(f"as an equation, off by at most {np.abs(c - (c + i * g)).max():.2f}")
