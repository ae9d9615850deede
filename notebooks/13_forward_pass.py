# %% [markdown]
r"""
# 13 · The forward pass

**Part 2** · 40 minutes · You need: lessons 08 to 12.

Previous: [12 · The output gate](12_output_gate.ipynb) ·
[Exercise](../exercises/2_lstm_gates/13_forward_pass.ipynb) ·
Next: [14 · Errors at the gates](14_errors_at_the_gates.ipynb)

**The question.** Six lines are written, each from a failure. Do they work together? And when a
number is wrong at the end, how do we find the line that made it?
"""

# %%
import numpy as np

from lstm_lab import explorers, mine, sequence
from lstm_lab.cells import convert, lstm
from lstm_lab.data import messenger
from lstm_lab.explorers import gates

# %% [markdown]
r"""
## The six lines, in the only order that works

A step gets $x_t$, $h_{t-1}$ and $c_{t-1}$. This is the step of the package, without its docstring:

```python
i = input_gate(x, h_prev, p.W_i, p.U_i, p.b_i)
g = candidate(x, h_prev, p.W_g, p.U_g, p.b_g)
f = forget_gate(x, h_prev, p.W_f, p.U_f, p.b_f)
c = cell_state(c_prev, f, i, g)
o = output_gate(x, h_prev, p.W_o, p.U_o, p.b_o)
h = hidden_state(o, c)
```

Three gates and the candidate need only what was there before the step. $c$ needs three of them, and
$h$ needs $c$.
"""

# %% [markdown]
r"""
It gives back two things: the new state $(h, c)$, and the **trace**, everything that was used or
made on the way. Forwards nobody needs the trace. In lesson 14 the error walks back through these
lines, and asks for every one of these numbers.
"""

# %%
rng = np.random.default_rng(13)
params = lstm.init(3, 4, rng=rng)
x, h_prev, c_prev = rng.standard_normal((2, 3)), np.zeros((2, 4)), np.zeros((2, 4))
(h, c), trace = lstm.step(params, x, h_prev, c_prev)
for name, array in trace._asdict().items():
    print(f"{name:6s} {array.shape}")

# %% [markdown]
r"""
## Where is the first wrong number?

Suppose that the outputs of your cell are wrong. Nearly all numbers are wrong then, because each
step feeds the next. There is one that counts: the **first**, in the order in which they are made.
Everything before it is right; its line is the suspect.

Somebody forgot the tanh in the last line: $h = o * c$. **Guess** how far that spreads.
"""

# %%
explorers.lstm_step()

# %% [markdown]
r"""
**How to read it.** Time runs to the right. For each value there are two rows: the cell with the
mistake, and the course's. A gate is dark when it is open; other values are orange above zero, and
violet with a small minus below. Crosses mark what differs, and the circle is the first.

**Finding.** With random weights the wrong $h$ enters all gates of the next step, so $c$ is wrong at
step 1. In the messenger's cell all $W$ are 0: nothing looks at $h$, and $c$ stays right for ever.
"""

# %% [markdown]
r"""
That is a warning. **A test on a special cell sees special mistakes only.** With $W = 0$ you cannot
see a wrong $W$; with $c_0 = 0$ and one step you cannot see a wrong forget gate. The checks of this
course draw everything at random, and no two sizes equal.

Choose the other mistakes in the picture, and say before you look which row will hold the circle.

## Now yours

`mine` holds the functions that passed their checks in your workspace. For what you have not written
yet, it lends the course's.
"""

# %%
six = ("input_gate", "candidate", "forget_gate", "cell_state", "output_gate", "hidden_state")
for row in mine.table():
    if row.name in six:
        print(f"{row.name:14s} {row.whose}")

# %%
explorers.lstm_step(parts=mine)

# %% [markdown]
r"""
The same in numbers: your six functions over five steps, and the largest difference of each value
from the course's.
"""

# %%
xs, state = rng.standard_normal((5, 1, 3)), tuple(rng.uniform(-1, 1, (2, 1, 4)))
own = {name: getattr(mine, name) for name in six}
course, ours = (gates.run(params, xs, state, functions=f) for f in ({}, own))
for name in "igfcoh":
    off = np.abs(getattr(ours, name) - getattr(course, name)).max()
    print(f"{name}   largest difference", "below 1e-12" if off < 1e-12 else f"{off:.1e}")

