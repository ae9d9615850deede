# %% [markdown]
r"""
# 91 · The article

**Appendix** · 40 minutes · You need: the lessons that a section names.

Back: [00 · Start here](00_start_here.ipynb) · Next: [92 · What to read](92_what_to_read.ipynb)

**The question.** This course began with a Chinese blog article that derives the RNN and the LSTM,
《深度学习——LSTM原理与公式推导》. The copy that we worked from is dated 2024-06-18 and names neither its
author nor its address. What of it holds when it is measured, and what does not?
"""

# %%
import numpy as np

from lstm_lab import bidirectional, gradcheck, sequence, stacked
from lstm_lab.cells import lstm, rnn, truncation

# %% [markdown]
r"""
Section numbers below are the article's. Its letters are others: $S_t$ is our $h_t$, $R$ our candidate $g$, $I$, $F$, $O$ our
$i$, $f$, $o$, and $\delta_k$ our $da_k$. Where it writes one example as a column, we write a row.

One network for all that follows: random, no two sizes equal, and errors that are not 1.
"""

# %%
T, N, D, H, DRAWS = 5, 2, 3, 4, 20


class Draw:
    def __init__(self, seed, steps):
        rng = np.random.default_rng([seed, 91])
        self.params = lstm.Params(*(rng.standard_normal(s) for s in lstm.shapes(D, H)))
        self.xs, self.state = rng.standard_normal((steps, N, D)), tuple(rng.uniform(-1, 1, (2, N, H)))
        self.dhs = rng.standard_normal((steps, N, H))
        self.hs, _, self.tape = sequence.forward(lstm, self.params, self.xs, self.state)
        self.trace = self.tape.traces[0]

    def loss(self):
        return (self.dhs * sequence.forward(lstm, self.params, self.xs, self.state)[0]).sum()

    def back(self, cell=lstm, dhs=None):
        dhs = self.dhs if dhs is None else dhs
        return sequence.backward(cell, self.params, self.tape, dhs)[2]._asdict()

# %%
steps = [Draw(seed, 1) for seed in range(DRAWS)]
sequences = [Draw(seed, T) for seed in range(DRAWS)]


def errors(draw):
    """Return dc and the four da of a draw's one step."""
    _, _, c_prev, i, g, f, o, c = draw.trace
    dc = lstm.cell_error(draw.dhs[0], 0.0, o, c)
    return dc, lstm.Gates(
        i=lstm.input_gate_error(dc, i, g), g=lstm.candidate_error(dc, i, g),
        f=lstm.forget_gate_error(dc, c_prev, f), o=lstm.output_gate_error(draw.dhs[0], o, c))


def off(form, truth):
    return np.linalg.norm(form - truth) / np.linalg.norm(truth)


def median(values):
    return f"{np.median(list(values)):.2f}"

# %% [markdown]
r"""
## What it has right

First things first: most of its final forms are right, and its plan is the plan of this course.

| article | what | here |
|---|---|---|
| 1.1.3 | the recurrent step and the read-out | (R1) (R2), lessons 01, 02 |
| 2.2, 2.3 | the three gates, the candidate, the cell state | (L1) to (L6), lessons 09 to 13 |
| 2.4.1 | the errors at the gates, for an error of 1 | (B1) to (B5), lesson 14 |
| 2.4.1 | the last line of $\delta_{S_{t-1}}$ | (B6), lesson 15 |
| 2.4.2 | ten of the twelve gradients of a step | (G1) to (G3), lesson 15 |

Here are the ten gradients, each against the measurement.
"""

# %%
draw = steps[0]
dc, da = errors(draw)
x, h_prev = draw.trace.x, draw.trace.h_prev
worst = 0.0
for name in lstm.Params._fields:
    if name not in ("W_i", "U_i"):
        error = getattr(da, name[2])
        form = {"W": h_prev.T @ error, "U": x.T @ error, "b": error.sum(axis=0)}[name[0]]
        truth = gradcheck.numeric_gradient(draw.loss, getattr(draw.params, name))
        worst = max(worst, gradcheck.relative_error(form, truth))
print(f"ten gradients, in {min(8, int(-np.log10(worst)))} digits or more as measured")

