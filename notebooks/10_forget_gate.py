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

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import half_life, lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import carry, messenger, text
from lstm_lab.explorers import gates
from lstm_lab.explorers.half_life import new_lstms, new_networks, typical
from lstm_lab.training import start_here

# %% [markdown]
r"""
## The second message

The messenger stores 0.9 at step 2 and $-0.7$ at step 11. Our cell of lesson 09 is
$c_t = c_{t-1} + i_t \odot g_t$, with a good input gate. **Predict:** what does it hold at step 15,
when it is asked for the second message?
"""

# %%
explorers.guess("10_held_at_the_second_question")

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
explorers.guess("10_size_after_100_random_signs")

# %%
rng = np.random.default_rng(10)
stored = np.tanh(rng.standard_normal((1000, 100)))
random = np.abs(stored.cumsum(axis=1))[:, [0, 9, 99]].mean(axis=0)
same = np.abs(stored).cumsum(axis=1)[:, [0, 9, 99]].mean(axis=0)
for n, a, b in zip((1, 10, 100), random, same, strict=True):
    print(f"after {n:3d} messages |c| is {a:4.1f} (random signs) or {b:4.1f} (one sign)")

# %% [markdown]
r"""
**Finding.** On average it grows, like $\sqrt{n}$ or like $n$. This was the LSTM of 1997; Gers,
Schmidhuber and Cummins added the missing valve in 2000.

It is made like the input gate, with weights of its own, and it multiplies the old $c$ before
anything is added:

$$ f_t = \sigma(h_{t-1} W_f + x_t U_f + b_f) \tag{L3} $$

Its name misleads: it is called the **forget gate**, and $f = 1$ means *keep all*, $f = 0$ means
*forget all*. In the package it is `lstm.forget_gate`; you will write it.
"""

# %% [markdown]
r"""
The messenger's forget gate is the mirror of its input gate: the sum $a_f$ is $-6$ where store is 1,
and 6 where it is 0.
"""

# %%
run = gates.run(params, xs)
for t in (10, 11, 12, 15):
    print(f"step {t}   store {xs[t, 0, 1]:.0f}   f {run.f[t, 0]:.4f}   i {run.i[t, 0]:.4f}"
          f"   c {run.c[t, 0]:5.2f}")

# %% [markdown]
r"""
**Finding.** At step 11 the old message goes out as the new one comes in, and $c$ is $-0.60$: right.

## A gate that nobody set

On page 00 one unit of a trained network kept track of quotation marks. We look at its gates, letter by letter.
**Predict:** what does it do where a quotation begins?
"""

# %%
explorers.guess("10_gates_at_a_quotation_mark")

# %%
network, said = start_here.load(), 'If "x" is'
ids = text.encode(said, network.model.vocabulary)
xs_text = text.one_hot(ids, len(network.model.vocabulary))[:, None]
_, _, tape = sequence.forward(lstm, network.model.params.cell, xs_text)
print("letter       f      i      g       c")
for letter, trace in list(zip(said, tape.traces, strict=True))[1:6]:
    f, i, g, c = (getattr(trace, k)[0, network.unit] for k in "figc")
    print(f"  {letter}      {f:5.2f}  {i:5.2f}  {g:5.2f}   {c:5.2f}")

# %% [markdown]
r"""
**Finding.** At the first mark it lets go of the old, $f = 0.02$, and writes, $i = 0.91$ with $g = 0.99$. It overwrites, as our messenger does, and
nobody told it to. (It was searched for among 128 units; it is a rough switch, and at the second mark it does not yet let go.) So a language has a use for each valve: write *a
quotation is open*, keep it, let go.
"""

# %% [markdown]
r"""
## How long is 0.9975?

A gate is never quite 1. At each step a part $f$ is kept, after $n$ steps $f^n$. The **half-life**
is the number of steps after which one half is left.

Let a unit see nothing but its bias, $f = \sigma(b_f)$. **Predict** its half-life for $b_f$ = 0, 1,
3 and 5. (The scale of the answers is logarithmic.)
"""

# %%
explorers.forget_gate()

# %% [markdown]
r"""
**How to read it.** On the left, the plate $f$ of lesson 08, larger: what it covers does not get
through. On the right, what is left of $c$ after so many steps, on a logarithmic axis; each circle is a half-life.

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

So the bias is a clock, for a unit that sees nothing else. The usual starting value is $b_f = 1$: two
steps. Who needs a message after 100 steps should not start there. How high? Below we measure it. In
the exercise you turn this round: from a half-life to the bias.
"""

