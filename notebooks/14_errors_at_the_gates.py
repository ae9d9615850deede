# %% [markdown]
r"""
# 14 · Errors at the gates

**Part 3** · 45 minutes · You need: lessons 03 and 04, and the step forward, lessons 08 to 13.

Previous: [13 · The forward pass](13_forward_pass.ipynb) ·
[Exercise](../exercises/3_lstm_backward/14_errors_at_the_gates.ipynb) ·
Next: [15 · Errors at the weights](15_errors_at_the_weights.ipynb)

**The question.** The loss says: $h$ should have been larger. Four gates made $h$. How much of the
complaint does each gate hear, and why do some hear nothing at all?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid

# %% [markdown]
r"""
## One unit, one step

The smallest case again: one unit. The input gate and the forget gate are mostly open, the output gate is half
open, and the cell holds 0.8. Everything in this lesson belongs to one step $t$, so we leave the index $t$ out.
"""

# %%
a = lstm.Gates(i=np.array([[1.0]]), g=np.array([[0.5]]), f=np.array([[1.0]]), o=np.array([[0.0]]))
c_prev = np.array([[0.8]])


def forward():
    i, g, f, o = sigmoid(a.i), np.tanh(a.g), sigmoid(a.f), sigmoid(a.o)
    c = lstm.cell_state(c_prev, f, i, g)
    return i, g, f, o, c, lstm.hidden_state(o, c)


i, g, f, o, c, h = forward()
print(f"i = f = {i[0, 0]:.3f}   g = {g[0, 0]:.3f}   o = {o[0, 0]:.3f}")
print(f"c = {c[0, 0]:.3f}   h = {h[0, 0]:.3f}")

# %% [markdown]
r"""
Lesson 04 gave us a tool that needs no theory: move a number a little, and see what the loss does. Let the loss be
$h$ itself, and move the four sums $a_i$, $a_g$, $a_f$, $a_o$, the **pre-activations**. Their gradients are what
we look for in this lesson. We write $da_o$ for $dL/da_o$.
"""

# %%
def loss():
    return forward()[-1][0, 0]


measured = {f"da_{k}": gradcheck.numeric_gradient(loss, a_k)[0, 0] for k, a_k in a._asdict().items()}
print("measured for two of them:", {k: round(float(measured[k]), 3) for k in ("da_g", "da_f")})

# %% [markdown]
r"""
**Predict:** an error $dh = 1$ arrives at $h$. At which of the four gates is the error largest, and at which
smallest? Two are printed above. Lock in your guess.
"""

# %%
explorers.gate_errors()

# %% [markdown]
r"""
**How to read it.** Pale is the way forward, as in lesson 08. The errors go the other way: chevrons that march against the
flow, as high as the error is large. Press Play: each link of the chain lights one row of the table. A row is a product, and every factor is a
bar on one scale: a full bar is 1. A short factor anywhere in the row makes the result short.
"""

# %% [markdown]
r"""
The same $dh$, and one gate hears nearly nine times as much as another. The table already shows the reason: each road is a
product, and the roads have different factors. Now we derive every one of them.

## Two slopes

On each road stands a sigmoid or a tanh. We know the slope of tanh from lesson 03: $1 - \tanh^2(a)$. For the
sigmoid, $\sigma(a) = 1 / (1 + e^{-a})$.
"""

# %% [markdown]
r"""
The derivative of $1/u$ is $-u'/u^2$, and here $u = 1 + e^{-a}$, $u' = -e^{-a}$:

$$ \sigma'(a) = \frac{e^{-a}}{(1 + e^{-a})^2} = \frac{1}{1 + e^{-a}} \cdot \frac{e^{-a}}{1 + e^{-a}}
= \sigma(a)\,(1 - \sigma(a)) $$

So a gate with the value $o$ has the slope $o(1 - o)$. It is 0.25 at most, when the gate is half open. It is near 0
when the gate is wide open, and also when it is shut. We need no $a$ for it: the value is enough.
"""

# %% [markdown]
r"""
## The output gate

From (L6), $h = o \odot \tanh(c)$. We hold $c$ still and move $o$ by a little: $h$ moves by $\tanh(c)$ times as
much. And $o$ moves by $o(1 - o)$ times as much as $a_o$. The chain rule multiplies the links:

