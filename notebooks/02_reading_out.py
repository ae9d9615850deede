# %% [markdown]
r"""
# 02 · Reading out

**Part 1** · 40 minutes · You need: lesson 01, logarithms.

Previous: [01 · One step of memory](01_one_step_of_memory.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/02_reading_out.ipynb) ·
Next: [03 · Backpropagation through time](03_backprop_through_time.ipynb)

**The question.** The state $h$ is a list of numbers between $-1$ and $1$. The text goes on with a
letter. How does the network get from one to the other, and how do we say how wrong it was?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, training
from lstm_lab.cells import readout, rnn
from lstm_lab.data import text

# %% [markdown]
r"""
## Something to read

We use the help texts that every Python carries. Repeated paragraphs are taken out, and some pieces are
held out: the network never trains on those. The size depends on your version of Python, so your
numbers may differ a little from a neighbour's.
"""

# %% tags=["nbval-ignore-output"]
corpus = text.load()
K = len(corpus.vocabulary)
print(text.describe())
print(corpus.train[2000:2300])

# %% [markdown]
r"""
There are about a hundred different characters; we call their number $K$, the number of **classes**. The
network is to say, at every step, how likely each of the $K$ is to come next.

## Step one: a score for each class

$H$ numbers come in, $K$ go out. One matrix does it: $z_t = h_t V + b_y$. The scores $z_t$ are called
**logits**. They may be any numbers, large or small, positive or negative.
"""

# %%
rng = np.random.default_rng(2)
h = np.tanh(rng.standard_normal((1, 5)))
V, b_y = readout.init(5, 3, rng=rng)
z = readout.logits(h, V, b_y)
print("h, H = 5 numbers:", h.round(2))
print("z, K = 3 scores: ", z.round(2))

# %% [markdown]
r"""
## Step two: from scores to probabilities

A probability is positive, and all of them add up to 1. The exponential makes every score positive;
dividing by the sum makes them add up. The scores are lowered by the largest one first.

$$ z_t = h_t V + b_y, \qquad y_t = \mathrm{softmax}(z_t)
= \frac{\exp(z_t - \max z_t)}{\sum_k \exp(z_{t,k} - \max z_t)} \tag{R2} $$

**Predict:** if we add 100 to all the scores, does $y$ change?
"""

# %%
explorers.softmax()

# %% [markdown]
r"""
In (R2) each score is first lowered by the largest one. Is that needed? Here are scores of about 1000, without it and with it:
"""

# %%
with np.errstate(over="ignore", invalid="ignore"):
    big = np.array([1000.0, 999.0, 998.0])
    print("without the maximum:", np.exp(big) / np.exp(big).sum())
print("with the maximum:   ", readout.softmax(big).round(3))

# %% [markdown]
r"""
Only *differences* between scores count. That is why we may subtract the maximum, and we must: without it the exponential
runs out of numbers.
"""

# %% [markdown]
r"""
Dividing the scores by a **temperature** before the softmax makes the distribution sharper (below 1) or
flatter (above 1). It changes no order: the best class stays the best. We need it when we let the network
write, in lesson 07.

## Step three: how wrong was it?

The right answer is one class, the **target**. The loss of one step is the network's *surprise*:
$-\log y_{\text{target}}$. It is 0 when the target had probability 1, and large when it had nearly none.
"""

# %%
for probability in (1.0, 0.5, 0.1, 0.01):
    nats = -np.log(probability) + 0.0
    print(f"probability {probability:4.2f}   surprise {nats:.2f} nats = {nats / np.log(2):.2f} bits")
print(f"guessing blindly among 100 characters costs {np.log2(100):.2f} bits a character")

# %% [markdown]
r"""
## Sentences have different lengths

We read $N$ texts at once, and the short ones end early. Their places are filled with **padding**. A mask
$m$ says which steps count: 1 for a real step, 0 for padding. The loss is the mean over the $M = \sum m$
steps that count.

$$ L = \frac{1}{M} \sum_{t,n} m_{t,n} \left( \mathrm{logsumexp}(z_{t,n}) - z_{t,n,\text{target}} \right) \tag{R3} $$

The bracket is the surprise again: minus the logarithm of (R2), with nothing divided. Here
$\mathrm{logsumexp}(z)$ is the logarithm of $\sum_k \exp(z_k)$.
"""

# %%
explorers.mask()

# %% [markdown]
r"""
**Finding.** Without the mask the padding is counted as if the network had been asked there. A network
that is good at predicting padding then looks better than it is, and learns to be.

## Which way is better?

To learn, we need to know how the loss changes when a score changes: $dz = \partial L / \partial z$.
**Predict:** the network gave the target 0.7, and 0.2 and 0.1 to two others. What is $dz$ at the target?
"""

# %%
explorers.guess("02_error_at_the_target")

# %%
z = np.log(np.array([[0.7, 0.2, 0.1]]))
target, mask = np.array([0]), np.array([1.0])
print("y     ", readout.softmax(z).round(2))
print("dz    ", readout.logits_error(z, target, mask).round(2))

# %% [markdown]
r"""
The gradient is the probability minus the truth: the target is 0.3 short of 1, the others are 0.2 and 0.1
too high.

