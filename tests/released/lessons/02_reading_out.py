# %%
import numpy as np

from lstm_lab import explorers, gradcheck, training
from lstm_lab.cells import readout, rnn
from lstm_lab.data import text

# %%
corpus = text.load()
K = len(corpus.vocabulary)
print(text.describe())
print(corpus.train[2000:2300])

# %%
rng = np.random.default_rng(2)
h = np.tanh(rng.standard_normal((1, 5)))
V, b_y = readout.init(5, 3, rng=rng)
z = readout.logits(h, V, b_y)
print("h, H = 5 numbers:", h.round(2))
print("z, K = 3 scores: ", z.round(2))

# %%
explorers.softmax()

# %%
with np.errstate(over="ignore", invalid="ignore"):
    big = np.array([1000.0, 999.0, 998.0])
    print("without the maximum:", np.exp(big) / np.exp(big).sum())
print("with the maximum:   ", readout.softmax(big).round(3))

# %%
for probability in (1.0, 0.5, 0.1, 0.01):
    nats = -np.log(probability) + 0.0
    print(f"probability {probability:4.2f}   surprise {nats:.2f} nats = {nats / np.log(2):.2f} bits")
print(f"guessing blindly among 100 characters costs {np.log2(100):.2f} bits a character")

# %%
explorers.mask()

# %%
z = np.log(np.array([[0.7, 0.2, 0.1]]))
target, mask = np.array([0]), np.array([1.0])
print("y     ", readout.softmax(z).round(2))
print("dz    ", readout.logits_error(z, target, mask).round(2))

# %%
h, targets = rng.standard_normal((4, 2, 5)), rng.integers(0, 3, (4, 2))
mask = np.array([[1, 1], [1, 1], [1, 1], [1, 0]])
params = readout.init(5, 3, rng=rng)


def loss():
    return readout.cross_entropy(readout.logits(h, *params), targets, mask)


dz = readout.logits_error(readout.logits(h, *params), targets, mask)
gradients = {**readout.parameter_gradients(dz, h)._asdict(), "h": readout.hidden_error(dz, params.V)}
result = gradcheck.check(loss, {**params._asdict(), "h": h}, gradients)
print("V, b_y and h agree with the numbers:", result.largest < 1e-8)

# %%
ids = text.encode(corpus.train, corpus.vocabulary)
windows = text.windows(ids, T=25, N=32)
model = training.for_text(rnn, corpus.vocabulary, H=64, rng=rng)

# %%
run = training.train(model, windows, updates=2000, optimiser=training.adam(5e-3))

# %%
print(run.message)
held_out = text.encode(corpus.validation, corpus.vocabulary)
before = training.bits_per_character(model, held_out, N=16)
after = training.bits_per_character(run.model, held_out, N=16)
counts = np.bincount(ids, minlength=K) + 1
unigram = -np.log2(counts / counts.sum())[held_out].mean()
print("before training it is as good as guessing blindly, within 1 bit:", abs(before - np.log2(K)) < 1)
print("after it, more than 1.5 bits better than counting characters:        ", unigram - after > 1.5)

# %%
print(f"blind {np.log2(K):.2f}   counting {unigram:.2f}   before {before:.2f}   after {after:.2f} bits")
print("The " + training.continue_text(run.model, "The ", 200, rng=rng))
