# %% [markdown]
r"""
# 09 · The input gate

**Part 2** · 35 minutes · You need: lessons 01 and 08.

Previous: [08 · The cell at a glance](08_the_cell_at_a_glance.ipynb) ·
[Exercise](../exercises/2_lstm_gates/09_input_gate.ipynb) ·
Next: [10 · The forget gate](10_forget_gate.ipynb)

**The question.** We take all valves out and begin again. The cell keeps what it has, and adds what
comes. What goes wrong first, and what is the smallest thing that repairs it?
"""

# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid

# %% [markdown]
r"""
## A cell that cannot say no

The plainest memory is a sum: $c_t = c_{t-1} + g_t$, where $g_t$ is what the step has to offer.
Nothing fades, because the old value goes on unchanged.

A message of 0.9 comes, and is squashed to 0.72. Then come thirty **distractors**: random values
that mean nothing. **Predict:** how far from 0.72 is the cell after them?
"""

# %%
explorers.guess("09_off_without_a_gate")

# %%
rng = np.random.default_rng(9)
message, noise = np.tanh(0.9), np.tanh(rng.standard_normal((1000, 30)))
c = message + noise.sum(axis=1)
off = np.sqrt(((c - message) ** 2).mean())
print(f"the message is {message:.2f}; after 30 distractors the cell is off by {off:.1f}")
print(f"share of 1,000 draws in which the sign is still right: {(c > 0).mean():.2f}")

# %% [markdown]
r"""
**Finding.** It is off by 3.4, five times the message, and not even the sign is safe. (Off by: the
root of the mean square over 1,000 draws.)

This cell has no way to say "not now". So we give it one: a number $i_t$ that multiplies what is
offered. With $i_t = 1$ the offer is written, with $i_t = 0$ it is not, and the sum becomes
$c_t = c_{t-1} + i_t * g_t$.
"""

# %% [markdown]
r"""
## Who sets the number?

It has to be decided at each step, from what the network knows then: the input $x_t$ and its own
last output $h_{t-1}$. That is the sum of (R1) again, with weights of its own. Only the squashing is
another one: the sigmoid $\sigma$ stays between 0 and 1.

$$ i_t = \sigma(h_{t-1} W_i + x_t U_i + b_i) \tag{L1} $$

In the package it is one line, the function `lstm.input_gate`. You will write it.
"""

# %% [markdown]
r"""
And what is offered? No failure asks for this line: something has to be there to be let in. It is the
state of a plain recurrent network, (R1), with weights of its own. Its name is the **candidate**.

$$ g_t = \tanh(h_{t-1} W_g + x_t U_g + b_g) \tag{L2} $$
"""

# %% [markdown]
r"""
Two sums for one write: why not one? Look at the three columns. Which can be negative?
"""

# %%
print("   a    sigma(a)   tanh(a)   sigma(a) * tanh(-1)")
for a in (-6.0, -2.0, 0.0, 2.0, 6.0):
    i, g = sigmoid(np.float64(a)), np.tanh(a)
    print(f"{a:4.0f} {i:10.4f} {g:9.3f} {i * np.tanh(-1.0):15.3f}")

# %% [markdown]
r"""
**Finding.** The gate is never negative. So $g$ carries the **sign**, and $i$ the **amount**. The
gate does not add the input, either: it adds nothing at all. It only says how much of $g$ may pass.

And look at the first column: $\sigma(-6)$ is 0.0025, not 0. A gate is a valve that drips.

## How tight is tight?

At $a_i = -2$ the gate is 88 % shut. A message is in the cell, thirty distractors come. Is it
safe? The picture shows one draw of them; below it we take a thousand.
"""

# %%
explorers.input_gate()

# %% [markdown]
r"""
**How to read it.** Above left, the funnel of lesson 08, larger: $g$ is what arrives, and the plate is
the gate, dark as far as it is shut. Beside it, where the gate stands on the sigmoid. Below, what the cell hears at
each step; under it the gate as a roof, and the level in the cell, with the message as a long dashed line and
the setting before as a short dashed one.

Move $a_i$. Then hold $i$ at 1: this is the cell without a gate.
"""

# %%
print("                    off by, as a part of the message, 1,000 draws")
print(" a_i   shut     off by   root mean square   middle draw   draws with over half")
for a in (-2.0, -4.0, -6.0):
    i = sigmoid(np.float64(a))
    parts = np.abs((i * noise).sum(axis=1)) / message
    size = np.sqrt((parts**2).mean())
    print(f"{a:4.0f}   {1 - i:6.2%} {size * message:8.3f} {size:13.1%} {np.median(parts):16.1%}"
          f" {(parts > 0.5).mean():15.1%}")

# %% [markdown]
r"""
**Finding.** At $-2$ the cell is off by 57 % of the message, as a root mean square. A middle draw is
off by 38 %, and 40 % of the draws by over half. At $-4$ the leak is 0.06, at $-6$ about one part in a
hundred. "Nearly shut" is not enough, because the drops add up.

How do they add up? Thirty random drops partly cancel: the sum grows like $\sqrt{30}$, about 5.5.
But what if the noise leans to one side? **Predict** the factor between both. (In the picture, choose
distractors that are all above 0.)
"""

# %%
explorers.guess("09_one_sided_noise")

# %%
one_sided = np.abs(noise)
for a in (-2.0, -6.0):
    i = sigmoid(np.float64(a))
    random, leaning = (
        np.sqrt(((i * v).sum(axis=1) ** 2).mean()) for v in (noise, one_sided)
    )
    print(f"a_i = {a:2.0f}   random {random:.3f}   all above 0 {leaning:.2f}   "
          f"{leaning / random:.1f} times as much")

# %% [markdown]
r"""
**Finding.** Five times as much: drops with one sign add up along a line, like 30 and not like
$\sqrt{30}$. In the messenger of lesson 08 we let $a_i$ be 6 when store is 1, and $-6$ when it is 0.

One more thing to get right before you write it. Is the gate a switch, one for the whole layer?
"""

# %%
params = lstm.init(3, 4, rng=np.random.default_rng(0))
x, h_prev = rng.standard_normal((2, 3)), rng.uniform(-1, 1, (2, 4))
print(lstm.input_gate(x, h_prev, params.W_i, params.U_i, params.b_i).round(2))

# %% [markdown]
r"""
**Finding.** Two examples and four units give eight gates, all of them different. Each unit decides
for itself, at each step, for each example; and a new network's gates are neither open nor shut.
"""

# %% [markdown]
r"""
## What we now know

1. A cell that adds everything drowns its message: off by 3.4 after thirty distractors.
2. The candidate $g$ (L2) carries the sign, the input gate $i$ (L1) the amount, both anew at each
   step and for each unit.
3. A gate never shuts completely. After thirty steps of noise the message is off by more than half at $a = -2$ (root
   mean square), and by a hundredth at $-6$.

**Your turn:** [write `input_gate` and `candidate`](../exercises/2_lstm_gates/09_input_gate.ipynb).

**Next:** the message stays now, thirty steps or more, and nothing takes it out again. That is the next failure:
[10 · The forget gate](10_forget_gate.ipynb).
"""
