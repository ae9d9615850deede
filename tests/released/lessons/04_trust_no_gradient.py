# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence
from lstm_lab.cells import Cell, rnn

# %%
def forgetful_backward(params, trace, dh):
    dx, (dh_prev,), dparams = rnn.step_backward(params, trace, dh)
    return dx, (0 * dh_prev,), dparams


enemy = Cell(rnn.init, rnn.initial_state, rnn.step, forgetful_backward)

# %%
rng = np.random.default_rng(4)
teacher, start = rnn.init(3, 4, rng=rng), rnn.init(3, 4, rng=rng)
xs = rng.standard_normal((6, 20, 3))
target, _, _ = sequence.forward(rnn, teacher, xs)


def loss_after(updates, cell):
    params = start
    for _ in range(updates):
        hs, _, tape = sequence.forward(cell, params, xs)
        _, _, dparams = sequence.backward(cell, params, tape, 2 * (hs - target) / hs.size)
        params = rnn.Params(*(array - grad for array, grad in zip(params, dparams, strict=True)))
    return ((sequence.forward(cell, params, xs)[0] - target) ** 2).mean()


for updates in (0, 10, 100):
    right, wrong = loss_after(updates, rnn), loss_after(updates, enemy)
    print(f"{updates:3d} updates   loss {right:.3f}   with the enemy {wrong:.3f}")

# %%
params = rnn.Params(W=np.array([[0.9]]), U=np.array([[1.0]]), b=np.array([0.0]))
pulse = np.zeros((6, 1, 1))
pulse[0] = 1.0


def loss(w):
    return sequence.forward(rnn, params._replace(W=np.array([[w]])), pulse)[0][-1, 0, 0]


hs, _, tape = sequence.forward(rnn, params, pulse)
dhs = np.zeros_like(hs)
dhs[-1] = 1.0
exact = sequence.backward(rnn, params, tape, dhs)[2].W[0, 0]

# %%
for eps in (1e-2, 1e-3, 1e-4):
    one_sided = (loss(0.9 + eps) - loss(0.9)) / eps
    central = (loss(0.9 + eps) - loss(0.9 - eps)) / (2 * eps)
    print(f"eps {eps:.0e}   one-sided off by {abs(one_sided - exact):.1e}"
          f"   central off by {abs(central - exact):.1e}")

# %%
explorers.numeric_gradient()

# %%
ours, judges = np.array([1.0, -2.0, 1e-12]), np.array([1.0, -2.0, 3e-12])
by_entry = abs(ours - judges) / (abs(ours) + abs(judges))
print("entry by entry:", by_entry)
print("by norm is below 1e-9:", gradcheck.relative_error(ours, judges) < 1e-9)

# %%
rng = np.random.default_rng(1)
params = rnn.init(3, 4, rng=rng)


def examine(cell, T):
    xs, h0 = rng.standard_normal((T, 2, 3)), rng.standard_normal((2, 4))
    dhs = rng.standard_normal((T, 2, 4))
    _, _, tape = sequence.forward(cell, params, xs, (h0,))
    _, _, dparams = sequence.backward(cell, params, tape, dhs)
    return gradcheck.check(lambda: (sequence.forward(cell, params, xs, (h0,))[0] * dhs).sum(),
                           params, dparams)


for T in (1, 2, 3, 6):
    print(f"T = {T}   the largest error is above 0.1: {examine(enemy, T).largest > 0.1}")

# %%
explorers.gradient_heatmap()

# %%
explorers.gradient_heatmap(cell=enemy)

# %%
def deaf_step(params, x, h_prev):
    return rnn.step(params, 0 * x, h_prev)


deaf = Cell(rnn.init, rnn.initial_state, deaf_step, rnn.step_backward)
print("a network that never listens passes:", examine(deaf, 6).largest < 1e-7)
