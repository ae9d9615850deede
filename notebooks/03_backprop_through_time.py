# %% [markdown]
r"""
# 03 · Backpropagation through time

**Part 1** · 45 minutes · You need: lessons 01 and 02, the chain rule.

Previous: [02 · Reading out](02_reading_out.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/03_backprop_through_time.ipynb) ·
Next: [04 · Trust no gradient](04_trust_no_gradient.ipynb)

**The question.** One weight $w$ is used at every step, and the loss is known only at the end. How much of
the loss is the doing of the $w$ that was used at step 2? In lesson 02 you borrowed the answer. Now you pay
the loan back.
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import rnn

# %% [markdown]
r"""
## The smallest case

One unit, $w = 0.9$, a pulse at the first of six steps, which we count from 0 to 5. To keep it plain, the loss is the state
after the last step itself: $L = h_5$.

We can find $dL/dw$ without any theory: move $w$ a little, run all six steps again, and see how much
$h_5$ changes.
"""

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
xs = np.zeros((6, 1, 1))
xs[0] = 1.0


def loss():
    hs, _, _ = sequence.forward(rnn, params, xs)
    return hs[-1, 0, 0]


print(f"L = {loss():.4f}   dL/dw = {gradcheck.numeric_gradient(loss, params.W)[0, 0]:.4f}")

# %% [markdown]
r"""
So $dL/dw$ is 1.2514. But $w$ was used six times. Which of the six uses counts most?

**Predict:** the pulse came at step 0. Is the largest share that of the first use, near the pulse, or that of the
last one, near the loss? Lock in your guess.
"""

# %%
explorers.rnn_backward()

# %% [markdown]
r"""
**How to read it.** The error starts at the right, at the loss, and walks to the left; press Play to see it go.
At each step it leaves a bar: what the $w$ of *that* step contributed. The bars are stacked at the side, and
their sum is the gradient. The slider moves the number in all six copies at once, because it *is* one number.
"""

# %% [markdown]
r"""
## One step back

Now the derivation. The step was $a_t = h_{t-1} W + x_t U + b$ and $h_t = \tanh(a_t)$. Somebody hands us
$dh_t$, the gradient of the loss with respect to $h_t$. First we pass the tanh. Its slope is
$1 - \tanh^2(a_t)$, and $\tanh(a_t)$ is $h_t$:

$$ da_t = dh_t \odot (1 - h_t^2) \tag{Q1} $$

The sign $\odot$ means number by number: unit $j$ of $h$ depends on unit $j$ of $a$ alone.
"""

# %% [markdown]
r"""
Next, to the state before. Old unit $i$ pushes new unit $j$ by $W_{ij}$. It pushes all of them, so it gets
an error back from all of them: $dh_{t-1,i} = \sum_j W_{ij}\, da_{t,j}$. As a product of arrays:

$$ dh_{t-1} = da_t W^\top \tag{Q2} $$

The sum runs over $j$, the *columns* of $W$: that is why it is turned over. But $W$ is square, $(N, H)(H, H)$
fits both ways, so leaving the transpose out raises no error. It is only wrong.
"""

# %% [markdown]
r"""
The input goes the same way with $U$. And the weight $W_{ij}$ multiplied $h_{t-1,i}$ on its way into
$a_{t,j}$, so its gradient is $h_{t-1,i}\, da_{t,j}$, added over the $N$ examples.

$$ dx_t = da_t U^\top, \quad dW = h_{t-1}^\top da_t, \quad dU = x_t^\top da_t, \quad db = \sum_n da_{t,n} \tag{Q3} $$

The bias was added to every row, therefore its gradient is the sum of the rows.
"""

# %% [markdown]
r"""
In the package (Q1), (Q2) and (Q3) are three lines of `lstm_lab/cells/rnn.py`; you write them in the exercise.

Look at what they need: $x$, $h_{t-1}$ and $h_t$ of *that* step. The forward pass must keep them. We call what
it keeps the **trace** of the step.
"""

# %% [markdown]
r"""
## All steps back

A state is used twice: it goes up to the read-out, and on to the next step. Both move the loss, so errors come
back from both sides, and they add up.

$$ dh_t = \underbrace{dh_t^{\text{above}}}_{\text{read-out, (Q6)}} +
\underbrace{da_{t+1} W^\top}_{\text{step } t+1, \text{ (Q2)}} \tag{Q7} $$

