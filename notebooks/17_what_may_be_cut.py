# %% [markdown]
r"""
# 17 · What may be cut

**Part 3** · 35 minutes · You need: lessons 04 and 16.

Previous: [16 · Back through time](16_back_through_time.ipynb) ·
[Exercise](../exercises/3_lstm_backward/17_what_may_be_cut.ipynb) ·
Next: [18 · Find the bug](18_find_the_bug.ipynb)

**The question.** Two errors walk back, along $c$ and along $h$. The article that this course began
with carries only one of them. The inventors of the LSTM cut the *other* one, on purpose. What does
a cut cost, and who notices it?
"""

# %%
import numpy as np

from lstm_lab import explorers, mine, sequence
from lstm_lab.cells import lstm, truncation

# %% [markdown]
r"""
## One road missing

The article derives, of the step before, the error of $S_{t-1}$, our $h_{t-1}$. Of $C_{t-1}$ it
derives none: (B7) does not occur. So in its way back the lane of $c$ is cut at every step.

`truncation.without_cell_road` does just that. Here are both lanes with scissors. An error of 1
enters at the last $h$, and below the lanes stands what a gradient check of the twelve arrays says,
for six lengths.

**Predict:** which lane can you cut, and still pass the check over one step? Over two?
"""

# %%
explorers.what_may_be_cut()

# %% [markdown]
r"""
**How to read it.** A dark plate is a cut: nothing is handed on to the step before. Below, a tick
says that all twelve gradients are right over so many steps. Choose every cut in turn, and look at
the left ends, and at the first cross.
"""

# %% [markdown]
r"""
How wrong is a cut gradient? We take the package's own way back with each cut, compare all twelve
arrays with the true ones, and print the worst.
"""

# %%
CUTS = {"c": truncation.cut(truncation.without_cell_road),
        "h": truncation.cut(truncation.without_hidden_road)}
rng = np.random.default_rng(16)
params = lstm.init(3, 5, rng=rng)
xs, state = rng.standard_normal((6, 4, 3)), tuple(rng.uniform(-1, 1, (2, 4, 5)))
dhs = rng.standard_normal((6, 4, 5))

for lane, cell in CUTS.items():
    for T in (1, 2, 6):
        tape = sequence.forward(lstm, params, xs[:T], state)[2]
        right, other = (sequence.backward(each, params, tape, dhs[:T])[2]._asdict()
                        for each in (lstm, cell))
        off = {name: np.linalg.norm(other[name] - right[name]) / np.linalg.norm(right[name])
               for name in right}
        worst = max(off, key=off.get)
        print(f"{lane} cut, T = {T}: " + (f"{worst} is off by {off[worst]:.0%}"
                                         if off[worst] > 1e-8 else "all twelve are right"))

# %% [markdown]
r"""
**Finding.** Both cuts pass at $T = 1$: over one step nothing goes back to an earlier one, so
nothing can be missing. Neither passes at $T = 2$, and what is missing is no trifle.

So there is no unimportant lane, and the shortest check, which is the first that one writes,
acquits both. But the two are not alike. Cut $c$ in the picture, and the error on $h$ is gone, too,
after some steps. Cut $h$, and the error on $c$ goes on.
"""

# %% [markdown]
r"""
## The cut of 1997

Hochreiter and Schmidhuber cut the lane of $h$. Errors that reach the gates still change the gates'
weights; they are not sent on to the step before:

$$ dh_{t-1} \leftarrow 0, \qquad dc_{t-1} = dc_t \odot f_t \tag{V5} $$

Their cell had no forget gate, so $f = 1$: an error on $c$ came back *unchanged*, over any
distance. That was the purpose. They write that they do it "to ensure non-decaying error backprop"
through the cells (section 4 of the paper).
"""

# %% [markdown]
r"""
It was not to save work: the paper gives LSTM and full backpropagation through time the same cost
per step. What the cut saves is memory. The update is *local in time*: no trace of all earlier
steps has to be kept. Both lanes, as in lesson 16, came with Graves and Schmidhuber in 2005.

How far is the cut gradient from the true one? We compare directions: the cosine of the two, all
arrays together. It is 1 for the same direction and 0 for a right angle. Ten draws, 30 steps, the
loss at the last step only.
"""

