# %% [markdown]
r"""
# 16 · Back through time

**Part 3** · 40 minutes · You need: lessons 03, 14 and 15.

Previous: [15 · Errors at the weights](15_errors_at_the_weights.ipynb) ·
[Exercise](../exercises/3_lstm_backward/16_back_through_time.ipynb) ·
Next: [17 · What may be cut](17_what_may_be_cut.ipynb)

**The question.** One step back is done. Now we walk all the way. A step hands two things on, $h$
and $c$, so two errors come back. How far does each of them get?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, mine, sequence
from lstm_lab.cells import lstm

# %% [markdown]
r"""
## The road along c

The new cell state was $c_t = f_t \odot c_{t-1} + i_t \odot g_t$, (L4). Where does $c_{t-1}$ stand
in it? In one product only, and unit by unit. So a small change of $c_{t-1}$ moves $c_t$ by $f_t$
times as much, and the chain rule says: local times upstream.

$$ dc_{t-1} = dc_t \odot f_t \tag{B7} $$

No weights and no slope of tanh stand in it: the forget gate alone decides what goes on.
"""

# %% [markdown]
r"""
This $dc_{t-1}$ is what (B2) of lesson 14 calls $dc_{in}$: at step $t-1$ it meets the error that
comes from $h_{t-1}$ through the output gate, and the two are **added**. In code, an `=` where
`+=` belongs loses it without a word.

The other road is (B6) of lesson 15: all four gates read $h_{t-1}$, so four errors come back to
it. At $h_{t-1}$ their sum meets the error from above, and again the two are added, (Q7).

So an error can change lanes at every step: from $h$ to $c$ by (B2), and from $c$ through the
gates to $h$ by (B6).
"""

# %% [markdown]
r"""
And the weights? There is one $W_f$, used $T$ times. As in lesson 03, its gradient is the sum of
$T$ terms, (G4). The same loop of the package drives both kinds of cell; only the number of errors
that it carries differs.

Let the judge of lesson 04 look at all of it: twelve arrays, the inputs, and both first states.
No state and no error is zero, no two sizes are equal. The cell is yours as far as you have written
it: `mine.lstm_cell()` steps with your `lstm_step`, and goes back with your `lstm_step_backward`
once it passed.
"""

# %%
cell, rng = mine.lstm_cell(), np.random.default_rng(16)
params = lstm.init(3, 5, rng=rng)
xs, state = rng.standard_normal((6, 4, 3)), tuple(rng.uniform(-1, 1, (2, 4, 5)))
dhs, dstate = rng.standard_normal((6, 4, 5)), tuple(rng.standard_normal((2, 4, 5)))


def loss():
    hs, last, _ = sequence.forward(cell, params, xs, state)
    return (hs * dhs).sum() + sum((a * b).sum() for a, b in zip(last, dstate))


_, _, tape = sequence.forward(cell, params, xs, state)
dxs, (dh0, dc0), dparams = sequence.backward(cell, params, tape, dhs, dstate)
arrays = {**params._asdict(), "xs": xs, "h0": state[0], "c0": state[1]}
found = {**dparams._asdict(), "xs": dxs, "h0": dh0, "c0": dc0}
report = gradcheck.check(loss, arrays, found)
digits = min(8, int(-np.log10(report.largest)))
print(mine.whose("lstm_step", "lstm_step_backward"))
print(f"{len(report.errors)} arrays agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## Two lanes

Here are both lanes over 30 steps. An error of size 1 enters at the right, at the last $h$, and
walks to the left. Beneath them runs the only lane of an RNN with as many units.

**Predict:** on which lane does more arrive? And how much arrives in the RNN?
"""

# %%
explorers.lstm_step_backward()

# %% [markdown]
r"""
**How to read it.** A chevron is as high as the error is large; a full pipe is 1. Too small for a
chevron is a dot. The frame marks one hop, and the line below says it in numbers: what $c$ holds,
what $f$ lets through, and what the four gates hand on to $h$. Press Play to walk along.

Then move the forget bias from 0 to 5, and watch the left ends. Last, let the error enter at $c$,
and compare the first hop.
"""

# %% [markdown]
r"""
That was one network. Is it so in others? Twenty draws, 30 steps; we write the geometric mean of
what is left on each lane, for an error that enters at $h$ and for one that enters at $c$.
"""

# %%
def left(bias, seed, enters, T=30, D=8, H=16):
    rng = np.random.default_rng(seed)
    params = lstm.init(D, H, rng=rng, forget_bias=bias)
    xs, error = rng.standard_normal((T, 1, D)), rng.standard_normal((1, H))
    hs, _, tape = sequence.forward(lstm, params, xs)
    error, none = error / np.linalg.norm(error), np.zeros((1, H))
    dstate = (error, none) if enters == "h" else (none, error)
    _, arrived, _ = sequence.backward(lstm, params, tape, np.zeros_like(hs), dstate)
    return [np.linalg.norm(each) for each in arrived]


print("forget bias   enters at   left on h   left on c   draws with more on c")
for bias in (0, 1, 3, 5):
    for enters in "hc":
        draws = np.array([left(bias, seed, enters) for seed in range(20)])
        on_h, on_c = np.exp(np.log(draws).mean(axis=0))
        more = (draws[:, 1] > draws[:, 0]).sum()
        print(f"{bias:11}   {enters:>9}   {on_h:9.1e}   {on_c:9.1e}   {more:20} of 20")

# %% [markdown]
r"""
**Finding.** From a forget bias of 1 on, more is left on $c$ in every draw. And the forget bias
decides how much: from a bias of 0 to one of 3 it grows about a million times.

An error that enters at $c$ arrives about two to seven times as large as one that enters at $h$: the way
from $h$ into $c$ leads through the output gate and the slope of tanh, (B2), and it is paid once.
"""

# %% [markdown]
r"""
Look at the last row: more than 1 is left of an error of 1. Along $c$ alone nothing can grow,
since $f$ is at most 1. But the lanes feed each other at every step, and the sum may grow.

And fading? With a forget bias of 0 a hop halves the lane of $c$ (lesson 10), and next to nothing
is left after 30. An LSTM does not *solve* vanishing gradients. It has a gate for them.
"""

# %% [markdown]
r"""
## What we now know

1. Two errors walk back: along $c$ with one factor $f$ a hop (B7), along $h$ through four gates
   (B6). Where they meet an error from above, they are added.
2. The lanes feed each other. With a forget bias of 1 or more, more arrives on $c$.
3. The gradient of a weight is a sum over all steps (G4).

**Your turn:** [write `carry_cell_error`, `lstm_step_backward` and
`lstm_backward`](../exercises/3_lstm_backward/16_back_through_time.ipynb).

**Next:** two lanes cost twice the care. Would one of them do? [17 · What may be
cut](17_what_may_be_cut.ipynb).
"""
