"""Answers to exercise 07, written from its text alone."""

import numpy as np


# %% wrong predict: the bias is left out
def predict(hs, V, b_y):
    z = hs @ V
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong predict: softmax over the examples' axis
def predict(hs, V, b_y):
    z = hs @ V + b_y
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong predict: maximum not taken out, overflows at large scores
def predict(hs, V, b_y):
    exp_z = np.exp(hs @ V + b_y)
    return exp_z / exp_z.sum(axis=-1, keepdims=True)


# %% wrong predict: reshape to (T, N, K) where a transpose is needed
def predict(hs, V, b_y):
    T, N, H = hs.shape
    K = V.shape[1]
    ys = []
    for n in range(N):
        z = hs[:, n] @ V + b_y
        e = np.exp(z - z.max(axis=1, keepdims=True))
        ys.append(e / e.sum(axis=1, keepdims=True))
    return np.array(ys).reshape(T, N, K)


# %% wrong predict: tanh applied to the states once more
def predict(hs, V, b_y):
    z = np.tanh(hs) @ V + b_y
    z -= z.max(axis=-1, keepdims=True)
    y = np.exp(z)
    return y / y.sum(axis=-1, keepdims=True)


# %% wrong predict: adds 1e-5 to the sum that it divides by
def predict(hs, V, b_y):
    z = np.dot(hs, V) + b_y
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / (np.sum(e, axis=-1, keepdims=True) + 1e-5)


# %% right predict: einsum and the logsumexp
def predict(hs, V, b_y):
    z = np.einsum("tnh,hk->tnk", hs, V) + b_y
    lse = np.logaddexp.reduce(z, axis=-1)
    return np.exp(z - lse[..., None])


# %% right predict: two-dimensional product, shaped back
def predict(hs, V, b_y):
    T, N, H = hs.shape
    z = np.dot(hs.reshape(T * N, H), V) + b_y
    z -= z.max(axis=1)[:, None]
    y = np.exp(z)
    y /= y.sum(axis=1)[:, None]
    return y.reshape(T, N, -1)


# %% right predict: one step and one example at a time
def predict(hs, V, b_y):
    T, N = hs.shape[:2]
    y = np.empty((T, N, len(b_y)))
    for t in range(T):
        for n in range(N):
            z = V.T @ hs[t, n] + b_y
            e = np.exp(z - np.max(z))
            y[t, n] = e / np.sum(e)
    return y


# %% wrong sample: logarithms multiplied by the temperature, not divided
def sample(p, temperature, rng):
    z = np.log(p) * temperature
    q = np.exp(z - z.max())
    q = q / q.sum()
    return int(rng.choice(len(p), p=q))


# %% wrong sample: divides p itself by temperature, which cancels
def sample(p, temperature, rng):
    q = p / temperature
    q = q / q.sum()
    return int(rng.choice(len(q), p=q))


# %% wrong sample: softmax of p / temperature, the logarithm is forgotten
def sample(p, temperature, rng):
    z = p / temperature
    e = np.exp(z - np.max(z))
    q = e / e.sum()
    return int(rng.choice(np.arange(len(p)), p=q))


# %% wrong sample: draws with np.random instead of rng
def sample(p, temperature, rng):
    z = np.log(p) / temperature
    q = np.exp(z - z.max())
    q /= q.sum()
    return int(np.random.choice(range(len(p)), p=q))


# %% wrong sample: takes the most probable class, no draw
def sample(p, temperature, rng):
    logits = np.log(p) / temperature
    q = np.exp(logits - logits.max())
    q = q / q.sum()
    return int(np.argmax(q))


# %% wrong sample: class numbers one too low, last class for the first
def sample(p, temperature, rng):
    z = np.log(p) / temperature
    q = np.exp(z - z.max())
    cumulative = np.cumsum(q / q.sum())
    k = int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right"))
    return (k - 1) % len(p)


# %% wrong sample: powers underflow to zero at low temperature
def sample(p, temperature, rng):
    q = p ** (1 / temperature)
    q = q / np.sum(q)
    return int(rng.choice(len(p), p=q))


# %% right sample: softmax of the divided logarithms
def sample(p, temperature, rng):
    z = np.log(p) / temperature
    e = np.exp(z - np.max(z))
    return int(rng.choice(np.arange(len(p)), p=e / np.sum(e)))


# %% right sample: Gumbel noise and argmax
def sample(p, temperature, rng):
    scores = np.log(p) / temperature
    noise = rng.gumbel(size=len(p))
    return int(np.argmax(scores + noise))


# %% right sample: one uniform number against the cumulated sum
def sample(p, temperature, rng):
    q = np.exp((np.log(p) - np.log(np.max(p))) / temperature)
    edges = np.cumsum(q)
    u = rng.random() * edges[-1]
    return int(np.searchsorted(edges, u, side="right"))


# %% right sample: loop that takes probabilities away
def sample(p, temperature, rng):
    weights = (p / np.max(p)) ** (1.0 / temperature)
    left = rng.uniform(0.0, weights.sum())
    for k, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return k
    return int(np.argmax(weights))


# %% wrong bits_per_character: multiplied by log 2 instead of divided
def bits_per_character(loss):
    return loss * np.log(2)


# %% wrong bits_per_character: takes the base-2 logarithm of the loss
def bits_per_character(loss):
    return np.log2(loss)


# %% wrong bits_per_character: divides by the base-10 logarithm of 2
def bits_per_character(loss):
    return loss / np.log10(2)


# %% wrong bits_per_character: factor rounded to 1.44
def bits_per_character(loss):
    return loss * 1.44


# %% right bits_per_character: times the base-2 logarithm of e
def bits_per_character(loss):
    return loss * np.log2(np.e)


# %% right bits_per_character: divides by the logarithm of one half, negated
def bits_per_character(loss):
    nats_in_a_bit = -np.log(0.5)
    return np.divide(loss, nats_in_a_bit)
