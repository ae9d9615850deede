# %% [markdown]
r"""
# 16 · Back through time

**Part 3** · 45 minutes · You need: lessons 03, 14 and 15.

Previous: [15 · Errors at the weights](15_errors_at_the_weights.ipynb) ·
[Exercise](../exercises/3_lstm_backward/16_back_through_time.ipynb) ·
Next: [17 · Find the bug](17_find_the_bug.ipynb)

**The question.** One step back is done. Now we walk all the way. A step hands two things on, $h$
and $c$. So two errors come back. The article carries only one of them. What does that cost, and
why did the inventors of the LSTM cut the *other* one on purpose?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import lstm, truncation

# %% [markdown]
r"""
## The road along c

The new cell state was $c_t = f_t \odot c_{t-1} + i_t \odot g_t$, (L4). Where does $c_{t-1}$ stand
in it? In one product only, and unit by unit. So a small change of $c_{t-1}$ moves $c_t$ by $f_t$
times as much, and the chain rule says: local times upstream.

$$ dc_{t-1} = dc_t \odot f_t \tag{B7} $$

No weights, no slope of tanh. That is the whole secret of the cell.
"""

# %% [markdown]
r"""
This $dc_{t-1}$ is what (B2) of lesson 14 calls $dc_{in}$: at step $t-1$ it meets the error that
comes from $h_{t-1}$ through the output gate, and the two are **added**. In code, an `=` where
`+=` belongs loses it without a word.

The other road is (B6) of lesson 15: all four gates read $h_{t-1}$, so four errors come back to
it. At $h_{t-1}$ they meet the error from above, (Q7). In the package:

```python
return dc * f  # (B7)
at_step = dstate[0] + dhs[t], *dstate[1:]  # (Q7)
```
"""

# %% [markdown]
r"""
And the weights? There is one $W_f$, used $T$ times. As in lesson 03, its gradient is the sum of
$T$ terms, (G4). The same loop drives both kinds of cell; only the number of errors that it
carries differs.

Let the judge of lesson 04 look at all of it: twelve arrays, the inputs, and both first states.
No state and no error is zero, no two sizes are equal.
"""

# %%
rng = np.random.default_rng(16)
params = lstm.init(3, 5, rng=rng)
xs, state = rng.standard_normal((6, 4, 3)), tuple(rng.uniform(-1, 1, (2, 4, 5)))
dhs, dstate = rng.standard_normal((6, 4, 5)), tuple(rng.standard_normal((2, 4, 5)))


def loss():
    hs, last, _ = sequence.forward(lstm, params, xs, state)
    return (hs * dhs).sum() + sum((a * b).sum() for a, b in zip(last, dstate))


_, _, tape = sequence.forward(lstm, params, xs, state)
dxs, (dh0, dc0), dparams = sequence.backward(lstm, params, tape, dhs, dstate)
arrays = {**params._asdict(), "xs": xs, "h0": state[0], "c0": state[1]}
found = {**dparams._asdict(), "xs": dxs, "h0": dh0, "c0": dc0}
print("all 15 arrays agree with the numbers:", gradcheck.check(loss, arrays, found).largest < 1e-8)

# %% [markdown]
r"""
## One road missing

Section 2.4.1 of the article computes, of the step before, only the error of $S_{t-1}$, our
$h_{t-1}$. Of $C_{t-1}$ it computes none. Its final formulas for one step are right; it is the
step between the steps that is missing.

`truncation.without_cell_road` does just that: it throws (B7) away. **Predict:** from which $T$ on
does your gradient check notice?
"""

# %%
printed = truncation.cut(truncation.without_cell_road)


def worst(cell, T):
    _, _, tape = sequence.forward(lstm, params, xs[:T], state)
    right, other = (sequence.backward(each, params, tape, dhs[:T])[2]._asdict()
                    for each in (lstm, cell))
    off = {name: np.linalg.norm(other[name] - right[name]) / np.linalg.norm(right[name])
           for name in right}
    return max(off.items(), key=lambda pair: pair[1])


for T in (1, 2, 3, 6):
    name, share = worst(printed, T)
    print(f"T = {T}   " + ("passes" if share < 1e-8 else f"fails: {name} is off by {share:.0%}"))

# %% [markdown]
r"""
**Finding.** With one step the cut passes. From two steps on it fails, and the worst array is off
by a good part of itself. The shortest
check, with one step, is the one that cannot see it.

