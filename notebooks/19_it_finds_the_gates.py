# %% [markdown]
r"""
# 19 · It finds the gates

**Part 3** · 40 minutes · You need: lessons 08, 13, 16 and 17.

Previous: [18 · Find the bug](18_find_the_bug.ipynb) ·
[Exercise](../exercises/3_lstm_backward/19_it_finds_the_gates.ipynb)

**The question.** In lesson 08 the messenger's gates were set by hand: twenty numbers, each with a
reason. Nobody will do that for a real task. You have written a way forward and a way back. Put
together, do they find such gates by themselves?
"""

# %%
import numpy as np

from lstm_lab import explorers, mine
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import gates, messenger

# %% [markdown]
r"""
## The task, drawn anew each time

`messenger.letters` draws letters like the one of lesson 08: values that are mostly noise, a store
signal now and then, an ask signal now and then. It also says what is right: the last stored value,
squashed twice by tanh as the cell does it, where somebody asks; and 0, silence, everywhere else.
"""

# %%
xs, right = messenger.letters(np.random.default_rng(0))
print("letters", xs.shape, " what is right", right.shape)
print("step  value  store  ask  right")
for t in range(16):
    value, store, ask = xs[t, 0]
    print(f"{t:4}  {value:5.2f}  {store:5.0f}  {ask:3.0f}  {right[t, 0, 0]:5.2f}")

# %% [markdown]
r"""
## What training is

One cell of one unit, three inputs: $4 \cdot (1 + 3 + 1) = 20$ numbers. They start as next to
nothing, at random. Then, again and again:

1. new letters, forward: what does the cell say?
2. compare: the loss, and the error of every output;
3. back: the gradient of all twenty numbers;
4. a small step downhill.

The last one is all that is new. The gradient $dW$ says how fast the loss grows with $W$; so a
small step against it makes the loss smaller:

$$ W \leftarrow W - \eta \, dW $$
"""

# %% [markdown]
r"""
$\eta$ is the *learning rate*, here 1. No clipping, no optimiser, no trick but one: where somebody
asks, a mistake counts ten times as much as elsewhere. Silence is right at most steps, and a cell
that learns silence first may never begin to speak.

Two of the functions below belong to this lesson's exercise: `messenger_loss_error` and `descend`. [Write
them first](../exercises/3_lstm_backward/19_it_finds_the_gates.ipynb) if you like; until then the
course's stand in. Everything that trains here is yours as far as you wrote it.
"""

# %%
NAMES = "lstm_forward", "lstm_backward", "messenger_loss_error", "descend"
forward, backward, loss_error, descend = (getattr(mine, name) for name in NAMES)


def learn(updates, back=backward, seed=0, told=600):
    rng = np.random.default_rng(seed)
    params = lstm.Params(*(rng.normal(0, 0.1, a.shape) for a in lstm.init(3, 1, rng=rng)))
    zero = np.zeros((32, 1)), np.zeros((32, 1))
    kept, losses = [params], []
    for update in range(1, updates + 1):
        xs, right = messenger.letters(rng)
        hs, _, tape = forward(params, xs, zero)
        loss, dhs = loss_error(hs, right, 1 + 9 * xs[..., 2:])
        _, _, gradients = back(params, tape, dhs, zero)
        params = descend(params, gradients, 1.0)
        losses.append(loss)
        kept += [params] * (update % gates.EVERY == 0)
        if update % told == 0:
            print(f"{update:5} updates, loss {np.mean(losses[-100:]):.3f}")
    return kept

# %% [markdown]
r"""
That is the whole of it. Nowhere does it say what a gate is for.

**Predict:** which forget bias will it choose?
"""

# %%
explorers.guess("19_forget_bias")

# %% [markdown]
r"""
A function of yours may be slower than the course's. It is not replaced: if both ways together take
more than four times as long, it trains for fewer updates.
"""

# %%
zero = np.zeros((32, 1)), np.zeros((32, 1))
params = lstm.Params(*map(np.zeros_like, lstm.init(3, 1, rng=np.random.default_rng(0))))
hs, _, tape = forward(params, xs, zero)
slow = max(mine.slowness("lstm_forward", params, xs, zero),
           mine.slowness("lstm_backward", params, tape, hs - right, zero))
updates = 3000 if slow < 4 else int(12000 / slow) // gates.EVERY * gates.EVERY
print(mine.whose(*NAMES))
print(f"{updates} updates")

# %%
kept = learn(updates)

# %% [markdown]
r"""
Play, and watch the gates grow below the ones that were set by hand. As in lesson 08, the roof is $i$, the floor
$o$, and the plates across are $f$; an answer within 0.05 of what is due has a tick.
"""

# %%
explorers.it_finds_the_gates(kept)

# %%
explorers.guess("19_forget_bias", truth=round(float(kept[-1].b_f[0]), 2))

# %%
def half_life(bias):
    return np.log(0.5) / np.log(sigmoid(bias))