# %% [markdown]
r"""
## Does it carry the message?

The last test is the task itself. We run the messenger over all steps with `sequence.forward`, which
calls the step once for each, and hands on the state. **What should it say at steps 9 and 15?**
"""

# %%
hand_set = lstm.Params(**messenger.weights())
hs, (h, c), tape = sequence.forward(lstm, hand_set, messenger.inputs())
print("h at step 9 and 15:          ", hs[[9, 15], 0, 0].round(2))
print("the messages, squashed twice:", np.tanh(np.tanh(messenger.messages()[[9, 15]])).round(2))
print("steps with |h| > 0.01:       ", np.flatnonzero(np.abs(hs[:, 0, 0]) > 0.01))

# %% [markdown]
r"""
**Finding.** 0.61 and $-0.53$, and silence at all other steps. The second answer is off by 0.01,
because no gate is quite 0 or 1. Twenty numbers in twelve arrays, set by hand: in the exercise you
set them yourself, and you are judged by what the cell does.

The list of the traces, one a step, is the **tape**. It is what we pay for the way back: memory that
grows with $T$.
"""

# %% [markdown]
r"""
## From here to nn.LSTM and keras.layers.LSTM

Both libraries compute these six lines. They differ in how the arrays are stored:

| | here | `torch.nn.LSTM` | `keras.layers.LSTM` |
|---|---|---|---|
| gates | one by one | stacked: i, f, g, o | stacked: i, f, c, o (c is our g) |
| input weights | U (D, H) | `weight_ih_l0` (4H, D), transposed | `kernel` (D, 4H) |
| recurrent | W (H, H) | `weight_hh_l0` (4H, H), transposed | `recurrent_kernel` (H, 4H) |
| bias | b (H,) | two, `bias_ih_l0` and `bias_hh_l0`, added | one, `bias` (4H,) |
| new b_f | 1 | near 0, random | 1 |
| inputs | (T, N, D) | (T, N, D) | (N, T, D) |
"""

# %% [markdown]
r"""
The order of the gates is a convention, and getting it wrong raises no error: every shape fits. That
is why a converter is tested by *outputs*. `cells.convert` has one for each direction; the tests of
the course run it against PyTorch itself, and against the step that Keras documents.
"""

# %%
for name, array in convert.to_torch(params).items():
    print(f"{name:14s} {array.shape}")
names = "kernel", "recurrent_kernel", "bias"
for name, array in zip(names, convert.to_keras(params), strict=True):
    print(f"{name:17s} {array.shape}")
for there, back in ((convert.to_torch, convert.from_torch), (convert.to_keras, convert.from_keras)):
    same = all(np.array_equal(a, b) for a, b in zip(params, back(there(params)), strict=True))
    print(f"{there.__name__} and {back.__name__}: the same params come back: {same}")

# %% [markdown]
r"""
In PyTorch, the first line fills a layer with your weights, and the second brings its weights here:

```python
layer.load_state_dict({k: torch.from_numpy(a) for k, a in convert.to_torch(params).items()})
params = convert.from_torch(layer.state_dict())
```

One trap: with two biases of 1 each, a PyTorch forget gate starts at 2. And in newer texts the roles
of the letters W and U may be exchanged: go by the shapes.
"""

# %% [markdown]
r"""
## What we now know

1. A step makes i, g, f, then c, then o and h; its trace keeps everything for the way back.
2. The first value that differs names the line; special weights and zero states hide mistakes.
3. PyTorch and Keras store the same cell in another order, and only outputs can show that it was
   carried over well.

**Your turn:** [write `lstm_step`, `lstm_forward` and
`messenger_parameters`](../exercises/2_lstm_gates/13_forward_pass.ipynb).
"""

# %% [markdown]
r"""
## Part 2 is done: what you can now do

1. Say which failure each gate of the cell repairs, and show it on a message in noise.
2. Write an LSTM, step by step and over a sequence, from bare arrays.
3. Read a forget bias as a half-life, and choose one for a task.
4. Find the first wrong value of a forward pass, and know which tests cannot see it.
5. Set the twelve arrays of a small cell by hand so that it does what you want.
6. Carry weights to PyTorch and Keras, and back.
"""

# %% [markdown]
r"""
**Next:** we set the gates by hand. A network has to find them by itself, from the error at its
outputs alone. How does that error get through four gates and two roads? Part 3 begins with
[14 · Errors at the gates](14_errors_at_the_gates.ipynb).
"""
