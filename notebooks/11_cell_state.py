# %% [markdown]
r"""
# 11 · The cell state

**Part 2** · 35 minutes · You need: lessons 09 and 10.

Previous: [10 · The forget gate](10_forget_gate.ipynb) ·
[Exercise](../exercises/2_lstm_gates/11_cell_state.ipynb) ·
Next: [12 · The output gate](12_output_gate.ipynb)

**The question.** We have an input gate, a candidate and a forget gate. How do they make the new content of the cell from the old
one? And how full can the cell get?
"""

# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm

# %% [markdown]
r"""
## First keep, then pour

A step has two halves. First the forget gate decides what stays: the part $f$ of the old content. Then the input gate pours
something new on top: the part $i$ of the candidate $g$.

$$ c_t = f_t \odot c_{t-1} + i_t \odot g_t \tag{L4} $$

All four arrays have the shape $(N, H)$, and $\odot$ multiplies entry by entry. Unit 3 of the cell never sees unit 5 here.
"""

# %% [markdown]
r"""
(L4) is no new valve and comes from no failure of its own: it writes down what $i$, $g$ and $f$ already do. In the package it is the function
`lstm.cell_state`; you will write it.

Here it is at work. A cell that holds 2 keeps half of it and takes in nine tenths of $-1$. Work it out in your head first.
"""

# %%
c = lstm.cell_state(c_prev=2.0, f=0.5, i=0.9, g=-1.0)
print(f"c = {c:.2f}")

# %% [markdown]
r"""
## Forty steps

Now let it run. The cell is empty, and at every step $i = g = 1$ pours in 1.

**Predict:** what is in it after 40 steps when nothing is let go, $f = 1$? And when each step lets a tenth go, $f = 0.9$?
"""

# %%
explorers.cell_state()

# %% [markdown]
r"""
**How to read it.** The pipe of lesson 08, larger, at one half-step: what passes $f$, then what $i$ lets in. At the right is $c$ over
the steps; the dashed lines are another setting and the ceiling. At the bottom is $\tanh(c)$, the most that $h$ can show of it.

In the next cell we do the same in numbers.
"""

# %%
for f in (1.0, 0.95, 0.9, 0.5, 0.0):
    c = 0.0
    for _ in range(40):
        c = lstm.cell_state(c, f, i=1.0, g=1.0)
    ceiling = f"{1 / (1 - f):.2f}" if f < 1 else "none"
    print(f"f = {f:4.2f}   after 40 steps {c:5.2f}   ceiling {ceiling}")

# %% [markdown]
r"""
**Finding.** With $f = 1$ the cell is a counter: 40 steps, 40. Nothing bounds it.

With $f = 0.9$ it stops near 10. Where? At the level that a step leaves alone: $c = f c + i g$ gives $c = ig/(1 - f)$. For
$f = 0.9$ that is a **ceiling** of 10, and after 40 steps 9.85 is reached.

So a cell is not bounded by 1 as an RNN's state is. Only $h$ is.
"""

# %% [markdown]
r"""
## Counter, average, last value

The two gates are free of each other, and so one line can be three memories. Set $i = 1 - f$: a tenth of the new comes in, and a tenth of the old goes.

**Predict:** 400 noisy candidates come in, with a mean near 0.4. What does the cell with $f = 0.9$ and $i = 0.1$ hold?
"""

# %%
explorers.guess("11_held_with_i_a_tenth")

# %%
rng = np.random.default_rng(0)
g = np.tanh(rng.normal(0.5, 0.4, 400))
c, levels = 0.0, []
for g_t in g:
    c = lstm.cell_state(c, f=0.9, i=0.1, g=g_t)
    levels.append(c)
print(f"candidates: mean {g.mean():.2f}, spread {g.std():.2f}")
print(f"cell:       mean {np.mean(levels[40:]):.2f}, spread {np.std(levels[40:]):.2f}")

# %% [markdown]
r"""
**Finding.** The cell follows the mean, 0.40, with a spread of 0.06 in place of 0.30. It is a running average over some ten steps, which
elsewhere is called a *leaky unit*.

| $f$ | $i$ | the cell is |
|---|---|---|
| 1 | 1 | a counter |
| 1 | 0 | a store that nothing touches |
| 0.9 | 0.1 | a running average |
| 0 | 1 | the last value |
"""

# %% [markdown]
r"""
## What a full cell loses

A counter that stands at 40 knows more than one at 5. But what is shown goes through tanh. **Predict:** by how much do the two differ
for a reader of $h$?
"""

# %%
explorers.guess("11_tanh_of_5_and_40")

# %%
for c in (0.5, 1.0, 2.0, 5.0, 40.0):
    print(f"c = {c:4.1f}   tanh(c) = {np.tanh(c):.4f}")
print(f"tanh(40) - tanh(5) = {np.tanh(40) - np.tanh(5):.1e}")

# %% [markdown]
r"""
**Finding.** By 9e-5: a reader can hardly tell 0.9999 from 1.0000. The cell still holds the difference, and if it falls back to 1, the difference
shows again. But as long as $c$ is large, $h$ is almost constant. In lesson 10 the error paid for this; in lesson 14 it returns as an error of
nearly 0.
"""

# %% [markdown]
r"""
## Does the order matter?

Pour first, let go afterwards: then $f$ also takes a part of what has only just come in. **Predict** the ceiling of this cell for $f = 0.9$.
"""

# %%
explorers.guess("11_ceiling_when_poured_first")

# %%
c = 0.0
for _ in range(400):
    c = lstm.cell_state(c + 1.0, f=0.9, i=0.0, g=0.0)
print(f"pour first:  {c:.2f}")
c = 0.0
for _ in range(400):
    c = lstm.cell_state(c, f=0.9, i=1.0, g=1.0)
print(f"keep first: {c:.2f}")

# %% [markdown]
r"""
**Finding.** 9 in place of 10. With $f = 0$ it is worse: the cell would be empty, whatever comes in. Keeping first means that a
new message can replace an old one in *one* step, with $f = 0$ and $i = 1$. The messenger does this at step 11.
"""

# %% [markdown]
r"""
## What we now know

1. (L4): keep $f c_{t-1}$, then pour in $i g$. Each unit alone.
2. The cell is not bounded by 1. With $f = 1$ it counts; below 1 it rests at $ig/(1 - f)$; with $i = 1 - f$ it averages.
3. After tanh 5 and 40 differ by 9e-5, though the cell holds both.

**Your turn:** [write `cell_state`](../exercises/2_lstm_gates/11_cell_state.ipynb).

**Next:** who gets to see the cell? [12 · The output gate](12_output_gate.ipynb).
"""
