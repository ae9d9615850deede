# %%
import numpy as np

from lstm_lab import explorers, mine, sequence, training
from lstm_lab.cells import rnn
from lstm_lab.data import ngrams, text
from lstm_lab.training import closing, start_here

# %%
corpus = text.load()
rungs = ngrams.ladder(corpus)
for name, bits in rungs.items():
    print(f"{name:<8} {bits:.2f} bits per character, on text that was held out")

# %%
steps = -np.diff(list(rungs.values()))
print("every rung lies at least half a bit below the one before:", bool((steps > 0.5).all()))

# %%
mine.table("rnn_step", "rnn_step_backward", "cross_entropy", "logits_error")

# %%
K, rng = len(corpus.vocabulary), np.random.default_rng(0)
model = training.create(mine.rnn_cell(), K, 128, K, rng=rng, dtype=np.float32,
                        loss=mine.text_loss(), vocabulary=corpus.vocabulary)
print("hidden units:", len(model.params.cell.b))

# %%
rng = np.random.default_rng(7)
params = rnn.init(3, 5, rng=rng)
xs, dhs = rng.standard_normal((50, 2, 3)), rng.standard_normal((50, 2, 5))
hs, _, tape = sequence.forward(rnn, params, xs)
first, state, tape_1 = sequence.forward(rnn, params, xs[:25])
second, _, tape_2 = sequence.forward(rnn, params, xs[25:], state)
print("the states are the same in one piece or two:", np.allclose(hs, np.concatenate([first, second])))
whole = sequence.backward(rnn, params, tape, dhs)[2].W
cut = [sequence.backward(rnn, params, *part)[2].W for part in ((tape_1, dhs[:25]), (tape_2, dhs[25:]))]
print(f"the gradients of W differ by {np.linalg.norm(whole - sum(cut)) / np.linalg.norm(whole):.1%}")

# %%
windows = text.windows(text.encode(corpus.train, corpus.vocabulary), T=25, N=32)
kept = []

# %%
run = training.train(model, windows, 5000, optimiser=training.adam(5e-3), on_progress=kept.append, every=500)

# %%
run = training.train(run, windows, 8000, optimiser=training.adam(1e-3), on_progress=kept.append, every=500)

# %%
held_out = text.encode(corpus.test, corpus.vocabulary)
explorers.ladder(rungs, [model, *kept], held_out)

# %%
models = [model, *(reached.model for reached in kept)]
bits = [training.bits_per_character(each, held_out, N=16) for each in models]
print("before training it is as good as guessing, within 0.3 bits:", abs(bits[0] - rungs["uniform"]) < 0.3)
print("in the end it is at least 0.4 bits below the 3-gram:       ", rungs["3-gram"] - bits[-1] > 0.4)
print("and level with the 4-gram, within 0.15 bits:               ", abs(rungs["4-gram"] - bits[-1]) < 0.15)
print("the small learning rate alone brought more than 0.05 bits: ", bits[10] - bits[-1] > 0.05)

# %%
pieces = (5, 25, 100)
forgetful = [training.bits_per_character(run.model, held_out, N=len(held_out) // T) for T in pieces]
for T, value in zip(pieces, forgetful):
    print(f"state set to zero every {T:3d} letters: {value:.2f} bits per character")
print(f"state carried through:                {bits[-1]:.2f} bits per character")

# %%
print("forgetting every 25 letters costs more than 0.2 bits:", forgetful[1] - bits[-1] > 0.2)
print("the more often it forgets, the worse it is:          ", bool((np.diff(forgetful) < 0).all()))

# %%
rows = closing.by_distance(run.model, corpus.validation + "\n\n" + corpus.test)
print("letters after (   in the text ) comes next   the network says   with ( taken out")
for row in rows:
    print(f"{row.low:6d} to {row.high:3d} {row.text:22.1%} {row.network:21.1%} {row.without:18.1%}")

# %%
near, middle, far = rows
print("up to 5 letters after it, the bracket makes ) at least 5 times likelier:", near.network > 5 * near.without)
print("beyond 20 letters the network hardly notices that it is gone, within 25 %:",
      abs(far.network / far.without - 1) < 0.25)
print("there the text closes at least 3 times as often as the network expects:  ",
      far.text > 3 * far.network)

# %%
lstm = start_here.load().model
string = "".join(c for c in corpus.validation + "\n\n" + corpus.test if c in lstm.vocabulary)
lstm_rows = closing.by_distance(lstm, string)
print("letters after (     how many times likelier the bracket makes )")
for ours, other in zip(rows, lstm_rows):
    print(f"{ours.low:6d} to {ours.high:3d}      RNN {ours.network / ours.without:5.1f}"
          f"     LSTM {other.network / other.without:5.1f}")

# %%
print("6 to 20 letters, the RNN less than 1.8 times: ", middle.network < 1.8 * middle.without)
print("6 to 20 letters, the LSTM more than 1.8 times:", lstm_rows[1].network > 1.8 * lstm_rows[1].without)
