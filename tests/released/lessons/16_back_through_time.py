# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import lstm, truncation

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

# %%
explorers.lstm_step_backward()

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