## Two lanes, one pair of scissors

Here are both roads, over 30 steps. An error of size 1 enters at the right, at the last $h$, and
walks to the left. Between the lanes run the strands of the gates. The RNN's single lane is
beneath.

**Lock in your guesses:** which lane can you cut, and still pass with $T = 1$? With $T = 2$?
"""

# %%
explorers.lstm_step_backward()

# %% [markdown]
r"""
**How to read it.** A lane is as wide as the logarithm of the error. The table on the right
compares the gradient of each array with the truth, for six lengths; *ok* is rounding. Below, one
hop in detail: how much each gate sends to the $h$ before it. Press Play to walk along.

Now set the cut to *none*, and move the forget bias from 0 to 3. Watch the left ends of the three
lanes.
"""

# %% [markdown]
r"""
**Finding.** Both cuts pass at $T = 1$, none passes at $T = 2$: there is no unimportant lane. But
the lanes are not equal. Cut $c$, and the error on $h$ is gone after ten steps or so. Cut $h$, and
the error on $c$ goes on, smaller, as far as the forget gates let it.

The long memory of an LSTM runs along $c$, exactly the lane that the article leaves out.
"""

# %% [markdown]
r"""
## The cut of 1997

Hochreiter and Schmidhuber cut the other lane. Errors that reach the gates still change the gates'
weights; they are not sent on to the step before:

$$ dh_{t-1} \leftarrow 0, \qquad dc_{t-1} = dc_t \odot f_t \tag{V5} $$

Their cell had no forget gate, so $f = 1$: an error on $c$ came back *unchanged*, over any
distance. And a step back costs almost nothing. It was no mistake but a bargain.
"""

# %% [markdown]
r"""
In the package (V5) is the line `return dx, (np.zeros_like(dh_prev), dc_prev), dparams` of
`cells/truncation.py`.

How good is the bargain? We compare directions: the cosine between the cut gradient and the true
one, all arrays together. It is 1 for the same direction and 0 for a right angle. Ten draws, 30
steps, the loss at the last step only.
"""

# %%
historic = truncation.cut(truncation.without_hidden_road)


def cosines(forget_bias, seed, T=30):
    rng = np.random.default_rng(seed)
    params = lstm.init(8, 16, rng=rng, forget_bias=forget_bias)
    xs, state = rng.standard_normal((T, 1, 8)), tuple(rng.uniform(-1, 1, (2, 1, 16)))
    hs, _, tape = sequence.forward(lstm, params, xs, state)
    dhs = np.zeros_like(hs)
    dhs[-1] = rng.standard_normal((1, 16))
    true, *others = (np.concatenate([a.ravel() for a in
                     sequence.backward(cell, params, tape, dhs)[2]])
                     for cell in (lstm, printed, historic))
    return [g @ true / (np.linalg.norm(g) * np.linalg.norm(true)) for g in others]

# %%
print("mean cosine with the truth    c is cut    h is cut")
for forget_bias in (0, 1, 3):
    c_cut, h_cut = np.mean([cosines(forget_bias, seed) for seed in range(10)], axis=0)
    print(f"forget bias {forget_bias}                 {c_cut:8.2f}    {h_cut:8.2f}")

# %% [markdown]
r"""
**Finding.** In each row the cut of 1997 points closer to the truth than the article's. And both
get worse as the forget bias grows: the longer the memory, the more steps there are for the lost
road to matter.

Neither is the gradient. Today we keep both lanes, because we can afford to.
"""

# %% [markdown]
r"""
## Shares of roads

