# %% [markdown]
r"""
# 07 · A first language model

**Part 1** · 45 minutes · You need: lessons 01 to 05.

Previous: [06 · Two directions and depth](06_two_directions_and_depth.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/07_first_language_model.ipynb) ·
Next: [08 · The cell at a glance](08_the_cell_at_a_glance.ipynb)

**The question.** We have everything a recurrent network needs: the step, the read-out, the loss, the way back. How
well does it read a real text, and what can it *not* do?
"""

# %%
import numpy as np

from lstm_lab import explorers, mine, sequence, training
from lstm_lab.cells import rnn
from lstm_lab.data import ngrams, text
from lstm_lab.training import closing, start_here

# %% [markdown]
r"""
## A ladder of guesses

The text is the one of lesson 02. A good model is seldom surprised by the next letter. We count its surprise in **bits
per character**: the loss in nats, divided by $\log 2$. One bit is the answer to one yes-or-no question.

Who knows nothing (**uniform**) needs $\log_2 K$ bits. Who knows how often each letter occurs (the **unigram**) needs fewer. An
**$n$-gram** model looks at the last $n - 1$ letters and counts in the training text what came after them.
"""

# %% tags=["nbval-ignore-output"]
corpus = text.load()
rungs = ngrams.ladder(corpus, orders=range(1, 7))
for name, bits in rungs.items():
    print(f"{name:<8} {bits:.2f} bits per character, on text that was held out")

# %% [markdown]
r"""
Every further letter of memory helps, the first ones most. This is what a network has to beat: not guessing, but **counting**.

A number of bits can be read as a choice: $2$ to the power of the bits is called **perplexity**. Two bits are as hard as a choice
among four equally likely letters.

## Your network

Below, the network is put together. What you have solved in the exercises is used here, and the course fills in the
rest. The table says which is whose. Solve an exercise, restart the notebook, and it changes.
"""

# %% tags=["nbval-ignore-output"]
mine.table("rnn_step", "rnn_step_backward", "cross_entropy", "logits_error")

# %%
K, rng = len(corpus.vocabulary), np.random.default_rng(0)
model = training.create(mine.rnn_cell(), K, 128, K, rng=rng, dtype=np.float32,
                        loss=mine.text_loss(), vocabulary=corpus.vocabulary)
print("hidden units:", len(model.params.cell.b))

# %% tags=["nbval-ignore-output"]
print("numbers to learn:", sum(array.size for part in model.params for array in part))

# %% [markdown]
r"""
## A text is too long

Over 300,000 letters follow one another. To carry an error back from the last to the first, all the states between would have to be
kept, for one single update. So we cut the text into **windows** of $T = 25$ steps. We read 32 streams at once, each from
another place of the text.

At a border two things could be passed on: the state, forwards, and the error, backwards. **Predict:** which of them can
we afford to pass?
"""

# %%
explorers.guess("07_passed_at_a_border")

# %% [markdown]
r"""
The state costs nothing: the next window begins where this one ended. The error would have to come from the next window,
which is not read yet. In (Q7) the error at a step was what its read-out sends plus what the step after it sends. At the
last step of a window the second part is missing:

$$ h_0^{\text{next window}} = h_T, \qquad dh_T = dz_T V^\top + 0 \tag{V4} $$

The values pass the border, the errors do not. This is **truncated** backpropagation through time; a training that carries
the state like this is called *stateful*.
"""

# %%
rng = np.random.default_rng(7)
params = rnn.init(3, 5, rng=rng)
xs, dhs = rng.standard_normal((50, 2, 3)), rng.standard_normal((50, 2, 5))
hs, _, tape = sequence.forward(rnn, params, xs)
first, state, tape_1 = sequence.forward(rnn, params, xs[:25])
second, _, tape_2 = sequence.forward(rnn, params, xs[25:], state)
print(f"largest difference of a state, one piece or two: {abs(hs - np.concatenate([first, second])).max():.3f}")
whole = sequence.backward(rnn, params, tape, dhs)[2].W
cut = [sequence.backward(rnn, params, *part)[2].W for part in ((tape_1, dhs[:25]), (tape_2, dhs[25:]))]
print(f"the gradients of W differ by {np.linalg.norm(whole - sum(cut)) / np.linalg.norm(whole):.1%}")