# %% [markdown]
r"""
## Slips of the pen

### E1 · the input gate's weights

**2.4.2** prints $dW_i$ *and* $dU_i$ with $\delta_R$, the candidate's error. True is $\delta_I$ in both, (G1), (G2). $dB_i$ has it
right, and is the clue. Lesson 15 lets your own check find this one.
"""

# %%
for kind, values in (("W", lambda d: d.trace.h_prev), ("U", lambda d: d.trace.x)):
    truth = [d.back()[f"{kind}_i"] for d in steps]
    for k in "gi":
        forms = (values(d).T @ getattr(errors(d)[1], k) for d in steps)
        print(f"d{kind}_i with da_{k} is off by {median(map(off, forms, truth))}")

# %% [markdown]
r"""
### E5 · a gate without an argument

**2.3** writes $O(t) = \mathrm{sigmoid}()$, without an argument. Section 2.2.4 has it, (L5). Read to the letter the gate
would stand at one half.
"""

# %%
print(f"h with o = 1/2 is off by {median(off(0.5 * np.tanh(d.trace.c), d.hs[0]) for d in steps)}")

# %% [markdown]
r"""
### E6 · $R$ for $I$

**2.4.1**: in the line of $\delta_I$ the middle factor is printed with $\partial R$ where $\partial I$ belongs. Taken at its word it is
$\partial C / \partial R = i$. True is $\partial C / \partial I = g$; the next line of the article has it, and its result is (B4).
"""

# %%
def input_bias(d, factor):
    dc, i = errors(d)[0], d.trace.i
    return (dc * factor * i * (1 - i)).sum(axis=0)


for k in "ig":
    misses = (off(input_bias(d, getattr(d.trace, k)), d.back()["b_i"]) for d in steps)
    print(f"db_i with the factor {k} is off by {median(misses)}")

# %% [markdown]
r"""
### E14 · an equation for a step

**2.2.3** writes $C_t = C_t + I \odot R$. As an equation this says $I \odot R = 0$. As two half-steps, first $C = F \odot C$, then
$C = C + I \odot R$, it is (L4), and section 2.3 has the whole sum.
"""

# %%
poured = [d.trace.i * d.trace.g for d in steps]
halves = [d.trace.f * d.trace.c_prev + p for d, p in zip(steps, poured)]
print(f"largest |I * R|: {max(abs(p).max() for p in poured):.2f}")
apart = max(abs(c - d.trace.c).max() for c, d in zip(halves, steps))
print(f"two half-steps differ from (L4) by {apart:.2f}")

# %% [markdown]
r"""
### E15 · weights left out

**1.1.3** calls the step $f_w(S_{t-1}, X_t)$ and the read-out $F_v(S_t)$, and where it writes the tanh out, the weights and the bias
are left out. They are all that a network learns, (R1), (R2).
"""

# %%
rng = np.random.default_rng(91)
plain = rnn.init(H, H, rng=rng)
h, x4 = rng.standard_normal((2, N, H))
(with_weights,), _ = rnn.step(plain, x4, h)
print(f"tanh(S + X) has 0 numbers to learn and is off by {off(np.tanh(h + x4), with_weights):.2f}; "
      f"(R1) has {sum(a.size for a in plain)}")

# %% [markdown]
r"""
## Chains of numbers

### E7 · matrices as numbers

**2.4.1** begins $\delta_{S_{t-1}}$ with two lines that are one chain, its links side by side as if all were numbers. With one unit they
are. With more, an error goes through a matrix, (B6): each unit hears from all.
"""

# %%
def side_by_side(d):
    return sum(getattr(errors(d)[1], k) * np.diag(getattr(d.params, f"W_{k}")) for k in "igfo")


dh_prev = [gradcheck.numeric_gradient(d.loss, d.state[0]) for d in steps]
print(f"number by number, four units: off by {median(map(off, map(side_by_side, steps), dh_prev))}")

# %% [markdown]
r"""
### E10 · factors counted twice

**2.4.1** begins $\delta_{S_{t-1}}$ with

$$ \frac{\partial S}{\partial \tanh(C)} \, \frac{\partial \tanh(C)}{\partial S_{t-1}} \, O(t) +
\frac{\partial S}{\partial O} \, \frac{\partial O}{\partial S_{t-1}} \, \tanh(C) $$

But the first factors *are* $O(t)$ and $\tanh(C)$: they are counted twice, in this line and in the next, which writes
the links out. The last line has them once and is right.
"""