"How much of an error came through gate $k$?" The parts are vectors, and they may cancel, so their
lengths do not add up. Their projections on the total do:

$$ \text{share}_k = \frac{\langle \text{part}_k, \text{total} \rangle}{|\text{total}|^2}, \qquad
\sum_k \text{share}_k = 1 $$

A share can be negative: that gate pulled against the rest. The bars in the picture are these
shares.
"""

# %% [markdown]
r"""
## The third pair of scissors: windows

In lesson 07 we cut a text into windows and carried the state across the border. A common belief:
*"the state is carried, so the gradient is, too."* **Predict:** how much does the loss of the
second window tell the *first* input?
"""

# %%
rng = np.random.default_rng(7)
params, xs = lstm.init(3, 5, rng=rng), rng.standard_normal((10, 1, 3))
hs, _, tape = sequence.forward(lstm, params, xs)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
whole = sequence.backward(lstm, params, tape, dhs)[0]

_, state, tape_1 = sequence.forward(lstm, params, xs[:5])
second, _, tape_2 = sequence.forward(lstm, params, xs[5:], state)
windowed = [sequence.backward(lstm, params, *part)[0]
            for part in ((tape_1, dhs[:5]), (tape_2, dhs[5:]))]
print("the outputs of the second window are the same:", np.allclose(second, hs[5:]))
print("the errors at its inputs are the same:        ", np.allclose(windowed[1], whole[5:]))
print(f"in one piece, the first input gets an error of size {np.linalg.norm(whole[0]):.3f}")
print(f"in windows, the first input gets an error of size   {np.linalg.norm(windowed[0][0]):.3f}")

# %% [markdown]
r"""
**Finding.** That is (V4): numbers pass the border, errors do not. Choose *both, windows of 5* in
the picture: up to $T = 5$ every gradient is exact, at $T = 10$ it is not.

## "An LSTM cannot explode"

On the lane of $c$ each factor is $f$, at most 1: nothing can grow there. It is tempting to
conclude that an LSTM cannot explode. But the lane of $h$ goes through four weight matrices.
**Predict:** all recurrent weights times 12, 50 steps back. How large is an error of size 1?
"""

# %%
def carried(factor, seed, T=50):
    rng = np.random.default_rng(seed)
    params = lstm.init(8, 16, rng=rng)
    params = params._replace(**{f"W_{k}": factor * getattr(params, f"W_{k}") for k in "igfo"})
    xs, error = rng.standard_normal((T, 1, 8)), rng.standard_normal(16)
    hs, _, tape = sequence.forward(lstm, params, xs)
    dhs = np.zeros_like(hs)
    dhs[-1] = error / np.linalg.norm(error)
    dh, dc = sequence.backward(lstm, params, tape, dhs)[1]
    return np.hypot(np.linalg.norm(dh), np.linalg.norm(dc))


for factor in (1, 4, 12):
    sizes = [carried(factor, seed) for seed in range(20)]
    print(f"recurrent weights times {factor:2d}: median {np.median(sizes):.0e}")

# %% [markdown]
r"""
**Finding.** It can: the median is far above 1, while every $|h|$ stays below 1. So we clip, (V3),
LSTM or not.

And fading? With a forget bias of 0 each hop halves the lane of $c$ (lesson 10). An LSTM does not
*solve* vanishing gradients. It has a gate for them.
"""

# %% [markdown]
r"""
## What we now know

1. Two errors walk back: along $c$ with one factor $f$ a hop (B7), along $h$ through four gates
   (B6). Both are needed from $T = 2$ on.
2. The article cuts $c$, 1997 cut $h$ (V5), windows cut both at a border (V4). All three pass a
   check that is short enough.
3. The lane of $c$ cannot explode; the LSTM can.

**Your turn:** [write `carry_cell_error`, `lstm_step_backward` and
`lstm_backward`](../exercises/3_lstm_backward/16_back_through_time.ipynb).

**Next:** you have a whole backward pass. Now somebody else's is broken: [17 · Find the
bug](17_find_the_bug.ipynb).
"""
