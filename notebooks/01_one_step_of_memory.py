# %% [markdown]
r"""
# 01 · One step of memory

**Part 1** · 35 minutes · You need: matrix products, the function tanh.

Previous: [00 · Start here](00_start_here.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/01_one_step_of_memory.ipynb) ·
Next: [02 · Reading out](02_reading_out.ipynb)

**The question.** A network reads one number after another. At step 0 it sees a message. Then come
thirty steps of silence. How can it still know, at step 30, what it saw at step 0?
"""

# %%
import numpy as np

from lstm_lab import explorers, sequence
from lstm_lab.cells import rnn

# %% [markdown]
r"""
## One number that looks at itself

We give the network one number to keep, the **hidden state** $h$. At every step it is made anew, from
two things: the input $x_t$ that comes now, and the value $h_{t-1}$ that it had a step ago.

How much of the old value goes into the new one? That is a weight, $w$. The input is added, and tanh
keeps the sum between $-1$ and $1$: $h_t = \tanh(w h_{t-1} + x_t)$.

Here is one step with $w = 0.9$. The state is 0, and a pulse of 1 comes in. **Predict** the new state.
"""

# %%
explorers.guess("01_first_state")

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
pulse, silence = np.array([[1.0]]), np.array([[0.0]])
(h,), _ = rnn.step(params, pulse, h_prev=np.array([[0.0]]))
print(f"h = tanh(0.9 * 0 + 1) = {h[0, 0]:.4f}")

# %% [markdown]
r"""
That is what the pulse left behind. Numbers stand in two brackets here because `rnn.step` takes arrays,
one example a row; what goes into `_` is needed in lesson 03 only.

Now silence: nothing comes in, and only the old value is left to make the new one.
"""

# %%
(h_next,), _ = rnn.step(params, silence, h_prev=h)
print(f"h = tanh(0.9 * {h[0, 0]:.4f} + 0) = {h_next[0, 0]:.4f}")

# %% [markdown]
r"""
A bit smaller, and still there. **That is memory**: yesterday's output is a part of today's input.

What is left of this pulse after 30 silent steps? That depends on $w$. **Predict** two cases below, and only then move the
slider.

1. $w = 0.9$: what is left of the pulse?
2. $w = 1.5$: what is left?
"""

# %%
explorers.rnn_step()

# %% [markdown]
r"""
**How to read it.** On the right, bars are inputs and the line is the state over time. On the left is
the machine that makes it: go up from the old state to the curve (dash-dot while the pulse comes
in, solid in silence), across to the diagonal, and you stand at the next step's starting point. Step
by step this draws a staircase.

The staircase walks to the place where the curve crosses the diagonal, and there it stays. Such a
place is a **fixed point**.
"""

# %%
xs = np.zeros((31, 1, 1))
xs[0] = 1.0
for w in (0.5, 0.9, 1.0, 1.5, -0.9, -1.5):
    hs, _, _ = sequence.forward(rnn, params._replace(W=np.array([[w]])), xs)
    print(f"w = {w:4.1f}   after the pulse {hs[0, 0, 0]:.3f}   29 steps later {hs[29, 0, 0]:6.3f}"
          f"   30 steps later {hs[30, 0, 0]:6.3f}")

# %% [markdown]
r"""
**Finding.** With $w = 0.9$ only 0.02 is left: the message faded. With $w = 1.5$ the state is stuck at
0.859 and stays there for ever.

Why the difference? At 0 the curve's slope is $w$. From $-1$ to 1 all stairs lead to 0, at $w = 1$ very slowly. Above 1 the
curve crosses the diagonal at three places, and the outer two, $\pm 0.859$ for $w = 1.5$, hold what comes near.

With $w < 0$ the state changes its sign at every step; below $-1$ it swings between two values for ever. Try it.
"""

