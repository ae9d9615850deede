# %% [markdown]
r"""
# 10 · The forget gate

**Part 2** · 40 minutes · You need: lessons 05 and 09, logarithms.

Previous: [09 · The input gate](09_input_gate.ipynb) ·
[Exercise](../exercises/2_lstm_gates/10_forget_gate.ipynb) ·
Next: [11 · The cell state](11_cell_state.ipynb)

**The question.** The input gate keeps noise out, and what is in the cell stays in it. Can a memory
be *too* good?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import half_life, lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import messenger
from lstm_lab.explorers import gates
from lstm_lab.explorers.half_life import new_networks

# %% [markdown]
r"""
## The second message

The messenger stores 0.9 at step 2 and $-0.7$ at step 11. Our cell of lesson 09 is
$c_t = c_{t-1} + i_t * g_t$, with a good input gate. **Predict:** what does it hold at step 15, when
it is asked for the second message?
"""

# %%
params, xs = lstm.Params(**messenger.weights()), messenger.inputs()
run = gates.run(params, xs, frozen={"f": 1.0})
for t in (9, 15):
    right = np.tanh(messenger.messages()[t])
    print(f"step {t:2d}   the cell holds {run.c[t, 0]:5.2f}   the message is {right:5.2f}")

# %% [markdown]
r"""
**Finding.** It holds 0.12: the sum of both messages. The first is gone into the second, and neither
can be read.

It gets worse with time. A text has no end; every sentence brings something to store. **Predict**
the size of $c$ after 100 messages of random sign, and after 100 of the same sign.
"""

# %%
rng = np.random.default_rng(10)
stored = np.tanh(rng.standard_normal((1000, 100)))
random = np.abs(stored.cumsum(axis=1))[:, [0, 9, 99]].mean(axis=0)
same = np.abs(stored).cumsum(axis=1)[:, [0, 9, 99]].mean(axis=0)
for n, a, b in zip((1, 10, 100), random, same, strict=True):
    print(f"after {n:3d} messages |c| is {a:4.1f} (random signs) or {b:4.1f} (one sign)")

# %% [markdown]
r"""
**Finding.** It only grows. This was the LSTM of 1997; Gers, Schmidhuber and Cummins added the
missing valve in 2000.

It is made like the input gate, with weights of its own, and it multiplies the old $c$ before
anything is added:

$$ f_t = \sigma(h_{t-1} W_f + x_t U_f + b_f) \tag{L3} $$

Its name misleads: it is called the **forget gate**, and $f = 1$ means *keep all*, $f = 0$ means
*forget all*. In the package:

```python
return sigmoid(h_prev @ W_f + x @ U_f + b_f)  # (L3)
```
"""

# %% [markdown]
r"""
The messenger uses $a_f = 6 - 12\,s$, the mirror of its input gate.
"""

# %%
run = gates.run(params, xs)
for t in (10, 11, 12, 15):
    print(f"step {t}   store {xs[t, 0, 1]:.0f}   f {run.f[t, 0]:.4f}   i {run.i[t, 0]:.4f}"
          f"   c {run.c[t, 0]:5.2f}")

# %% [markdown]
r"""
**Finding.** At step 11 the old message goes out as the new one comes in, and $c$ is $-0.60$: right.

## How long is 0.9975?

A gate is never quite 1. At each step a part $f$ is kept, after $n$ steps $f^n$. The **half-life**
is the number of steps after which one half is left.

Let a unit see nothing but its bias, $f = \sigma(b_f)$. **Predict** its half-life for $b_f$ = 0, 1,
3 and 5.
"""

# %%
explorers.forget_gate()

# %% [markdown]
r"""
**How to read it.** On the left, the half-life over the bias; the axis is logarithmic. In the
middle, what is left of $c$, one bar a step. On the right, how much of an error comes back, by lag:
the solid line is a new LSTM of 16 units, the dashed one an RNN of 16 units with an orthogonal $W$.

Move the bias, then the number of steps.
"""

# %%
print("b_f        f    half-life   left after 50 steps")
for b in (0.0, 1.0, 3.0, 5.0):
    f = sigmoid(np.float64(b))
    steps = half_life.half_life(f)
    print(f"{b:3.0f} {f:8.4f} {steps:12.1f} {f**50:16.1e}")

# %% [markdown]
r"""
**Finding.** 1, 2.2, 14 and 103 steps. From $b_f = 3$ on, each further 1 makes it almost $e$ = 2.7
times as long.

