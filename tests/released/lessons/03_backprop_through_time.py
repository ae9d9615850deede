# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import rnn

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
xs = np.zeros((6, 1, 1))
xs[0] = 1.0


def loss():
    hs, _, _ = sequence.forward(rnn, params, xs)
    return hs[-1, 0, 0]


print(f"L = {loss():.4f}   dL/dw = {gradcheck.numeric_gradient(loss, params.W)[0, 0]:.4f}")

# %%
explorers.rnn_backward()

# %%
hs, _, tape = sequence.forward(rnn, params, xs)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
dxs, _, shares = sequence.backward(rnn, params, tape, dhs, per_step=True)
print("share of each use:", shares.W[:, 0, 0].round(3))
print(f"their sum: {shares.W.sum():.4f}")

# %%
rng = np.random.default_rng(3)
params = rnn.init(4, 5, rng=rng)
xs, h0 = rng.standard_normal((6, 3, 4)), rng.standard_normal((3, 5))
dhs = rng.standard_normal((6, 3, 5))

hs, _, tape = sequence.forward(rnn, params, xs, (h0,))
dxs, (dh0,), dparams = sequence.backward(rnn, params, tape, dhs)

# %%
def weighted_sum():
    return (sequence.forward(rnn, params, xs, (h0,))[0] * dhs).sum()


arrays = {**params._asdict(), "xs": xs, "h0": h0}
gradients = {**dparams._asdict(), "xs": dxs, "h0": dh0}
result = gradcheck.check(weighted_sum, arrays, gradients)
print("W, U, b, xs and h0 agree with the numbers:", result.largest < 1e-8)

# %%
def relative(t):
    alone = rnn.step_backward(params, tape.traces[t], dhs[t])[0]
    return gradcheck.relative_error(alone, dxs[t])


for t in range(6):
    print(f"t = {t}   error of dx without the carry: {relative(t):.2f}")