# %% [markdown]
r"""
## Can a stuck state be changed?

At $w = 1.5$ the state remembers that a pulse came. Ten steps later we want it to forget, and send the
opposite pulse. **Predict:** is a second pulse of $-1$, as large as the first, enough?
"""

# %%
explorers.guess("01_second_pulse")

# %% [markdown]
r"""
To see it move, set $w$ to 1.5 in the picture above, choose *two pulses* as the input, and change the size of the second. Or
let the numbers speak:
"""

# %%
stubborn = params._replace(W=np.array([[1.5]]))
for size in (1.0, 1.2, 1.3, 1.5):
    xs = np.zeros((41, 1, 1))
    xs[0], xs[10] = 1.0, -size
    hs, _, _ = sequence.forward(rnn, stubborn, xs)
    print(f"second pulse {-size:4.1f}   right after it {hs[10, 0, 0]:6.3f}   "
          f"30 steps later {hs[40, 0, 0]:6.3f}")

# %% [markdown]
r"""
**Finding.** An opposite pulse of 1 cannot erase it: the state falls to 0.28 and climbs back to 0.859.
A pulse of 1.3 turns it over to $-0.859$, where it is stuck again.

So this number can hold a message, but nothing tells it *when* to listen and *when* to forget. Every
input pushes it, noise as well. Keep this in mind. In lesson 09 we build the valve that is missing
here.
"""

# %% [markdown]
r"""
## From one number to many

Real states have $H$ numbers, real inputs have $D$, and we run $N$ examples at once, one a row. The
weight $w$ becomes a matrix $W$: every old number may push every new one.

$$ a_t = h_{t-1} W + x_t U + b, \qquad h_t = \tanh(a_t) \tag{R1} $$

Read it from the shapes: $(N, H)(H, H)$ and $(N, D)(D, H)$ both give $(N, H)$. The bias $b$ of shape
$(H,)$ is added to every row.
"""

# %% [markdown]
r"""
In the package this is one line of `lstm_lab/cells/rnn.py`, and `# (R1)` stands at its end. So it is in every lesson: an
equation, its label, one line of code. You write this line yourself in the exercise. Here it runs on random arrays:
"""

# %%
N, D, H = 2, 3, 5
rng = np.random.default_rng(1)
params = rnn.init(D, H, rng=rng)
(h,), _ = rnn.step(params, x=rng.standard_normal((N, D)), h_prev=np.zeros((N, H)))
for name, array in params._asdict().items():
    print(f"{name} has shape {array.shape}")
print(f"h has shape {h.shape}")

# %% [markdown]
r"""
## Drawn over time

A network that reads a sequence can be drawn once for every step. **Predict:** how many matrices $W$ does it learn when it
reads 5 steps? And 500?
"""

# %%
explorers.guess("01_matrices_for_500_steps")

# %%
explorers.unrolled()

# %%
for T in (5, 500):
    hs, _, _ = sequence.forward(rnn, params, rng.standard_normal((T, N, D)))
    count = sum(array.size for array in params)
    print(f"T = {T:3d}   states {hs.shape}   numbers to learn {count}")

# %% [markdown]
r"""
**Finding.** One $W$, one $U$, one $b$: 45 numbers for 5 steps and 45 for 500. The copies in the drawing
are one network at different times, not many networks. Therefore it reads sequences of any length, and
the hidden size $H$ has nothing to do with the length $T$.
"""

# %% [markdown]
r"""
## What we now know

1. A recurrent network keeps a state: (R1) makes it anew from the old state and the input.
2. With one unit a pulse fades for $|w| < 1$, gets stuck for $w > 1$ and swings for $w < -1$. Nothing decides when to listen.
3. The weights are the same at every step, whatever the length.

**Your turn:** [write `rnn_step` and `rnn_forward`](../exercises/1_recurrent_networks/01_one_step_of_memory.ipynb).

**Next:** the state is a list of numbers. How does it become a word? That is
[02 · Reading out](02_reading_out.ipynb).
"""
