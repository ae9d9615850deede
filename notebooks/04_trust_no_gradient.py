# %% [markdown]
r"""
# 04 · Trust no gradient

**Part 1** · 40 minutes · You need: lesson 03, Taylor series.

Previous: [03 · Backpropagation through time](03_backprop_through_time.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/04_trust_no_gradient.ipynb) ·
Next: [05 · Why memory fades](05_why_memory_fades.ipynb)

**The question.** A backward pass is wrong. The shapes fit, and nothing raises an error.
How do you find out that it is wrong, and where?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import Cell, rnn

# %% [markdown]
r"""
## An enemy

Here is one. It does everything right, except for one thing: it hands nothing to the step before.
"""

# %%
def forgetful_backward(params, trace, dh):
    dx, (dh_prev,), dparams = rnn.step_backward(params, trace, dh)
    return dx, (0 * dh_prev,), dparams


enemy = Cell(rnn.init, rnn.initial_state, rnn.step, forgetful_backward)

# %% [markdown]
r"""
We train two networks to copy the states of a third one, the teacher: 6 steps, 20 examples. Both begin with the
same weights. One goes down the true gradient, the other the enemy's.

**Predict:** will the loss of the second one fall at all?
"""

# %%
explorers.guess("04_loss_with_the_enemy")

# %%
rng = np.random.default_rng(4)
teacher, start = rnn.init(3, 4, rng=rng), rnn.init(3, 4, rng=rng)
xs = rng.standard_normal((6, 20, 3))
target, _, _ = sequence.forward(rnn, teacher, xs)


def loss_after(updates, cell):
    params = start
    for _ in range(updates):
        hs, _, tape = sequence.forward(cell, params, xs)
        _, _, dparams = sequence.backward(cell, params, tape, 2 * (hs - target) / hs.size)
        params = rnn.Params(*(array - grad for array, grad in zip(params, dparams, strict=True)))
    return ((sequence.forward(cell, params, xs)[0] - target) ** 2).mean()


for updates in (0, 10, 100):
    right, wrong = loss_after(updates, rnn), loss_after(updates, enemy)
    print(f"{updates:3d} updates   loss {right:.3f}   with the enemy {wrong:.3f}")

# %% [markdown]
r"""
**Finding.** Both losses fall; the enemy's reaches 0.002. If you saw only the second column, would you suspect
anything? A wrong gradient can still point downhill, so *"it trains"* proves nothing. And where the loss looks at
the last state only, the enemy learns nothing at all from the steps before it: their shares are exactly 0.

We need a judge that does not know our backward pass.
"""

# %% [markdown]
r"""
## The judge: move it and look

A gradient says how much $L$ changes when a weight moves a little. So we move it a little, by $\varepsilon$, and look.
How good is that? We write $L$ as a Taylor series around $w$:

$$ L(w + \varepsilon) = L(w) + \varepsilon L'(w) + \frac{\varepsilon^2}{2} L''(w) +
\frac{\varepsilon^3}{6} L'''(w) + \dots $$
"""

# %% [markdown]
r"""
**One-sided.** Take $L(w)$ to the left and divide by $\varepsilon$:

$$ \frac{L(w + \varepsilon) - L(w)}{\varepsilon} = L'(w) + \frac{\varepsilon}{2} L''(w) + \dots $$

What we want is $L'$. What stands behind it is the error. It is proportional to $\varepsilon$: a step ten times
smaller makes it ten times smaller.
"""

# %% [markdown]
r"""
**Central.** Move down as well. With $-\varepsilon$ every odd power changes its sign:

$$ L(w - \varepsilon) = L(w) - \varepsilon L'(w) + \frac{\varepsilon^2}{2} L''(w) -
\frac{\varepsilon^3}{6} L'''(w) + \dots $$