# %%
def twice(d):
    da, o, squashed = errors(d)[1], d.trace.o, np.tanh(d.trace.c)
    return lstm.previous_hidden_error(
        lstm.Gates(i=da.i * o, g=da.g * o, f=da.f * o, o=da.o * squashed), d.params)


once = (lstm.previous_hidden_error(errors(d)[1], d.params) for d in steps)
print(f"counted twice: off by {median(map(off, map(twice, steps), dh_prev))}, "
      f"counted once: by {median(map(off, once, dh_prev))}")

# %% [markdown]
r"""
## What is left out

### E2 · no error of $C_{t-1}$

**2.4.1** computes, of the step before, the error of $S_{t-1}$ and none of $C_{t-1}$: (B7) is missing. Lessons 17 and 19 show what
that costs. Here is the worst of the twelve gradients over five steps, in twenty draws; and one step, where nothing is missing yet.
"""

# %%
cut = truncation.cut(truncation.without_cell_road)


def worst_of(draw, cell):
    true, other = draw.back(), draw.back(cell)
    return max(off(other[k], true[k]) for k in true)


five, one = ([worst_of(d, cut) for d in draws] for draws in (sequences, steps))
print(f"T = 5: the worst array is off by {min(five):.0%} to {max(five):.0%}; T = 1: by {max(one):.0%}")

# %% [markdown]
r"""
### E3 · the error itself

**2.4.1** names $\delta_{S_t}$ the error, and then differentiates $S_t$ itself. The factor $dh$ is missing in every line, (B1), (B2).
That is exact if the loss is the sum of the outputs of one step. For any other loss it is not.
"""

# %%
signs = []
for d in steps:
    printed, true = d.back(dhs=np.ones_like(d.dhs))["W_f"], d.back()["W_f"]
    signs.append((np.sign(printed) != np.sign(true)).mean())
print(f"without dh, {np.mean(signs):.0%} of the signs of dW_f are wrong")

# %% [markdown]
r"""
### E4 · no error at the input

**2.4.2** gives no $dx_t$, (B8). A layer below gets nothing else to learn from.
"""

# %%
below, top = sequences[1], lstm.init(H, 3, rng=rng)
dhs = rng.standard_normal((T, N, 3))
dxs = sequence.backward(lstm, top, sequence.forward(lstm, top, below.hs)[2], dhs)[0]
print("largest gradient in the layer below: "
      f"{max(abs(a).max() for a in below.back(dhs=dxs).values()):.2f}, without dx: "
      f"{max(abs(a).max() for a in below.back(dhs=0 * dxs).values()):.2f}")

# %% [markdown]
r"""
### E11 · one step for all

**2.4.2** stops at one step. A weight is used at every step, and its gradient is the sum, (G4).
"""

# %%
def one_share(d, t, name="W_f"):
    shares = sequence.backward(lstm, d.params, d.tape, d.dhs, per_step=True)[2]._asdict()[name]
    return off(shares[t], shares.sum(axis=0))


misses = (median(one_share(d, t) for d in sequences) for t in range(T))
print("dW_f from one step alone is off by", *misses)

# %% [markdown]
r"""
### E16 · what comes from above

**2.4.1**: $\delta_{S_{t-1}}$ is what comes back from step $t$, and nothing else. But the loss may look at $h_{t-1}$, too; this error
from above is added, (Q7).
"""

# %%
def last_only(d):
    dhs = np.zeros_like(d.dhs)
    dhs[-1] = d.dhs[-1]
    return d.back(dhs=dhs)["W_f"]


misses = (off(last_only(d), d.back()["W_f"]) for d in sequences)
print(f"without the errors from above, dW_f is off by {median(misses)}")

# %% [markdown]
r"""
## Causes and cures

The last four are about memory. One unit, or 32, with the recurrent weights scaled to a radius; an error of size 1 goes 50 steps back.
"""

# %%
def carried(radius, seed, H=32, D=5, lag=50):
    rng = np.random.default_rng([seed, 91])
    W, U = rng.standard_normal((H, H)), rnn.init(D, H, rng=rng).U
    W *= radius / abs(np.linalg.eigvals(W)).max()
    params, xs = rnn.Params(W, U, np.zeros(H)), rng.standard_normal((2 * lag, 1, D))
    hs, _, _ = sequence.forward(rnn, params, xs)
    hs, error = hs[-lag:, 0], rng.standard_normal(H)
    sizes = [np.linalg.norm(rnn.jacobian_product(each, W) @ error) for each in (hs, 0 * hs)]
    return *(np.array(sizes) / np.linalg.norm(error)), abs(hs).max()


