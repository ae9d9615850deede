# %% [markdown]
r"""
# 06 · Two directions and depth

**Part 1** · 40 minutes · You need: lessons 03 and 05.

Previous: [05 · Why memory fades](05_why_memory_fades.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/06_two_directions_and_depth.ipynb) ·
Next: [07 · A first language model](07_first_language_model.ipynb)

**The question.** Errors fade on the way back. Two cures are often named: read the sequence from its end as well, and put
more layers on top. Both are good ideas. Do they cure *this*?
"""

# %%
import numpy as np

from lstm_lab import bidirectional, explorers, gradcheck, sequence, stacked
from lstm_lab.cells import rnn

# %% [markdown]
r"""
## The first cure: read from both ends

"The bank of the river" and "the bank of a country" begin with the same words. Who reads from left to right must say
what *bank* means before *river* comes.

If the whole sentence is there already, we need not wait. A second network reads it from the last word to the
first. At each step we put the two states side by side.
"""

# %% [markdown]
r"""
Write $\overrightarrow{h}_t$ for the state that comes from the left and $\overleftarrow{h}_t$ for the one from the right:

$$ \overrightarrow{h}_t = \mathrm{cell}(x_t, \overrightarrow{h}_{t-1}), \quad
\overleftarrow{h}_t = \mathrm{cell}(x_t, \overleftarrow{h}_{t+1}), \quad
H_t = [\overrightarrow{h}_t, \overleftarrow{h}_t] \tag{R4} $$

Each direction has **weights of its own**. The cell is the one of (R1); only the order of the inputs differs. So we turn the
sequence round, run the same code, and turn the result round again.
"""

# %% [markdown]
r"""
In the package, `order` is that turning, and the last line of the forward pass joins the two. Yours will be

```python
hs = np.concatenate([..., ...], axis=...)  # (R4)
```

**Predict:** two examples are read together, one of 6 steps, one of 3 with padding behind it. Where must the backward stream of the
short one start?
"""

# %%
explorers.guess("06_where_the_short_one_starts")

# %%
rng = np.random.default_rng(6)
params = bidirectional.init(rnn, 2, 4, rng=rng)
xs = rng.standard_normal((6, 2, 2))
together, _, _ = bidirectional.forward(rnn, params, xs, lengths=(6, 3))
alone, _, _ = bidirectional.forward(rnn, params, xs[:3, 1:])
print("shape of the joined states:", together.shape)
print(f"the short example, alone and in company, differs by {abs(together[:3, 1:] - alone).max():.3f}")

# %% [markdown]
r"""
**Finding.** It starts at the example's own end, at step 2, and not in the padding. Turning the whole array round would start it
in nothing. (PyTorch calls sequences of different lengths *packed*; here `lengths` says the same.)

And the way back? The input $x_t$ was read twice, once in each direction. By the rule of lesson 03, what is used in two ways
gets errors from two sides: $dx_t$ is the **sum** of what both directions send.

Now look at what an output can see. Lock in your guesses first.
"""

# %%
explorers.two_directions()

# %% [markdown]
r"""
**How to read it.** Above is the network. The diamond is an output, dark squares are the inputs that it depends on. Below
is the gradient at each input, as in lesson 05. (One direction and two coincide as far as both reach, so only the chosen one is drawn.)

Move the output from one end to the other. Then change the network.
"""

# %% [markdown]
r"""
**Finding.** With two directions every output sees every input: the past by one half of $H_t$, the future by the other. With one
direction it sees the past and itself.

There is a price. To know $\overleftarrow{h}_t$ we need the *last* input. A network with two directions cannot answer while
somebody is still speaking, and cannot write a text from left to right.

And the far past? In the chart the line goes down to both sides. Each direction is one chain, with the product (V1) of
its own.
"""

# %% [markdown]
r"""
## The second cure: depth

The states of one layer are a sequence. So they can be the input of another layer:

$$ x^{(l)}_t = h^{(l-1)}_t \tag{R5} $$

On the way back this means that the error at a layer's input is the error at the states of the layer below: $dh^{(l-1)}_t$ from above is
$dx^{(l)}_t$. In the package a stack is a loop, and this is its line:

```python
xs, end, tape = run.forward(cell, params, xs, start, lengths)  # (R5)
```
"""

# %%
layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 5, rng=rng)]
xs, dhs = rng.standard_normal((6, 2, 3)), rng.standard_normal((6, 2, 5))


def weighted_sum():
    return (stacked.forward(rnn, layers, xs)[0] * dhs).sum()


