# %%
import numpy as np

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid

# %%
a = lstm.Gates(i=np.array([[1.0]]), g=np.array([[0.5]]), f=np.array([[1.0]]), o=np.array([[0.0]]))
c_prev = np.array([[0.8]])


def forward():
    i, g, f, o = sigmoid(a.i), np.tanh(a.g), sigmoid(a.f), sigmoid(a.o)
    c = lstm.cell_state(c_prev, f, i, g)
    return i, g, f, o, c, lstm.hidden_state(o, c)


i, g, f, o, c, h = forward()
print(f"i = f = {i[0, 0]:.3f}   g = {g[0, 0]:.3f}   o = {o[0, 0]:.3f}")
print(f"c = {c[0, 0]:.3f}   h = {h[0, 0]:.3f}")

# %%
def loss():
    return forward()[-1][0, 0]


measured = {f"da_{k}": gradcheck.numeric_gradient(loss, a_k)[0, 0] for k, a_k in a._asdict().items()}
print("measured for two of them:", {k: round(float(measured[k]), 3) for k in ("da_g", "da_f")})

# %%
explorers.gate_errors()

# %%
dh, dc_in = np.array([[1.0]]), np.array([[0.0]])
da_o = lstm.output_gate_error(dh, o, c)
print(f"da_o = {da_o[0, 0]:.3f}, measured {measured['da_o']:.3f}")

# %%
dc = lstm.cell_error(dh, dc_in, o, c)
print(f"dc = {dc[0, 0]:.3f}")

# %%
da_g = lstm.candidate_error(dc, i, g)
da_i = lstm.input_gate_error(dc, i, g)
da_f = lstm.forget_gate_error(dc, c_prev, f)
for name, error in (("da_g", da_g), ("da_i", da_i), ("da_f", da_f)):
    print(f"{name} = {error[0, 0]:.3f}, measured {measured[name]:.3f}")

# %%
rng = np.random.default_rng(14)
a = lstm.Gates(*rng.standard_normal((4, 3, 5)))
c_prev, dh, dc_in = rng.standard_normal((3, 3, 5))


def weighted():
    *_, c, h = forward()
    return (dh * h).sum() + (dc_in * c).sum()


i, g, f, o, c, h = forward()
dc = lstm.cell_error(dh, dc_in, o, c)
da = lstm.Gates(i=lstm.input_gate_error(dc, i, g), g=lstm.candidate_error(dc, i, g),
                f=lstm.forget_gate_error(dc, c_prev, f), o=lstm.output_gate_error(dh, o, c))
result = gradcheck.check(weighted, a._asdict(), da._asdict())
print("all four agree with the numbers:", result.largest < 1e-8)

# %%
def share_of_wrong_signs(dh):
    right = lstm.forget_gate_error(lstm.cell_error(dh, 0 * dh, o, c), c_prev, f)
    printed = lstm.forget_gate_error(lstm.cell_error(1.0, 0 * dh, o, c), c_prev, f)
    return (np.sign(right) != np.sign(printed)).mean()


draws = [share_of_wrong_signs(rng.standard_normal(dh.shape)) for _ in range(200)]
print(f"dh missing, random dh: {np.mean(draws):.0%} of the signs of da_f are wrong")
print(f"dh missing, dh all 1:  {share_of_wrong_signs(np.ones_like(dh)):.0%}")
wrong_middle = dc * i * i * (1 - i)
print(f"i in place of g: relative error {gradcheck.relative_error(wrong_middle, da.i):.2f}")

# %%
def errors_in(a_i=1.0, a_g=0.5, a_f=1.0, a_o=0.0, c_prev=0.8):
    i, f, o = sigmoid(np.array([a_i, a_f, a_o]))
    g = np.tanh(a_g)
    c = lstm.cell_state(c_prev, f, i, g)
    dc = lstm.cell_error(1.0, 0.0, o, c)
    return (dc, lstm.output_gate_error(1.0, o, c), lstm.candidate_error(dc, i, g),
            lstm.input_gate_error(dc, i, g), lstm.forget_gate_error(dc, c_prev, f))


scenes = {"nothing special": {}, "i is shut": {"a_i": -6.0}, "c is full": {"c_prev": 5.5},
          "o is shut": {"a_o": -6.0}, "c_prev = 0": {"c_prev": 0.0}}
print(f"{'':16}" + "".join(f"{name:>9}" for name in ("dc", "da_o", "da_g", "da_i", "da_f")))
for scene, changes in scenes.items():
    print(f"{scene:16}" + "".join(f"{error:9.4f}" for error in errors_in(**changes)))
