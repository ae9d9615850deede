# %% [markdown]
r"""
# 12 · The output gate

**Part 2** · 35 minutes · You need: lesson 11.

Previous: [11 · The cell state](11_cell_state.ipynb) ·
[Exercise](../exercises/2_lstm_gates/12_output_gate.ipynb) ·
Next: [13 · The forward pass](13_forward_pass.ipynb)

**The question.** In lesson 08 the output gate was stuck open, and both answers were right all the same. Why is it there? And who else
looks at what the cell says?
"""

# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from lstm_lab.explorers import gates, stage

# %% [markdown]
r"""
## Who listens to h?

The read-out does, or the layer above. But there are four more listeners: **the cell's own gates**. Each of them gets $x_t$ and $h_{t-1}$.

In the messenger so far, the gates did not listen to $h$: every $W_k$ was 0. Now we let its input gate listen, first a little, then more.

**Predict:** with the output gate at work, do the answers stay 0.61 and $-0.53$? And with $o = 1$ at all steps?
"""

# %%
explorers.guess("12_wrong_with_a_listening_gate")

# %%
params = lstm.Params(**messenger.weights())
xs = messenger.inputs()
print("W_i   o at work: answers   o = 1: answers   largest i at steps 3 to 9")
for weight in (0.0, 2.0, 4.0, 6.0, 8.0):
    listening = params._replace(W_i=np.array([[weight]]))
    work, talks = (gates.run(listening, xs, frozen=held) for held in ({}, {"o": 1}))
    print(f"{weight:3.0f} {work.h[9, 0]:12.2f} {work.h[15, 0]:6.2f} {talks.h[9, 0]:13.2f} "
          f"{talks.h[15, 0]:6.2f} {talks.i[3:10].max():18.3f}")

# %% [markdown]
r"""
**Finding.** With the gate at work the answers stay. With $o = 1$ the cell talks all the time, its own input gate hears it and opens, and noise
comes in. The first answer moves from 0.61 to 0.64 at $W_i = 4$ and to 0.81 at 8; the second stays at $-0.53$, because below zero the same weight
*shuts* the gate.

So **a cell that talks can disturb itself**. In a layer $h$ goes to the gates of every unit. The output gate lets it hold a message in
silence; this is why it was put there (Hochreiter & Schmidhuber 1997, section 4).
"""

# %% [markdown]
r"""
## The fourth gate

It is built as the other two gates are, with weights of its own:

$$ o_t = \sigma(h_{t-1} W_o + x_t U_o + b_o) \tag{L5} $$

The sigmoid keeps it between 0 and 1. In the package it is `lstm.output_gate`; you will write it.
"""

# %% [markdown]
r"""
What does it let through? Not $c$ itself. Lesson 11 showed that $c$ can be 40, and all who listen would meet 40 at one time and 0.1 at
another. So $c$ is squashed first:

$$ h_t = o_t \odot \tanh(c_t) \tag{L6} $$

It is the *new* $c_t$ that is shown. What came in at this step can be said at this step.
"""

# %%
c = np.array([0.1, 1.0, 5.0, 40.0])
for o in (1.0, 0.5, 0.0):
    print(f"o = {o:.1f}   h =", np.array2string(lstm.hidden_state(o, c), precision=2, floatmode="fixed"))

# %% [markdown]
r"""
## Behind a shut gate

Back to the tap of lesson 08: $c$ stands above the plate, and $h$ is what falls through. Whoever reads this cell, the gates of the next step
among them, gets $h$.

**Predict two things.** The output gate is shut for 20 steps: what happens to $c$ behind it? Then $c$ jumps by about 1 while the gate is shut: which
gates notice?
"""

# %%
explorers.output_gate()

# %% [markdown]
r"""
**How to read it.** Dark is shut, at the tap and in the floor of the lane below. Move the step, and see what each side knows. The lower lane is what
the gates get: $h$, one step later. Raise $a_o$ to $-2$ and watch how little of an opening is enough.

In this cell every $W_k$ is 1: all four gates listen. Here are the numbers.
"""

# %%
for asked in (stage.OFTEN, stage.OPEN):
    ran, calm = (stage.run(asked, -6.0, 0.9, jump=jump) for jump in (True, False))
    moved = stage.changes_after_the_jump(ran, calm)
    print(f"{asked:16s} c at step 1 and 21: {ran.c[1, 0]:.3f} {ran.c[21, 0]:.3f}   "
          f"a jump of {ran.c[26, 0] - calm.c[26, 0]:.2f} moves a_f by {moved['f']:.4f}")

# %% [markdown]
r"""
**Finding.** Nothing happens to $c$: 0.900 before the 20 steps, and 0.899 after them. **A memory does not need to be said to be kept.**

And a jump of 0.96 behind the shut gate moves the gates' sums by 0.0006. None of them notices. With the gate open a jump of 0.99 moves them by
0.24.
"""

# %% [markdown]
r"""
## What the gates cannot know

So the forget gate decides whether to keep $c$ without seeing $c$. It sees what was said one step ago, by its own cell and by the others. A cell
that counts to 40 in silence cannot by itself have a gate that says "empty me at 40"; another unit would have to count along.

Some LSTMs give the gates a look at $c$ behind the gate. These connections are called *peepholes*. The LSTM of PyTorch and Keras has none.
"""

# %% [markdown]
r"""
## Two memories that look alike

When $h$ is 0, what do we know about the cell? **Predict:** both cells below have $h$ near 0. Are both empty?
"""

# %%
explorers.guess("12_silent_or_empty")

# %%
for name, c, o in (("cell A", 0.0, 1.0), ("cell B", 3.0, 0.0)):
    now = lstm.hidden_state(o, c)
    later = lstm.hidden_state(1.0, lstm.cell_state(c, f=1.0, i=0.0, g=0.0))
    print(f"{name}: h = {now:.3f}   one step later, with the tap open: {later:.3f}")

# %% [markdown]
r"""
**Finding.** Cell A has nothing to say. Cell B is silent. From $h$ alone they cannot be told apart, and one step later one of them says 0.995.

Therefore an LSTM hands *two* things to the next step, $h$ and $c$. Who keeps only $h$ between two pieces of a text has thrown the memory away.
"""

# %% [markdown]
r"""
## What we now know

1. (L5) decides how much of the cell is shown, (L6) shows it: $h = o \odot \tanh(c)$.
2. $c$ is kept in silence. A cell that talks all the time can disturb its own gates.
3. The gates see $h$ and not $c$. What is behind a shut output gate changes no gate.

**Your turn:** [write `output_gate` and `hidden_state`](../exercises/2_lstm_gates/12_output_gate.ipynb).

**Next:** all six lines are there. [13 · The forward pass](13_forward_pass.ipynb) puts them together.
"""