learned = float(kept[-1].b_f[0])
print(f"learned: b_f = {learned:.1f}, f = {sigmoid(learned):.2f}, half-life {half_life(learned):.0f} steps")
print(f"by hand: b_f = 6.0, f = {sigmoid(6.0):.4f}, half-life {half_life(6.0):.0f} steps")
mean, spread = gates.mean()
whole = gates.rows()["whole"]
print(f"{whole.learned} of {len(whole.errors)} starts learned; means of the twenty numbers:")
for gate, numbers in zip("igfo", mean.round(1) + 0.0):
    print(f"a_{gate} = {numbers[1]:4.1f} v {numbers[2]:+5.1f} s {numbers[3]:+5.1f} q"
          f" {numbers[4]:+5.1f} {numbers[0]:+5.1f} h")
print(f"largest standard deviation: {spread.max():.2f}")

# %% [markdown]
r"""
**Finding.** It finds them. The input gate opens on *store*, the forget gate shuts on *store*, the
output gate opens on *ask*, and the candidate lets the value through: the four ideas of lessons 09
to 12. The last rows come from a stored run of many starts: all of them find the same cell.

It even adds something. When asked, it shuts the input gate further and opens the forget gate
further, since nobody stores while somebody asks.
"""

# %% [markdown]
r"""
## Now cut a lane

Lesson 17 left a question open: does a cut gradient still lead downhill? We train twice more, now
with your `cut_backward` of exercise 17: with the lane of $h$ cut, as in 1997, and with the lane of
$c$ cut, as in the article.

**Predict:** which of the two cuts still learns?
"""

# %%
explorers.guess("19_cut_that_learns")

# %%
def cut(*keep):
    def back(params, tape, dhs, dstate):
        return mine.cut_backward(params, tape, dhs, np.tile(keep, (len(tape), 1)))
    return back


def error(params):
    xs, right = messenger.letters(np.random.default_rng(99), T=30, N=300)
    hs = forward(params, xs, (np.zeros((300, 1)), np.zeros((300, 1))))[0]
    asked = xs[..., 2] == 1
    return np.sqrt(((hs - right)[asked] ** 2).mean()), np.sqrt((right[asked] ** 2).mean())


print(mine.whose("cut_backward"))
trained = {"whole": kept[-1]}
for name, keep in {"h cut": (0, 1), "c cut": (1, 0)}.items():
    print(name)
    trained[name] = learn(min(updates, 1500), cut(*keep), told=750)[-1]

# %%
print(f"error of saying nothing at all: {error(kept[0])[1]:.3f}")
for name, params in trained.items():
    row = gates.rows()[name]
    print(f"{name:<6} error here {error(params)[0]:.3f};  stored: {row.learned:2} of "
          f"{len(row.errors)} starts learned, error {np.median(row.errors):.3f}")

# %% [markdown]
r"""
**Finding.** With the lane of $h$ cut it learns the same gates, in every start. With the lane of $c$
cut it learns *nothing*, in no start: its error is that of silence. A way back
without (B7), such as the article's, cannot train this cell at all; and a gradient check over one
step calls it right.

Caution: $h$ is cut at no cost *here*, where no gate looks at $h$. Lesson 17 showed how far the
direction can be off.
"""

# %% [markdown]
r"""
## Break it

Four more settings, each with twenty starts, from the stored run. What would you have expected?
"""

# %%
for name in ("numbers of size 1", "forget bias 4", "rate 5", "no weight on answers"):
    row = gates.rows()[name]
    print(f"{name:<22} {row.learned:2} of {len(row.errors)} learned, "
          f"error between {min(row.errors):.3f} and {max(row.errors):.3f}")
longer = gates.rows()["32 steps"]
print(f"letters of 32 steps, fewer stores: b_f = {np.mean(longer.forget_bias):.1f}, "
      f"half-life {half_life(np.mean(longer.forget_bias)):.0f} steps")
rival = gates.rows()["a plain network"]
print("a plain network of 16 units and 337 numbers: error", *rival.errors)

# %% [markdown]
r"""
**Finding.** Small random numbers, a moderate rate, and a loss that does not drown the answers:
without one of them it fails often, or each time. A forget bias of 4 from the start, good for long
waits in lesson 10, hurts here: a cell that cannot let go learns badly to *replace* a message.

And the clock is set by the task: for letters twice as long it learns a longer half-life.

A plain network with 337 numbers learns this as well: the waits are short. So this shows *how*
gates are found, not that only gates can.
"""

# %% [markdown]
r"""
## What we now know

1. Forward, back, and a small step downhill, 3,000 times: your own functions find the gates that we
   set by hand.
2. It keeps a message as long as the task asks for, and no longer.
3. Cut $h$, and it still learns this; cut $c$, and it learns nothing at all.

**Your turn:** [write `messenger_loss_error` and
`descend`](../exercises/3_lstm_backward/19_it_finds_the_gates.ipynb). Then run this page once more.
"""

# %% [markdown]
r"""
## Part 3 is done: what you can now do

1. Derive the error at every gate, every weight and both states of an LSTM, from the chain rule
   alone.
2. Write the whole way back, and say what each of its two lanes is for, and what a cut costs.
3. Find one wrong line in somebody else's backward pass.
4. Say of a passed check what it has *not* tested.
5. Train an LSTM with nothing but functions that you wrote, and read what it learned.
"""