_, _, tapes = stacked.forward(rnn, layers, xs)
dxs, _, dlayers = stacked.backward(rnn, layers, tapes, dhs)
result = gradcheck.check(
    weighted_sum, {"xs": xs, "W1": layers[0].W, "W2": layers[1].W},
    {"xs": dxs, "W1": dlayers[0].W, "W2": dlayers[1].W},
)
digits = min(8, int(-np.log10(result.largest)))
print(f"both layers and the input agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## Two directions are not two layers

Two directions and two layers are easily taken for one another: drawn, both have two rows of states. But look at the arrows.

In (R4) **both** rows read the input, and neither reads the other. In (R5) the second row reads the first. **Predict:** we change the
last input. Which outputs at step 0 change?
"""

# %%
explorers.guess("06_which_outputs_change")

# %%
xs = rng.standard_normal((6, 1, 3))
moved = xs.copy()
moved[-1] += 1.0
both = bidirectional.init(rnn, 3, 4, rng=rng)
two_layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 4, rng=rng)]
a, b = (bidirectional.forward(rnn, both, x)[0][0, 0] for x in (xs, moved))
print("two directions, which units of output 0 change:", (a != b).astype(int))
a, b = (stacked.forward(rnn, two_layers, x)[0][0, 0] for x in (xs, moved))
print("two layers,     which units of output 0 change:", (a != b).astype(int))

# %% [markdown]
r"""
**Finding.** With two directions the second half changes. With two layers nothing does: depth sees no future. The two ideas are
independent, and can be joined: `stacked.forward(..., run=bidirectional)` puts layers of two directions on top of each other.
"""

# %% [markdown]
r"""
## Does depth lengthen the memory?

The picture showed one draw. Now we measure many. We take 40 pairs of networks
of radius 1 and send an error back from the last output. **Predict:** how much more arrives 30 steps back when there are two
layers?
"""

# %%
explorers.guess("06_gain_of_a_second_layer")

# %%
D, H, T = 12, 16, 31


def drawn(seed):
    """Return two layers of radius 1, and inputs."""
    rng, layers = np.random.default_rng(seed), []
    for width in (D, H):
        W = rng.standard_normal((H, H))
        W /= np.abs(np.linalg.eigvals(W)).max()
        layers.append(rnn.init(width, H, rng=rng)._replace(W=W))
    return layers, rng.standard_normal((T, 1, D))


def arriving(layers, xs):
    """Return what arrives at the first input of an error at the last output, and the mean slope."""
    hs, _, tapes = stacked.forward(rnn, layers, xs)
    dhs = np.zeros_like(hs)
    dhs[-1] = 1 / np.sqrt(H)
    dxs, _, _ = stacked.backward(rnn, layers, tapes, dhs)
    return np.linalg.norm(dxs[0]), (1 - hs**2).mean()

# %%
found = np.empty((2, 40, 2))
for seed in range(40):
    layers, xs = drawn(seed)
    found[:, seed] = arriving(layers[:1], xs), arriving(layers, xs)
arrived, slopes = found[..., 0].T, found[..., 1].T
for k, name in enumerate(("one layer", "two layers")):
    sizes = arrived[:, k]
    print(f"{name}: median of 40 draws {np.median(sizes):.0e}, largest {sizes.max():.0e}")
gain = np.median(arrived[:, 1] / arrived[:, 0])
print(f"a second layer makes it {gain:.0f} times as large")
print("mean slope of tanh in layer 1 and layer 2:", slopes.mean(axis=0).round(2))

# %% [markdown]
r"""
**Finding.** More arrives, and still next to nothing: about 1e-5. Why so little?

On its way from the top layer at step $t$ to the input at step $s$ an error goes down once and back $t - s$ times. It may go down at
any step. So there are $t - s + 1$ roads: 31 roads at a lag of 30, where one layer has one.

But on **every** road it meets 30 factors $P_r$, of one layer or the other. Thirty-one small products
are a small sum. The fading is along time, and depth goes across it.
"""

# %% [markdown]
r"""
And is the gain a gift of depth? Look at the slopes. The first layer reads inputs that are often larger than 1. The second one
reads states, which never are, so its tanh is less saturated: 0.66 on average in place of 0.58.

So we make the second layer's input weights larger, by a third, until its slope is that of the first. **Predict:** how much does a
second layer bring then?
"""

# %%
explorers.guess("06_gain_at_equal_slopes")

# %%
matched = np.empty((40, 2))
for seed in range(40):
    (first, second), xs = drawn(seed)
    matched[seed] = arriving([first, second._replace(U=1.33 * second.U)], xs)
gain = np.median(matched[:, 0] / arrived[:, 0])
print(f"slope of layer 2 now {matched[:, 1].mean():.2f}; a second layer makes it {gain:.0f} times as large")

# %% [markdown]
r"""
**Finding.** Less, and not nothing: slopes are a part of the gain, and a part is left. It is lesson 05 again: the product decides.

## One answer for the whole sequence

So far every step had an answer. What if there is *one*, at the end (**many-to-one**), made of both end states joined? The backward
stream reads the first input last.
"""

# %%
(layer, _), xs = drawn(0)
forwards, _ = arriving([layer], xs)
hs, _, tape = sequence.forward(rnn, layer, xs[::-1])
dhs = np.zeros_like(hs)
dhs[-1] = 1 / np.sqrt(H)
backwards = np.linalg.norm(sequence.backward(rnn, layer, tape, dhs)[0][-1])
print(f"at the first input: {forwards:.0e} from the forward end, {backwards:.2f} from the backward end")

# %% [markdown]
r"""
## What they are good for

Where every step has an answer, neither is a cure for fading. Where one answer is asked for the whole sequence, the backward stream
has the first input one step away.

- **Two directions** when the whole sequence is there and each step needs what comes later: marking the words of a sentence,
  reading handwriting.
- **Depth** when one step has to compute more than one tanh can: each layer works on what the layer below has found.

Against fading we need a road along time that does not shrink. Part 2 builds it.
"""

# %% [markdown]
r"""
## What we now know

1. Two directions (R4): two chains with weights of their own, joined at each step; they see the future and cannot work live.
2. Depth (R5): a layer reads the states of the one below. It is another idea, and sees no future.
3. In both, an error passes as many factors along time as before, and fades.

**Your turn:** [write `bidirectional_forward`](../exercises/1_recurrent_networks/06_two_directions_and_depth.ipynb).

**Next:** what can a network with a short memory do? It can write. That is
[07 · A first language model](07_first_language_model.ipynb).
"""