$$ da_o = \underbrace{dh}_{\text{arrives}} \odot \underbrace{\tanh(c)}_{\text{link } o \to h}
\odot \underbrace{o \odot (1 - o)}_{\text{link } a_o \to o} \tag{B1} $$

With our numbers: 1 · 0.727 · 0.25 = 0.182. The *partner* of a product becomes the factor: $o$ was multiplied by
$\tanh(c)$, so $\tanh(c)$ stands here.
"""

# %%
dh, dc_in = np.array([[1.0]]), np.array([[0.0]])
da_o = lstm.output_gate_error(dh, o, c)
print(f"da_o = {da_o[0, 0]:.3f}, measured {measured['da_o']:.3f}")

# %% [markdown]
r"""
## The cell: two roads

Now we hold $o$ still and move $c$. By (L6), $h$ moves by $o$ times the slope of tanh at $c$, $1 - \tanh^2(c)$. That
is the first road. But $c$ is also handed on to the next step, and that one hands back an error of its own, $dc_{in}$.
Two roads, so the errors add up:

$$ dc = \underbrace{dc_{in}}_{\text{step } t+1} +
\underbrace{dh \odot o \odot (1 - \tanh^2(c))}_{\text{through } h} \tag{B2} $$

With one step only, $dc_{in} = 0$. How $dc_{in}$ is made is lesson 16.
"""

# %%
dc = lstm.cell_error(dh, dc_in, o, c)
print(f"dc = {dc[0, 0]:.3f}")

# %% [markdown]
r"""
## The three twins

$c = f \odot c_{t-1} + i \odot g$, says (L4). Everything behind this line needs $dc$ only: whether the error came
through $h$ or from the next step makes no difference any more.

First the candidate. Hold all but $g$ still: $c$ moves by its partner $i$. And $g$ is a tanh with the slope $1 - g^2$:

$$ da_g = \underbrace{dc}_{\text{arrives}} \odot \underbrace{i}_{\text{link } g \to c}
\odot \underbrace{(1 - g^2)}_{\text{link } a_g \to g} \tag{B3} $$
"""

# %% [markdown]
r"""
Now the input gate, the other half of the same product. Its partner is $g$, and it is a sigmoid:

$$ da_i = \underbrace{dc}_{\text{arrives}} \odot \underbrace{g}_{\text{link } i \to c}
\odot \underbrace{i \odot (1 - i)}_{\text{link } a_i \to i} \tag{B4} $$

Compare it with (B3): each of the two has the other's *value* and its own *slope*.
"""

# %% [markdown]
r"""
Last the forget gate. Its partner in (L4) is the *old* cell state:

$$ da_f = \underbrace{dc}_{\text{arrives}} \odot \underbrace{c_{t-1}}_{\text{link } f \to c}
\odot \underbrace{f \odot (1 - f)}_{\text{link } a_f \to f} \tag{B5} $$

The forward pass must have kept $c_{t-1}$. A program that has only the new $c$ at hand is wrong here.
"""

# %%
da_g = lstm.candidate_error(dc, i, g)
da_i = lstm.input_gate_error(dc, i, g)
da_f = lstm.forget_gate_error(dc, c_prev, f)
for name, error in (("da_g", da_g), ("da_i", da_i), ("da_f", da_f)):
    print(f"{name} = {error[0, 0]:.3f}, measured {measured[name]:.3f}")

# %% [markdown]
r"""
In the package each is one line of `lstm_lab/cells/lstm.py`; you write all five in the exercise.

No matrix in it: each unit's gates touch that unit's cell alone. The matrices come in lesson 15.
"""

# %% [markdown]
r"""
## The proof by numbers

One unit with $dh = 1$ proves little, says lesson 04. So: five units, three examples, random numbers, both errors not zero.
"""

# %%
rng = np.random.default_rng(14)
a = lstm.Gates(*rng.standard_normal((4, 3, 5)))
c_prev, dh, dc_in = rng.standard_normal((3, 3, 5))


def weighted():
    *_, c, h = forward()
    return (dh * h).sum() + (dc_in * c).sum()


i, g, f, o, c, h = forward()
dc = lstm.cell_error(dh, dc_in, o, c)
da = lstm.Gates(i=lstm.input_gate_error(dc, i, g), g=lstm.candidate_error(dc, i, g),
                f=lstm.forget_gate_error(dc, c_prev, f), o=lstm.output_gate_error(dh, o, c))
result = gradcheck.check(weighted, a._asdict(), da._asdict())
digits = min(8, int(-np.log10(result.largest)))
print(f"all four agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## A factor that ones hide

What if a program forgets $dh$, and begins each line with the derivative of $h$ itself? **Predict:** how many signs of $da_f$ are
wrong then, for random errors $dh$? And for $dh = 1$ everywhere?
"""