# %%
def cosines(forget_bias, seed, T=30):
    rng = np.random.default_rng(seed)
    params = lstm.init(8, 16, rng=rng, forget_bias=forget_bias)
    xs, state = rng.standard_normal((T, 1, 8)), tuple(rng.uniform(-1, 1, (2, 1, 16)))
    hs, _, tape = sequence.forward(lstm, params, xs, state)
    dhs = np.zeros_like(hs)
    dhs[-1] = rng.standard_normal((1, 16))
    true, *others = (np.concatenate([a.ravel() for a in
                     sequence.backward(cell, params, tape, dhs)[2]])
                     for cell in (lstm, *CUTS.values()))
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

Neither is the gradient. But a direction that is roughly right may still lead downhill. Whether it
does, lesson 19 tries out.
"""

# %% [markdown]
r"""
## The third pair of scissors: windows

In lesson 07 we cut a text into windows and carried the state across the border. A common belief:
*"the state is carried, so the gradient is, too."* How much does the loss of the second window tell
the *first* input? We run ten steps, once in one piece and once in two windows of five, with your
own cell of lesson 16.
"""

# %%
cell, rng = mine.lstm_cell(), np.random.default_rng(7)
params, xs = lstm.init(3, 5, rng=rng), rng.standard_normal((10, 1, 3))
hs, _, tape = sequence.forward(cell, params, xs)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
whole = sequence.backward(cell, params, tape, dhs)[0]

_, state, tape_1 = sequence.forward(cell, params, xs[:5])
second, _, tape_2 = sequence.forward(cell, params, xs[5:], state)
windowed = [sequence.backward(cell, params, *part)[0]
            for part in ((tape_1, dhs[:5]), (tape_2, dhs[5:]))]
print(mine.whose("lstm_step", "lstm_step_backward"))
print(f"second window: outputs differ by {abs(second - hs[5:]).max():.3f}, "
      f"errors at its inputs by {abs(windowed[1] - whole[5:]).max():.3f}")
print(f"error at the first input, in one piece: {np.linalg.norm(whole[0]):.3f}")
print(f"error at the first input, in windows:   {np.linalg.norm(windowed[0][0]):.3f}")

# %% [markdown]
r"""
**Finding.** That is (V4): numbers pass the border, errors do not. In the picture choose *both,
every 5 steps*: up to $T = 5$ every gradient is exact, at $T = 10$ it is not.

## "An LSTM cannot explode"

Along $c$ alone each factor is $f$, at most 1. It is tempting to conclude that an LSTM cannot
explode. But the lane of $h$ goes through four weight matrices. What becomes of an error of 1, 50
steps back, if we multiply all recurrent weights by 4, or by 12?
"""

# %%
def carried(factor, seed, T=50):
    rng = np.random.default_rng(seed)
    params = lstm.init(8, 16, rng=rng)
    params = params._replace(**{f"W_{k}": factor * getattr(params, f"W_{k}") for k in "igfo"})
    xs, error = rng.standard_normal((T, 1, 8)), rng.standard_normal(16)
    hs, _, tape = sequence.forward(cell, params, xs)
    dhs = np.zeros_like(hs)
    dhs[-1] = error / np.linalg.norm(error)
    dh, dc = sequence.backward(cell, params, tape, dhs)[1]
    return np.hypot(np.linalg.norm(dh), np.linalg.norm(dc)), abs(hs).max()


for factor in (1, 4, 12):
    sizes, outputs = zip(*(carried(factor, seed) for seed in range(20)))
    print(f"recurrent weights times {factor:2d}: median {np.median(sizes):.0e}, "
          f"largest |h| {max(outputs):.2f}")

# %% [markdown]
r"""
**Finding.** It can: with weights four times as large the median is above 1, with twelve times far
above it, while no $|h|$ is larger than 1. So we clip, (V3), LSTM or not.
"""

# %% [markdown]
r"""
## What we now know

1. The article cuts $c$, 1997 cut $h$ (V5), windows cut both at a border (V4). Each passes a check
   that is short enough.
2. The cut of 1997 was made to keep an error constant along $c$; it points closer to the truth than
   the other one.
3. Nothing grows along $c$ alone. An LSTM can explode all the same.

**Your turn:** [write `cut_backward`](../exercises/3_lstm_backward/17_what_may_be_cut.ipynb), one
function for all of these cuts.

**Next:** you have a whole backward pass. Now somebody else's is broken: [18 · Find the
bug](18_find_the_bug.ipynb).
"""