# %% [markdown]
r"""
**Finding.** Reading is exact, learning is not: the gradient is off, because what a window's last steps did to the next
window is left out. What lies more than 25 steps apart is *used*, but nothing is *learned* about it directly.

## Training

First 5,000 updates with a large learning rate, then 3,000 with a small one. Together it takes about half a minute. The bar shows
the loss on the *training* text.

**Predict:** which rung will it be nearest to, on the text that was held out?
"""

# %%
explorers.guess("07_rung_after_training")

# %%
windows = text.windows(text.encode(corpus.train, corpus.vocabulary), T=25, N=32)
kept = []

# %% tags=["nbval-ignore-output"]
run = training.train(model, windows, 5000, optimiser=training.adam(5e-3), on_progress=kept.append, every=500)

# %% tags=["nbval-ignore-output"]
run = training.train(run, windows, 8000, optimiser=training.adam(1e-3), on_progress=kept.append, every=500)

# %% tags=["nbval-ignore-output"]
held_out = text.encode(corpus.test, corpus.vocabulary)
explorers.ladder(rungs, [model, *kept], held_out)

# %% [markdown]
r"""
**How to read it.** The line is the network, after more and more updates; the dashed rungs are what counting reaches. Below
stands what the network writes at this checkpoint. It draws each letter from its own probabilities; a temperature
below 1 makes the likely ones likelier. Press Play and watch words appear, then word endings, then brackets
and quotes.
"""

# %% tags=["nbval-ignore-output"]
models = [model, *(reached.model for reached in kept)]
bits = [training.bits_per_character(each, held_out, N=16) for each in models]
trained_on = text.encode(corpus.train, corpus.vocabulary)[:len(held_out)]
seen = [training.bits_per_character(each, trained_on, N=16) for each in models]
print("updates   on training text   on held-out text")
for k in (0, 2, 6, 10, 16):
    print(f"{500 * k:7}   {seen[k]:16.2f}   {bits[k]:16.2f}")

# %% [markdown]
r"""
**Finding.** With 128 numbers of memory the network comes near the 4-gram, which looks up what followed the last *three*
letters. The 5-gram, which looks at four, is better than our network: a small text and a small net.

"""

# %% [markdown]
r"""
On the training text it needs fewer bits than on the held-out text, and the gap grows: it learns the text by heart. That is called
**overfitting**, and the reason why a text is held out at all.

Does it remember more than three letters? Let us take its memory away: we read the same text, and every few letters we
set the state back to zero.
"""