Subtract this from the first series. $L$ and $L''$ cancel, $L'$ and $L'''$ come twice. Now divide by $2\varepsilon$:
"""

# %% [markdown]
r"""
$$ \frac{L(w + \varepsilon) - L(w - \varepsilon)}{2 \varepsilon} = L'(w) +
\frac{\varepsilon^2}{6} L'''(w) + \dots $$

The error is proportional to $\varepsilon^2$: a step ten times smaller makes it a *hundred* times smaller. The price: two
calls of $L$ for every entry, where the one-sided difference needs one, and one more for $L(w)$.

We try it on the unit of lesson 03, whose gradient we know from its backward pass.
"""

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
pulse = np.zeros((6, 1, 1))
pulse[0] = 1.0


def loss(w):
    return sequence.forward(rnn, params._replace(W=np.array([[w]])), pulse)[0][-1, 0, 0]


hs, _, tape = sequence.forward(rnn, params, pulse)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
exact = sequence.backward(rnn, params, tape, dhs)[2].W[0, 0]

# %%
for eps in (1e-2, 1e-3, 1e-4):
    one_sided = (loss(0.9 + eps) - loss(0.9)) / eps
    central = (loss(0.9 + eps) - loss(0.9 - eps)) / (2 * eps)
    print(f"eps {eps:.0e}   one-sided off by {abs(one_sided - exact):.1e}"
          f"   central off by {abs(central - exact):.1e}")

# %% [markdown]
r"""
**Finding.** Down one row, the one-sided error shrinks by 10, the central one by 100. As derived.

## Then why not a tiny step?

If a small $\varepsilon$ is good, is $10^{-14}$ better? **Predict:** at which power of ten is the central difference most exact?
"""

# %%
explorers.numeric_gradient()

# %% tags=["nbval-ignore-output"]
for eps in (1e-1, 1e-3, 1e-5, 1e-7, 1e-9, 1e-14):
    central = (loss(0.9 + eps) - loss(0.9 - eps)) / (2 * eps)
    print(f"eps {eps:.0e}   relative error of the central difference {abs(central / exact - 1):.0e}")

# %% [markdown]
r"""
**How to read it.** Both axes are logarithmic, so a power law is a straight line, and its slope is the power: 1 for the
one-sided difference, 2 for the central one.

On the left a third law rules. The computer keeps 16 digits of $L$. So each $L$ is off by about $10^{-16}$, and dividing
by $\varepsilon$ makes this $10^{-16}/\varepsilon$: the *smaller* the step, the *worse*.
"""

# %% [markdown]
r"""
The bottom lies about where the two are equal:

$$ \varepsilon^2 = \frac{10^{-16}}{\varepsilon} \quad\Rightarrow\quad \varepsilon = \sqrt[3]{10^{-16}}
\approx 5 \cdot 10^{-6} $$

**Finding.** $\varepsilon = 10^{-5}$ is a good step, with nine right digits or more. Now choose float32 in the picture:
it keeps 7 digits, the bottom rises to about $10^{-5}$, and it lies at another step. A gradient check needs
float64.
"""

# %% [markdown]
r"""
## One number for "the same"

We have two arrays, the backward pass's and the judge's. They are never equal to the last digit. We compare
the length of the difference with the lengths of the two:

$$ \text{error} = \frac{\lVert A - B \rVert}{\lVert A \rVert + \lVert B \rVert} $$

It is 0 for equal arrays, and 1 for opposite ones. Why not entry by entry? Look at the last entry here:
"""

# %%
ours, judges = np.array([1.0, -2.0, 1e-12]), np.array([1.0, -2.0, 3e-12])
by_entry = abs(ours - judges) / (abs(ours) + abs(judges))
print("entry by entry:", by_entry)
print(f"by norm: {gradcheck.relative_error(ours, judges):.0e}")

# %% [markdown]
r"""
The last entry is zero up to rounding, and its digits mean nothing. Entry by entry, it cries "half of it is
wrong".

A habit for float64: below $10^{-7}$ the gradient is right; above $10^{-4}$ it is wrong; in between, look closer. And
compare array by array: one error for all the weights together would hide a small wrong array behind a large right one.

Now the judge may see our enemy.
"""

# %%
rng = np.random.default_rng(1)
params = rnn.init(3, 4, rng=rng)


def examine(cell, T):
    xs, h0 = rng.standard_normal((T, 2, 3)), rng.standard_normal((2, 4))
    dhs = rng.standard_normal((T, 2, 4))
    _, _, tape = sequence.forward(cell, params, xs, (h0,))
    dxs, (dh0,), dparams = sequence.backward(cell, params, tape, dhs)
    report = gradcheck.check(lambda: (sequence.forward(cell, params, xs, (h0,))[0] * dhs).sum(),
                             {**params._asdict(), "xs": xs, "h0": h0},
                             {**dparams._asdict(), "xs": dxs, "h0": dh0})
    return {name: round(float(error), 4) for name, error in report.errors.items()}


for T in (1, 2, 3, 6):
    print(f"T = {T}  ", examine(enemy, T))

# %% [markdown]
r"""
**Finding.** From $T = 2$ on the weights are wrong. But look at the first row: with one step only, **all weights pass**. Before
the first step no weight was used, so no weight misses the error that is not handed on. The first state $h_0$ alone gives the
enemy away, and who checks that one?

This is the second belief to give up. *"It passed a gradient check"* says only that the gradient is right for these
sizes, this state, and these errors.
"""

# %% [markdown]
r"""
## Where is it wrong?

Lesson 03 imagined that each step has its own copy of $W$, and that its share is the gradient of that copy. Copies
can be moved one at a time. So the judge can measure *each share*, and we see at which step a gradient goes wrong.
"""

# %% [markdown]
r"""
Below are five suspects and the course's own pass. Suspect A is a cousin of our enemy: it hands nothing from step to step, but
it does give $h_0$ its error. On the left, one row an array
and one column a step; on the right, one array entry by entry, the backward pass minus the measured one.

**Predict:** which of the tests does suspect A pass? Then find out what is wrong with B, C, D and E, and which
test lets each of them go free.
"""

# %%
explorers.gradient_heatmap()

# %% [markdown]
r"""
It takes one line to put any cell before the judge. Here is the enemy from the top of the page; put `rnn` in its place
and run again. What we found about the suspects stands below it.
"""

# %%
explorers.gradient_heatmap(cell=enemy)

# %% [markdown]
r"""
**Findings.** Each map tells a story.

- **A** is right at the last step, wrong before it: the carry is missing. One step, $T = 1$, acquits it.
- **B** is wrong in $W$, at step 0 only: it takes $h_0$ for zero. A test with $h_0 = 0$ acquits it.
- **C** looks like A. But with $T = 1$ only $h_0$ stays wrong: the carry is there, and it uses $W$ in place of $W^\top$.
"""

# %% [markdown]
r"""
- **D** is wrong everywhere. It never looks at $dh$: it takes ones in its place. A test with ones, the gradient of
  $L = \sum h$, acquits it. Such a test is tempting, because it is short.
- **E** is wrong in $b$ alone: a mean over the examples where the sum belongs. Every test here catches it. With one
  example, $N = 1$, it would go free.

And **float32** blames everybody, the course's pass as well.
"""

# %% [markdown]
r"""
## A network that does not listen

Its input is multiplied by 0, and so is the error on its way back to the input. The forward pass is wrong: it was meant to read.

**Predict:** does the check complain?
"""

# %%
explorers.guess("04_deaf_network")

# %%
def deaf_step(params, x, h_prev):
    return rnn.step(params, 0 * x, h_prev)


def deaf_backward(params, trace, dh):
    dx, dstate, dparams = rnn.step_backward(params, trace, dh)
    return 0 * dx, dstate, dparams


deaf = Cell(rnn.init, rnn.initial_state, deaf_step, deaf_backward)
print(examine(deaf, 6))

# %% [markdown]
r"""
**Finding.** It passes, all five arrays. The judge moves the weights and calls *your forward pass*. If that one is wrong, both
agree: it is the right gradient of the wrong function. What the forward pass should do, another test must say: a case worked out by
hand, or somebody else's program.
"""

# %% [markdown]
r"""
## How to test a backward pass

- float64, central differences, $\varepsilon = 10^{-5}$.
- $T \geq 3$, and $N$, $D$, $H$ all different: then most wrong products do not even fit.
- Random errors $dh$ at every step, never ones. A first state that is not zero.
- Check the inputs and the first state too, not only the weights.
- Compare by norm, array by array.
"""

# %% [markdown]
r"""
## What we now know

1. A wrong gradient can train. Only a measurement that does not know your backward pass can judge it.
2. The central difference has an error of $\varepsilon^2$ from the curve and $10^{-16}/\varepsilon$ from rounding.
   $10^{-5}$ is a good step.
3. A passed check is as good as its test: one step, zero states or ones acquit the guilty.

**Your turn:**
[write `numeric_gradient`, `relative_error` and `wrong_parameter`](../exercises/1_recurrent_networks/04_trust_no_gradient.ipynb).

**Next:** the gradient is right, and still the network does not learn what happened long ago. Why? That is
[05 · Why memory fades](05_why_memory_fades.ipynb).
"""