# %% [markdown]
r"""
## The same numbers, backwards

On its way back an error passes the same gates. Along the cell alone, $c_t$ depends on $c_{t-1}$ by
the factor $f_t$, unit by unit. Over many steps these multiply:

$$ \frac{\partial c_t}{\partial c_s} = \mathrm{diag}(f_{s+1} \odot f_{s+2} \odot \cdots \odot f_t) \tag{V2} $$

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
explorers.guess("10_where_V2_is_the_whole")

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
    print(f"{name:11s} relative error of (V2): {difference:.4f}")

# %% [markdown]
r"""
**Finding.** (V2) is exact for the road through the cell. The roads through $h$ come on top. They
can make the whole larger or smaller.

## What a bad start costs

A new LSTM with $b_f = 0$ halves everything at each step. We start an error of size 1 at $h$ and walk it 50 steps back.
**Predict:** is what is left larger or smaller than in an RNN with an orthogonal $W$, which only turns an error and
leaves the shrinking to the tanh?
"""

# %%
explorers.guess("10_b_0_against_an_orthogonal_RNN")

# %%
found = new_networks(lag=50, draws=40)
print("of an error of size 1 at h, left after 50 steps back, mean of 40 draws:")
for name, sizes in found.items():
    print(f"{name:22s} {typical(sizes):.0e}")
ratio = found["RNN, orthogonal W"] / found["LSTM, b_f = 0"]
print(f"the RNN keeps {ratio.min():.0f} times as much as the LSTM with b_f = 0, or more")

# %% [markdown]
r"""
**Finding.** In each of 40 draws the LSTM with $b_f = 0$ is worse, by a factor of 63 or more. With
$b_f = 1$ it is far better. But 5 is worse than 3: why?

So the LSTM does not "solve" vanishing gradients. It has a road on which nothing *needs* to vanish,
and a gate that opens or closes the road. Where $f$ is below 1, an error fades there as it does
elsewhere. The cell has to learn $f$, or be given a good bias to begin with.
"""

# %% [markdown]
r"""
## How high?

An error can start at $c$, or at $h$. And what counts in the end is whether a message is *learned*.

Left: what is left of an error of size 1, by steps back, the mean of 40 new networks. Right: who learns a message
100 steps back, from a stored training. Lock in your guess, then move the bias.
"""

# %%
explorers.forget_bias()

# %%
print("b_f   from c   from h   mean |c|   slope of tanh   of ten starts learn")
for b in range(7):
    walk = new_lstms(float(b))
    c, h = (typical(sizes)[100] for sizes in (walk.from_c, walk.from_h))
    learned = carry.find(carry.LSTM, 100, bias=float(b), updates=600).solved
    print(f"{b:3d} {c:8.1e} {h:8.1e} {walk.filled:8.1f} {walk.slope:12.2f} {learned:15d}")

# %% [markdown]
r"""
**Finding.** From $c$ the error only gains with $b_f$. From $h$ it gains up to 3 and then loses: a cell that keeps all is
*full*, there tanh is flat, and the error pays this **once**, on its way in.

It costs nothing in the training. There it is a step: at 0 and 1 none of ten starts learns the message, from 3 on, a half-life of 14 steps,
nearly all do. More makes no difference *on this task*.
"""

# %% [markdown]
r"""
**A rule.** Let the half-life be a fair part of the $T$ steps to be bridged: $b_f$ from $\log(T/5)$ to $\log T$, which is 3.0 to 4.6 for 100
steps. Here more cost nothing; that is one task, and ten starts. Tallec and Ollivier (2018) come to a new start of the gates' biases
from theory, and call it *chrono initialization*.
"""

# %% [markdown]
r"""
## What we now know

1. Without a forget gate messages add up. (L3) makes room, and $f = 1$ means *keep*.
2. The bias is a clock, for a unit that sees nothing else: half-lives of 1, 2.2, 14 and 103 steps at
   0, 1, 3 and 5. For 100 steps, 3 was enough.
3. Along the cell an error is multiplied by the same gates (V2). With $b_f = 0$ a new LSTM carries it
   worse than an orthogonal RNN.

**Your turn:** [write `forget_gate` and
`forget_bias_for`](../exercises/2_lstm_gates/10_forget_gate.ipynb).

**Next:** what do $i$, $g$ and $f$ do to $c$, in which order? [11 · The cell
state](11_cell_state.ipynb).
"""