# %% tags=["nbval-ignore-output"]
pieces = (5, 25, 100)
forgetful = [training.bits_per_character(run.model, held_out, N=len(held_out) // T) for T in pieces]
for T, value in zip(pieces, forgetful):
    print(f"state set to zero every {T:3d} letters: {value:.2f} bits per character")
print(f"state carried through:                {bits[-1]:.2f} bits per character")

# %% [markdown]
r"""
**Finding.** It does use its state, and starting again is costly. But that is a mean over all letters, and most of them depend
on the last few. Is there something that it must remember for longer?
"""

# %% [markdown]
r"""
## An open bracket

A bracket that was opened must be closed. That is one bit of memory, to be kept for as long as it takes. We look into
the held-out text at all places inside a bracket, and ask how likely the network thinks `)` is.

Then we take the opening bracket *out of the text*, put a space there, and ask again. **Predict:** 30 letters after the
bracket, how much does it change?
"""

# %%
explorers.guess("07_bracket_after_30_letters")

# %% tags=["nbval-ignore-output"]
rows = closing.by_distance(run.model, corpus.validation + "\n\n" + corpus.test)
print("letters after (   in the text ) comes next   the network says   with ( taken out")
for row in rows:
    print(f"{row.low:6d} to {row.high:3d} {row.text:22.1%} {row.network:21.1%} {row.without:18.1%}")

# %% [markdown]
r"""
**Finding.** Up to five letters, it knows. Beyond twenty, it gives `)` nearly the same small probability whether a bracket was
opened or not: the message is gone. A 6-gram does no better: it sees five letters, and what stood before them makes no
difference to it, by construction.

Is it the windows? The loss begins at 6 letters, well inside the 25. Is it that errors fade on their way back? We carry an error of
size 1 back through the trained network.
"""

# %% tags=["nbval-ignore-output"]
cell, params = run.model.cell, run.model.params.cell
ids = held_out[:100 * 31].reshape(100, 31).T
_, _, tape = sequence.forward(cell, params, np.eye(K, dtype=np.float32)[ids])
error = rng.standard_normal((100, 128)).astype(np.float32)
error /= np.linalg.norm(error, axis=1, keepdims=True)
for lag in (6, 10, 20, 30):
    dh = error
    for trace in tape.traces[:-lag - 1:-1]:
        dh = cell.step_backward(params, trace, dh)[1][0]
    print(f"{lag:2} steps back: {np.exp(np.log(np.linalg.norm(dh, axis=1)).mean()):.2g}")

# %% [markdown]
r"""
**Finding.** Six steps back a good part of the error is left, and yet the bracket is forgotten there. So fading alone does not
explain it. What else does, we have not measured.

Does it have to be so? The LSTM of page 00 has 128 units too.
"""

# %% tags=["nbval-ignore-output"]
lstm = start_here.load().model
string = "".join(c for c in corpus.validation + "\n\n" + corpus.test if c in lstm.vocabulary)
lstm_rows = closing.by_distance(lstm, string)
print("letters after (     how many times likelier the bracket makes )")
for ours, other in zip(rows, lstm_rows):
    print(f"{ours.low:6d} to {ours.high:3d}      RNN {ours.network / ours.without:5.1f}"
          f"     LSTM {other.network / other.without:5.1f}")

# %% [markdown]
r"""
One bracket of this text, letter by letter: the darker, the more the open bracket makes the network expect `)` next.
"""

# %% tags=["nbval-ignore-output"]
explorers.bracket({"RNN": run.model, "LSTM": lstm}, string)

# %% [markdown]
r"""
**Finding.** Between 6 and 20 letters the LSTM still knows of the bracket; beyond twenty it too has nearly lost it. This is a hint
and not a proof: it had windows of 50 steps and about three times as many numbers; and it was trained on the help texts of Python
3.11.7, so that on another Python it has read a part of this text before.

What is in it that helps?
"""

# %% [markdown]
r"""
## What we now know

1. The unit is bits per character, and the opponent is counting: our RNN is near the 4-gram, and the 5-gram beats it.
2. Windows (V4) pass the state on and cut the error: reading stays exact, learning does not.
3. After a few letters the RNN has forgotten an open bracket; the LSTM keeps it longer.

**Your turn:** [write `predict`, `sample` and `bits_per_character`](../exercises/1_recurrent_networks/07_first_language_model.ipynb).
"""

# %% [markdown]
r"""
## Part 1 is done: what you can now do

1. Write a recurrent network, forwards and backwards, from bare arrays.
2. Turn states into probabilities and a loss, and say why its gradient is probability minus truth.
3. Find a wrong gradient by numbers, and name the array.
4. Explain by one product why an error fades or explodes, and what clipping does.
5. Train a language model, place it on the ladder, and measure what it forgets.
"""

# %% [markdown]
r"""
**Next:** we need a memory that *opens* for the bracket, *stays shut* for the letters after it, and speaks up at the end.
Valves, then. Part 2 begins with [08 · The cell at a glance](08_the_cell_at_a_glance.ipynb).
"""
