# %% [markdown]
r"""
# 08 · The cell at a glance

**Part 2** · 35 minutes · You need: lessons 01 and 05.

Previous: [07 · A first language model](07_first_language_model.ipynb) ·
[Exercise](../exercises/2_lstm_gates/08_the_cell_at_a_glance.ipynb) ·
Next: [09 · The input gate](09_input_gate.ipynb)

**The question.** In lesson 01 one number held a message past silence, but every input pushed it. In lesson 05 we saw that learning by such
a number is a matter of luck, the more so the longer the wait. What would a memory need, so that noise cannot touch it?
"""

# %%
import numpy as np

from lstm_lab import explorers, sequence
from lstm_lab.cells import lstm, rnn
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import messenger
from lstm_lab.explorers import gates

# %% [markdown]
r"""
## The messenger

One task goes with us through this part. At each of 16 steps a value comes in. Nearly all of them are noise.

- When the signal **store** is 1, the value is a message: keep it.
- When the signal **ask** is 1, say the last message.
- At all other steps, be silent.
"""

# %%
xs = messenger.inputs()
print("step   value  store  ask")
for t, (value, store, ask) in enumerate(xs[:, 0]):
    print(f"{t:4d}   {value:5.1f}  {store:5.0f}  {ask:3.0f}")

# %% [markdown]
r"""
The message 0.9 comes at step 2, and it is asked for at step 9. The message $-0.7$ comes at step 11, and it is asked for at step 15.

First we give the values to lesson 01's single unit with $w = 0.9$. **Predict:** we change the noise at step 9 from
0.9 to $-0.9$. Does its answer change?
"""

# %%
explorers.guess("08_rnn_answer_to_other_noise")

# %%
U = np.array([[1.0], [0.0], [0.0]])
unit = rnn.Params(np.array([[0.9]]), U, np.zeros(1))
other = xs.copy()
other[9, 0, 0] = -0.9
for name, inputs in (("as it is", xs), ("other noise at step 9", other)):
    hs, _, _ = sequence.forward(rnn, unit, inputs)
    print(f"{name:22s} at step 9 the RNN says {hs[9, 0, 0]:5.2f}")

# %% [markdown]
r"""
**Finding.** It says 0.91 and then $-0.28$. The 0.91 was luck: the noise of that step happened to be 0.9. This unit mixes what
comes in with what it said before; no part of its answer is kept for the message.

What is missing? Three decisions. *When* to let something in. *When* to let go of the old. *When* to speak. A single weight makes the same
decision at every step.
"""

# %% [markdown]
r"""
## A pipe and three valves

We give the memory a pipe of its own, the **cell state** $c$, and three valves. Each valve is a number between 0, shut, and 1, open.

| | valve | it says |
|---|---|---|
| $f$ | forget gate, in the pipe | which part of the old $c$ is kept |
| $i$ | input gate, at the inlet | which part of the new, $g$, comes in |
| $o$ | output gate, at the tap | which part of $c$ is shown as $h$ |

Note that $f = 1$ means *keep*, not forget.
"""

# %% [markdown]
r"""
Below is the whole cell at one step, and under it the messenger's 16 steps. The cell's weights were set by hand. Two formulas with the
numbers of the step stand between them; lessons 11 and 12 are about these.

**Predict first.** One valve breaks and is stuck open. The others still work. Which one ruins the second answer but not the
first?
"""

# %%
explorers.gate_settings()

# %% [markdown]
r"""
**How to read it.** The pipe carries $c$: its level is the size. Orange is above zero; violet, hatched, is below. **Dark is shut**: a plate stops
the share that it covers. $f$ comes down into the pipe; $g$ lies in the funnel, and $i$ lets some in; $o$ lets some fall into the pipe of $h$.

Below, the pipe step by step: its roof is $i$, its floor $o$, the plates across it $f$. At the foot stands what is due.
"""

# %% [markdown]
r"""
Now we count. `gates.run` runs the cell over all steps. Each row holds one valve, or all three, at one value for all 16 steps.
"""

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
right = np.tanh(np.tanh(messenger.messages()))
print(f"right:         {right[9]:7.2f} {right[15]:9.2f}")

# %% [markdown]
r"""
**Finding.**

- Nothing stuck: 0.61 and $-0.53$. Right would be 0.61 and $-0.54$: the messages, squashed by tanh twice, on the way in and on the way out.
  The valves are not quite shut, so a hundredth is lost.
- $i = 1$: noise pours in, $c$ climbs to 3.1, and both answers are wrong.
- $f = 1$: the first answer is right, the second is 0.12. The new message is *added* to the old one.
- $f = 0$: nothing survives a step.
- All three open: a running sum. Both answers are wrong.
"""

# %% [markdown]
r"""
And $o = 1$? **It changes neither answer.** The cell is heard at 14 steps in place of 2, but what it says at steps 9 and 15 is right.

So why is there an output gate at all? Keep this question. Lesson 12 answers it.
"""

# %% [markdown]
r"""
## Who turns the valves?

Nobody sets them once and for all. At **every step** each gate is computed anew: a weighted sum of the input and of the $h$ of the step before,
squashed by the sigmoid, $i = \sigma(a_i)$. We chose the messenger's weights so that the sum $a_i$ of its input gate is 6 where store is 1, and $-6$
where it is 0.
"""

# %%
run = gates.run(params, xs)
for t in (1, 2, 3):
    print(f"step {t}   store {xs[t, 0, 1]:.0f}   a_i {run.a_i[t, 0]:4.0f}   i {run.i[t, 0]:.4f}")
print(f"the sigmoid of 6 is {sigmoid(np.float64(6)):.4f}")

# %% [markdown]
r"""
**Finding.** The gate is shut at step 1, open at step 2, shut at step 3. It never quite reaches 0 or 1: the sigmoid gives 0.0025 and
0.9975. Each hidden unit has valves of its own. With $H$ units, every gate is $H$ numbers.

Here we chose the weights. Later the cell has to learn them.
"""

# %% [markdown]
r"""
## What we now know

1. The cell keeps its memory $c$ apart from what it says, $h$.
2. Three valves decide anew at each step: $i$ lets in, $f$ keeps, $o$ shows. A stuck $f$ adds messages up; a stuck $i$ lets noise in.
3. A stuck $o$ changes no answer here. Its use is still open.

**Your turn:** [set the valves for five wishes](../exercises/2_lstm_gates/08_the_cell_at_a_glance.ipynb).

**Next:** we take all three valves out, and build them one by one, each from a failure of the cell without it. The first is
[09 · The input gate](09_input_gate.ipynb).
"""