# %%
explorers.guess("14_wrong_signs_without_dh")

# %% [markdown]
r"""
We take 200 draws of $dh$, and count:
"""

# %%
def share_of_wrong_signs(dh):
    right = lstm.forget_gate_error(lstm.cell_error(dh, 0 * dh, o, c), c_prev, f)
    printed = lstm.forget_gate_error(lstm.cell_error(1.0, 0 * dh, o, c), c_prev, f)
    return (np.sign(right) != np.sign(printed)).mean()


draws = [share_of_wrong_signs(rng.standard_normal(dh.shape)) for _ in range(200)]
print(f"dh missing, random dh: {np.mean(draws):.0%} of the signs of da_f are wrong")
print(f"dh missing, dh all 1:  {share_of_wrong_signs(np.ones_like(dh)):.0%}")

# %% [markdown]
r"""
**Finding.** Without $dh$ half of the signs are wrong: no better than a coin. Yet with $dh = 1$ everywhere, the loss
$L = \sum h$, it passes. This is why a gradient check draws its errors at random: never ones.

## Five scenes, and deaf gates

Go back to the picture and choose the other scenes. **Predict:** in which of them does *every* gate fall silent?
"""

# %%
explorers.guess("14_scene_that_silences_all")

# %%
def errors_in(a_i=1.0, a_g=0.5, a_f=1.0, a_o=0.0, c_prev=0.8):
    i, f, o = sigmoid(np.array([a_i, a_f, a_o]))
    g = np.tanh(a_g)
    c = lstm.cell_state(c_prev, f, i, g)
    dc = lstm.cell_error(1.0, 0.0, o, c)
    return (dc, lstm.output_gate_error(1.0, o, c), lstm.candidate_error(dc, i, g),
            lstm.input_gate_error(dc, i, g), lstm.forget_gate_error(dc, c_prev, f))


scenes = {"nothing special": {}, "i is shut": {"a_i": -6.0}, "c is full": {"c_prev": 5.5},
          "o is shut": {"a_o": -6.0}, "c_prev = 0": {"c_prev": 0.0}}
print(f"{'':16}" + "".join(f"{name:>9}" for name in ("dc", "da_o", "da_g", "da_i", "da_f")))
for scene, changes in scenes.items():
    print(f"{scene:16}" + "".join(f"{error:9.4f}" for error in errors_in(**changes)))

# %% [markdown]
r"""
**Finding.** *i is shut*: not only the input gate falls silent, $da_g$ does too, because $i$ is the factor on the road
to $g$. A shut gate does not only learn little itself: its partner cannot learn.

*c is full* ($c = 4.4$): $dc$ is 0.0003. The tanh behind the cell is flat, so nobody in front of it hears anything.

*c_prev = 0*: $da_f$ is exactly 0. There was nothing to forget.
"""

# %% [markdown]
r"""
*o is shut*: nobody hears anything. Now move $dc_{in}$: dc and the three twins come alive, only $da_o$ stays silent. An
error from a later step does not pass the output gate. That is how a cell can be trained to keep something
that it does not show yet.

Is a saturated gate, at 0 or 1, broken? No. The messenger's gates stand at 0.0025 and 0.9975, and that is why it keeps
its message. It does its work well, and it learns slowly. Both are the same fact.
"""

# %% [markdown]
r"""
## What we now know

1. Each error is a product: what arrives, times the partner on the way forward, times the own slope (B1), (B3)-(B5).
2. At $c$ two roads meet, through $h$ and from step $t+1$; their errors add up (B2).
3. One factor near zero silences the road: a shut gate, its partner, a full cell, an empty one.

**Your turn:** [write the five errors](../exercises/3_lstm_backward/14_errors_at_the_gates.ipynb), one line each.

**Next:** the gates know their errors, but a gate cannot be changed. Only its weights can:
[15 · Errors at the weights](15_errors_at_the_weights.ipynb).
"""
