# %%
import numpy as np

from lstm_lab import explorers, gradcheck, mine, sequence
from lstm_lab.cells import lstm

# %%
explorers.gate_gradients()

# %%
rng = np.random.default_rng(15)
params = lstm.init(3, 4, rng=rng)
params = lstm.Params(*(array + 0.5 * rng.standard_normal(array.shape) for array in params))
xs, dhs = rng.standard_normal((5, 2, 3)), rng.standard_normal((5, 2, 4))
state = rng.uniform(-1, 1, (2, 2, 4))

_, _, tape = sequence.forward(lstm, params, xs, tuple(state))
_, _, shares = sequence.backward(lstm, params, tape, dhs, per_step=True)
total = shares.W_f.sum(axis=0)
for t in range(5):
    print(f"dW_f from step {t} alone: relative error {mine.relative_error(shares.W_f[t], total):.2f}")

# %%
x, dh, dc_in = xs[0], dhs[0], rng.standard_normal((2, 4))
h_prev, c_prev = state


def weighted():
    (h, c), _ = lstm.step(params, x, h_prev, c_prev)
    return (dh * h).sum() + (dc_in * c).sum()


_, trace = lstm.step(params, x, h_prev, c_prev)
dc = lstm.cell_error(dh, dc_in, trace.o, trace.c)
da = lstm.Gates(i=lstm.input_gate_error(dc, trace.i, trace.g),
                g=lstm.candidate_error(dc, trace.i, trace.g),
                f=lstm.forget_gate_error(dc, c_prev, trace.f),
                o=lstm.output_gate_error(dh, trace.o, trace.c))

# %%
arrays = {**params._asdict(), "x": x, "h_prev": h_prev}
gradients = {
    **lstm.gate_gradients(da, x, h_prev)._asdict(),
    "x": lstm.input_error(da, params),
    "h_prev": lstm.previous_hidden_error(da, params),
}
result = gradcheck.check(weighted, arrays, gradients)
print("dx, dh_prev and all twelve agree with the numbers:", result.largest < 1e-8)

# %%
right = lstm.previous_hidden_error(da, params)
weights = {k: getattr(params, f"W_{k}") for k in da._fields}

side_by_side = sum(getattr(da, k) * np.diag(W) for k, W in weights.items())
o, squashed = trace.o, np.tanh(trace.c)
twice = lstm.Gates(da.i * o, da.g * o, da.f * o, da.o * squashed)
print(f"side by side:  relative error {gradcheck.relative_error(side_by_side, right):.2f}")
once_more = lstm.previous_hidden_error(twice, params)
print(f"once too often: relative error {gradcheck.relative_error(once_more, right):.2f}")

# %%
def printed(da, x, h_prev):
    return lstm.Params(
        W_i=h_prev.T @ da.g, U_i=x.T @ da.g, b_i=da.i.sum(axis=0),
        W_g=h_prev.T @ da.g, U_g=x.T @ da.g, b_g=da.g.sum(axis=0),
        W_f=h_prev.T @ da.f, U_f=x.T @ da.f, b_f=da.f.sum(axis=0),
        W_o=h_prev.T @ da.o, U_o=x.T @ da.o, b_o=da.o.sum(axis=0),
    )

# %%
suspect = printed(da, x, h_prev)._asdict()
print("      W_k    U_k    b_k")
for k in "igfo":
    errors = []
    for kind in "WUb":
        measured = mine.numeric_gradient(weighted, getattr(params, f"{kind}_{k}"), 1e-5)
        errors.append(mine.relative_error(suspect[f"{kind}_{k}"], measured))
    print(f"{k}  " + "".join("     ok" if error < 1e-6 else f"{error:7.2f}" for error in errors))

# %%
for k in "igfo":
    guess = h_prev.T @ getattr(da, k)
    same = mine.relative_error(guess, suspect["W_i"]) < 1e-12
    print(f"h_prev.T @ da_{k} is the printed dW_i: {same}")