found = {radius: np.array([carried(radius, seed) for seed in range(DRAWS)])
         for radius in (0.9, 1.0, 2.5)}

# %% [markdown]
r"""
### E8 · squashing

**1.1.4**: the memory fades because tanh squashes the state. The product of $W$ and the slopes decides, (V1). The slopes help an error to fade.
They are not needed for it, and not enough.
"""

# %%
for radius, sizes in found.items():
    with_tanh, linear = np.median(sizes[:, :2], axis=0)
    print(f"radius {radius}: {with_tanh:.0e} is left with tanh, {linear:.0e} without")

# %% [markdown]
r"""
### E12 · an activation greater than 1

**1.1.4** adds that with *another* activation, greater than 1 (如果切换成其他的大于1的激活函数), gradients *may also* explode
(也可能造成梯度爆炸). They may. But one need not switch: with tanh, at a radius of 2.5, they explode while no state leaves $\pm 1$.
"""

# %%
sizes = found[2.5]
print(f"with tanh the error grows more than tenfold in {(sizes[:, 0] > 10).sum()} of {DRAWS} draws; "
      f"largest |h| {sizes[:, 2].max():.2f}")

# %% [markdown]
r"""
### E9 · two directions, two layers

**1.1.6** calls two rows of states in opposite directions a multi-layer RNN. They are two ideas, (R4) and (R5): we move the last input and
look at the first output.
"""

# %%
both = bidirectional.init(rnn, 3, 4, rng=rng)
layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 4, rng=rng)]
xs = rng.standard_normal((6, 1, 3))
moved = xs + (np.arange(6) == 5)[:, None, None]
for name, run in (("two directions", lambda v: bidirectional.forward(rnn, both, v)[0]),
                  ("two layers", lambda v: stacked.forward(rnn, layers, v)[0])):
    changed = (run(moved)[0, 0] != run(xs)[0, 0]).astype(int)
    print(f"{name:<15}units of output 0 that change: {changed}")

# %% [markdown]
r"""
### E13 · a cure for short memory

**2.1** offers depth and direction as a help for short memory. With an answer at every step, an error meets as many factors along time as
before: lesson 06. With *one* answer for the whole sequence the article is right about direction: the backward stream ends at the
first input. We send an error of 1 from the answer to the input 30 steps before.
"""

# %%
def to_the_first_input(seed, kind, lag=30):
    rng = np.random.default_rng([seed, 13])
    layers = [rnn.init(12, 16, rng=rng), rnn.init(16, 16, rng=rng)]
    xs, dhs = rng.standard_normal((lag + 1, 1, 12)), np.zeros((lag + 1, 1, 16))
    dhs[-1] = 0.25
    if kind == "two directions, one answer":
        both, dhs = bidirectional.init(rnn, 12, 16, rng=rng), np.zeros((lag + 1, 1, 32))
        dhs[-1, :, :16] = dhs[0, :, 16:] = 1 / np.sqrt(32)
        tapes = bidirectional.forward(rnn, both, xs)[2]
        return np.linalg.norm(bidirectional.backward(rnn, both, tapes, dhs)[0][0])
    layers = layers[:1] if kind == "one layer" else layers
    tapes = stacked.forward(rnn, layers, xs)[2]
    return np.linalg.norm(stacked.backward(rnn, layers, tapes, dhs)[0][0])


for kind in ("one layer", "two layers", "two directions, one answer"):
    left = np.median([to_the_first_input(seed, kind) for seed in range(DRAWS)])
    print(f"{kind}: {left:.0e} is left")

# %% [markdown]
r"""
## What we now know

1. For one step and an error of 1 its last lines are right, but for $dW_i$ and $dU_i$. What is missing lies mostly between the steps.
2. So a check over one step with an error of 1 passes four of its gaps: (B7), the factor $dh$, the sum over $t$, and the error from above
   at the step before.
3. Most of these slips are easy to read past. A number does not read past them.
"""