That two roads add up is the chain rule for a number that is used twice. So we walk from the last step to the first, and
carry one array along.
"""

# %% [markdown]
r"""
And the weights? There is one $W$, used at $T$ steps. If we pretend for a moment that each step has a copy
of its own, (Q3) is the gradient of each copy. Moving the one $W$ moves all the copies at once, so the
effects add up:

$$ dW = \sum_{t=1}^{T} h_{t-1}^\top\, da_t, \qquad dU = \sum_{t=1}^{T} x_t^\top\, da_t, \qquad
db = \sum_{t=1}^{T} \sum_n da_{t,n} \tag{G4} $$

That is the stack of bars in the picture. Equations count the steps from 1 to $T$, and $h_0$ is the state before the first;
code and pictures count them from 0, so that `hs[0]` is the state after the first step.
"""

# %%
hs, _, tape = sequence.forward(rnn, params, xs)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
dxs, _, shares = sequence.backward(rnn, params, tape, dhs, per_step=True)
for t, trace in enumerate(tape.traces):
    print(f"use at step {t}: state before {trace.h_prev[0, 0]:.3f} * error {shares.b[t, 0]:.3f}"
          f" = {shares.W[t, 0, 0]:.3f}")
print(f"their sum: {shares.W.sum():.4f}")

# %% [markdown]
r"""
**Finding.** The same numbers as in the picture, and their sum is the 1.2514 that we measured. The first use gave 0, because it
multiplied the state before the pulse. From there on the state fades, from 0.762 to 0.356, but the error grows faster towards the
loss, from 0.211 to 0.904. So the last use counts most, 0.322.

## The general case, and its proof by numbers

Real networks have many units and an error at every step. We draw everything at random, and compare all
the gradients with central differences.
"""

# %%
rng = np.random.default_rng(3)
params = rnn.init(4, 5, rng=rng)
xs, h0 = rng.standard_normal((6, 3, 4)), rng.standard_normal((3, 5))
dhs = rng.standard_normal((6, 3, 5))

hs, _, tape = sequence.forward(rnn, params, xs, (h0,))
dxs, (dh0,), dparams = sequence.backward(rnn, params, tape, dhs)

# %%
def weighted_sum():
    return (sequence.forward(rnn, params, xs, (h0,))[0] * dhs).sum()


arrays = {**params._asdict(), "xs": xs, "h0": h0}
gradients = {**dparams._asdict(), "xs": dxs, "h0": dh0}
result = gradcheck.check(weighted_sum, arrays, gradients)
digits = min(8, int(-np.log10(result.largest)))
print(f"W, U, b, xs and h0 agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## What goes wrong without the carry

A tempting mistake is to compute $da_t W^\top$ and then not use it at the step before.
**Predict:** which of the gradients $dx_0, dx_1, \dots, dx_5$ stay right?
"""

# %%
explorers.guess("03_which_dx_stay_right")

# %%
def relative(t):
    alone = rnn.step_backward(params, tape.traces[t], dhs[t])[0]
    return gradcheck.relative_error(alone, dxs[t])


for t in range(6):
    print(f"t = {t}   error of dx without the carry: {relative(t):.2f}")

# %% [markdown]
r"""
**Finding.** Only the last step is right, because nothing comes back to it from later. Remember this
pattern: *exact at the last step, wrong before it* means that the carry is missing. A test with one step
only, $T = 1$, cannot see this mistake at all.

Notice also what the error has to pass on its way to step 0: five times $W^\top$, five times a slope of tanh.
If each makes it smaller, little arrives. That is lesson 05.
"""

# %% [markdown]
r"""
## What we now know

1. The error walks back step by step: through the slope of tanh (Q1), through $W^\top$ (Q2).
2. A state's error has two parts: from above and from the step after (Q7).
3. One weight, $T$ uses: its gradient is the sum of all the shares (G4).

**Your turn:** [write `rnn_step_backward` and `rnn_backward`](../exercises/1_recurrent_networks/03_backprop_through_time.ipynb).

**Next:** a backward pass can be wrong and still look fine. How do you find out? That is
[04 · Trust no gradient](04_trust_no_gradient.ipynb).
"""