$$ dz_{t,n} = \frac{m_{t,n}}{M} \left( y_{t,n} - \mathrm{onehot}(\text{target}_{t,n}) \right) \tag{Q4} $$

Where does it come from? In $L$ stands $\mathrm{logsumexp}(z) - z_{\text{target}}$. The derivative of
logsumexp by $z_k$ is $e^{z_k}$ over the sum of all, which is $y_k$. The second term gives $-1$ at the
target and 0 elsewhere.
"""

# %% [markdown]
r"""
From $dz$ the error goes two ways. It says how to change $V$ and $b_y$:

$$ dV = \sum_t h_t^\top dz_t, \qquad db_y = \sum_{t,n} dz_{t,n} \tag{Q5} $$

Score $k$ is $\sum_j h_j V_{jk} + b_{y,k}$. So $V_{jk}$ moves it by $h_j$, and the bias $b_{y,k}$ moves it by 1. Each
is multiplied by $dz_k$ and added up over all the steps and examples.
"""

# %% [markdown]
r"""
And it says how to change the state. One $h_j$ moves *all* $K$ scores, each by its $V_{jk}$:

$$ dh_t = dz_t V^\top \tag{Q6} $$

Do not believe it yet. A gradient can be tried: move one number a little, up and down, and see how much
the loss changes. `gradcheck` does this for every number in an array.
"""

# %%
h, targets = rng.standard_normal((4, 2, 5)), rng.integers(0, 3, (4, 2))
mask = np.array([[1, 1], [1, 1], [1, 1], [1, 0]])
params = readout.init(5, 3, rng=rng)


def loss():
    return readout.cross_entropy(readout.logits(h, *params), targets, mask)


dz = readout.logits_error(readout.logits(h, *params), targets, mask)
gradients = {**readout.parameter_gradients(dz, h)._asdict(), "h": readout.hidden_error(dz, params.V)}
result = gradcheck.check(loss, {**params._asdict(), "h": h}, gradients)
digits = min(8, int(-np.log10(result.largest)))
print(f"V, b_y and h agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## A loan

A whole network is now three pieces: (R1) makes the states, (R2) reads them out, (R3) says how wrong it was. To
learn, it also needs the error's way back through the steps, which we do not have yet. The package lends it to
us for ten seconds; in lesson 03 you write it.
"""

# %% [markdown]
r"""
An **update** is a small step downhill: every weight moves a little against its gradient, $w \leftarrow w - \eta\, dw$, where $\eta$
is the **learning rate**. `adam(5e-3)` does so with a step of its own for each number (Kingma and Ba, 2015). Before that, `train`
shortens a gradient that is longer than 1: it is *clipped*; lesson 05 shows why.
"""

# %% [markdown]
r"""
At every step the network reads the *true* letter, not the one that it would have chosen: that is called **teacher forcing**. And
it answers at every step. One that answers once, at the end, is called *many-to-one*; one that gets a single input and goes on by
itself is *one-to-many*.

**Predict:** guessing blindly costs $\log_2 K$ bits a character. Knowing how often each character occurs costs about 4.7. Where is a
network of 64 units after 2,000 updates?
"""

# %%
explorers.guess("02_bits_after_2000_updates")

# %%
ids = text.encode(corpus.train, corpus.vocabulary)
windows = text.windows(ids, T=25, N=32)
model = training.for_text(rnn, corpus.vocabulary, H=64, rng=rng)

# %% tags=["nbval-ignore-output"]
run = training.train(model, windows, updates=2000, optimiser=training.adam(5e-3))

# %%
print(run.message)
held_out = text.encode(corpus.validation, corpus.vocabulary)
before = training.bits_per_character(model, held_out, N=16)
after = training.bits_per_character(run.model, held_out, N=16)
counts = np.bincount(ids, minlength=K) + 1
unigram = -np.log2(counts / counts.sum())[held_out].mean()

# %% tags=["nbval-ignore-output"]
print(f"blind {np.log2(K):.2f}   counting {unigram:.2f}   before {before:.2f}   after {after:.2f} bits")
print("The " + training.continue_text(run.model, "The ", 200, rng=rng))

# %% tags=["nbval-ignore-output"]
explorers.guess("02_bits_after_2000_updates", truth=round(after, 2))

# %% [markdown]
r"""
**Finding.** About 2.5 bits: ten seconds are enough to beat counting by far, on text that the network never saw. What it
writes is not English yet.

All of this learning came out of `dz`: every gradient of the network is made from the error at the scores.
"""

# %% [markdown]
r"""
## What we now know

1. Softmax (R2) turns scores into probabilities; only differences between scores count.
2. The loss (R3) is the mean surprise over the steps that the mask lets count.
3. Its gradient at the scores is probability minus truth (Q4), and goes on to $V$ (Q5) and to $h$ (Q6).

**Your turn:** [write `softmax`, `cross_entropy` and `logits_error`](../exercises/1_recurrent_networks/02_reading_out.ipynb).

**Next:** how does the error at $h$ find its way back to a step long ago? That is
[03 · Backpropagation through time](03_backprop_through_time.ipynb).
"""