So the bias is a clock. The usual starting value is $b_f = 1$: two steps. Who needs to keep a
message for 100 steps is well advised to start at 5. In the exercise you turn this round: from a
half-life to the bias.
"""

# %% [markdown]
r"""
## The same numbers, backwards

On its way back an error passes the same gates. Along the cell alone, $c_t$ depends on $c_{t-1}$ by
the factor $f_t$, unit by unit. Over many steps these multiply:

$$ \frac{\partial c_t}{\partial c_s} = \mathrm{diag}(f_{s+1} * f_{s+2} * \cdots * f_t) \tag{V2} $$

Compare (V1) of lesson 05: no $W$, no slope of tanh. If every $f$ is 1, the error arrives as it
left. In the package: `fs.prod(axis=0)`.
"""

# %% [markdown]
r"""
"Along the cell alone" is a condition. $c$ also acts on $h$, and $h$ acts on all the gates of the
next step. We measure both: with the weights $W$ at zero, and as they are. **Predict:** for which of
the two is (V2) the whole derivative?
"""

# %%
rng = np.random.default_rng(2)
whole = lstm.init(3, 4, rng=rng)
alone = whole._replace(**{f"W_{k}": np.zeros((4, 4)) for k in "igfo"})
xs, c_s, error = rng.standard_normal((5, 1, 3)), rng.standard_normal((1, 4)), np.ones(4)


def last_cell(params):
    return gates.run(params, xs, (np.zeros((1, 4)), c_s)).c[-1] @ error


for name, params in (("W = 0", alone), ("W as drawn", whole)):
    fs = gates.run(params, xs, (np.zeros((1, 4)), c_s)).f[:, None]
    measured = gradcheck.numeric_gradient(lambda params=params: last_cell(params), c_s)
    difference = gradcheck.relative_error(lstm.cell_jacobian(fs), measured)
    print(f"{name:11s} (V2) is the whole derivative: {difference < 1e-8}")

# %% [markdown]
r"""
**Finding.** (V2) is exact for the road through the cell. The roads through $h$ come on top. They
can make the whole larger or smaller; in the picture, compare with "its cell alone" at $b_f = 1$.

## What a bad start costs

A new LSTM with $b_f = 0$ halves everything at each step. **Predict:** at lag 50, is its gradient
larger or smaller than that of an RNN with an orthogonal $W$, which only turns an error and leaves
the shrinking to the tanh?
"""

# %%
found = new_networks(lag=50, draws=20)
for name, sizes in found.items():
    print(f"{name:22s} typical gradient at lag 50: {np.exp(np.log(sizes).mean()):.0e}")
worse = found["LSTM, b_f = 0"] < found["RNN, orthogonal W"]
print(f"draws in which the LSTM with b_f = 0 is worse than the RNN: {worse.mean():.0%}")

# %% [markdown]
r"""
**Finding.** In every draw the LSTM with $b_f = 0$ is worse, by a factor of a thousand and more.
With $b_f = 1$ it is far better.

So the LSTM does not "solve" vanishing gradients. It has a road on which nothing *needs* to vanish,
and a gate that opens or closes the road. Where $f$ is below 1, an error fades there as it does
elsewhere. The cell has to learn $f$, or be given a good bias to begin with.
"""

# %% [markdown]
r"""
## What we now know

1. Without a forget gate messages add up. (L3) makes room, and $f = 1$ means *keep*.
2. The bias is a clock: half-lives of 1, 2.2, 14 and 103 steps at 0, 1, 3 and 5.
3. Along the cell an error is multiplied by the same gates (V2). With $b_f = 0$ an LSTM starts worse
   than an RNN.

**Your turn:** [write `forget_gate` and
`forget_bias_for`](../exercises/2_lstm_gates/10_forget_gate.ipynb).

**Next:** we have $i$, $g$ and $f$. What do the three do to $c$, and in which order? [11 · The cell
state](11_cell_state.ipynb).
"""
