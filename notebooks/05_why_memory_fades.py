# %% [markdown]
r"""
# 05 · Why memory fades

**Part 1** · 45 minutes · You need: lessons 01 and 03, eigenvalues.

Previous: [04 · Trust no gradient](04_trust_no_gradient.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/05_why_memory_fades.ipynb) ·
Next: [06 · Two directions and depth](06_two_directions_and_depth.ipynb)

**The question.** In lesson 01 one number kept a message for ever. In lesson 03 the error walked back, step by
step. How much of it arrives at the step where the message came? And what decides that?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence, training
from lstm_lab.cells import rnn

# %% [markdown]
r"""
## One step, one factor

Move unit $i$ of the old state a little. The sum $a_j$ of unit $j$ moves $W_{ij}$ times as much. Then comes
tanh, whose slope is $1 - h_j^2$. So $h_j$ moves by $W_{ij}(1 - h_j^2)$.

All pairs $(i, j)$ together make a matrix. We call it the factor of step $r$: $P_r = W\,\mathrm{diag}(1 - h_r^2)$. Each *column* of $W$ is
multiplied by the slope of the unit it leads to.

From $h_s$ to $h_t$ a change passes the factor of every step on the way.
"""

# %% [markdown]
r"""
One after the other means a product, and the step that is met first stands on the left:

$$ \left(\frac{\partial h_t}{\partial h_s}\right)^{T} = P_{s+1} P_{s+2} \cdots P_t,
\qquad P_r = W\,\mathrm{diag}(1 - h_r^2) \tag{V1} $$

An error at $h_t$ takes the same way back: $dh_s = dh_t\, P_t^T \cdots P_{s+1}^T$. These are lines (Q1) and (Q2) of lesson 03, once a step.
In the package:

```python
return reduce(np.matmul, W * (1 - hs**2)[..., None, :])  # (V1)
```
"""

# %% [markdown]
r"""
Do not believe it. We run four steps, move each number of the first state, and look at the last one.
**Predict:** does it matter in which order the factors stand?
"""

# %%
rng = np.random.default_rng(5)
params, xs = rnn.init(3, 4, rng=rng), rng.standard_normal((4, 1, 3))
h_s, weights = rng.uniform(-1, 1, (1, 4)), rng.standard_normal(4)


def last_state():
    return sequence.forward(rnn, params, xs, (h_s,))[0][-1, 0] @ weights


hs = sequence.forward(rnn, params, xs, (h_s,))[0][:, 0]
measured = gradcheck.numeric_gradient(last_state, h_s)[0]
for name, states in (("as in (V1)", hs), ("reversed", hs[::-1])):
    computed = rnn.jacobian_product(states, params.W) @ weights
    right = gradcheck.relative_error(computed, measured) < 1e-8
    print(f"{name:<11} agrees with the numbers: {right}")

# %% [markdown]
r"""
**Finding.** The order matters, because $AB$ is not $BA$. Now the question of this lesson in numbers: we put an error of
size 1 at the last state and carry it back 50 steps, through 32 units with random weights.

The size of $W$ is set by its **spectral radius**, the largest absolute value of its eigenvalues. Beside it runs the
same $W$ *without* tanh, a linear network: all its slopes are 1.

Lock in your two guesses, then look.
"""

# %%
explorers.fading()

# %% [markdown]
r"""
**How to read it.** To the right is the past. The solid line is the gradient with tanh, the dashed one without. The axis is
logarithmic: a straight line down means "a constant factor a step". The strips show what the error passes: how
large each state is, and how steep tanh is there.

Set the radius to 0.9 and watch the dashed line. Set it to 2.5 and watch the solid one. Now the same network, in
numbers.
"""

# %%
rng = np.random.default_rng(46)
D, H, T = 5, 32, 101
W_1 = rng.standard_normal((H, H))
U = rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
W_1 /= np.abs(np.linalg.eigvals(W_1)).max()
xs, error = rng.standard_normal((T, 1, D)), rng.standard_normal(H)
error /= np.linalg.norm(error)

for radius in (0.9, 1.0, 2.5):
    W = radius * W_1
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    with_tanh = np.linalg.norm(rnn.jacobian_product(hs[-50:, 0], W) @ error)
    linear = np.linalg.norm(rnn.jacobian_product(np.zeros((50, H)), W) @ error)
    print(f"radius {radius}   largest |h| {np.abs(hs).max():.2f}   "
          f"50 steps back: tanh {with_tanh:.0e}, linear {linear:.0e}")

# %% [markdown]
r"""
## Is it the tanh?

The article (section 1.1.4) says that memory fades because tanh squashes the state. It is a natural thought, and
half of it is right: every slope is at most 1, and at radius 1 this is the difference between 0.2 and 3e-8.

But it is not *needed*: at radius 0.9 the network without any tanh has faded to 1e-3. And it is not *enough*: at radius 2.5, the network
with tanh explodes.
"""

# %% [markdown]
r"""
**Finding.** It is the product that decides, $W$ and slopes together. Three rules follow, with $\|P\|$ the most that a
factor can lengthen an error:

- If every $\|P_r\|$ is below a number smaller than 1, the product fades. That is enough.
- To explode, $\|W\|$ has to be above 1. That is needed, and not enough.
- Between the two, the states decide, and so the inputs.

The last one deserves a number. Here are 20 draws at radius 2.5.
"""

# %%
grown = []
for seed in range(20):
    rng = np.random.default_rng(seed)
    W = rng.standard_normal((H, H))
    U = rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
    W *= 2.5 / np.abs(np.linalg.eigvals(W)).max()
    xs = rng.standard_normal((T, 1, D))
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    grown.append(np.linalg.norm(rnn.jacobian_product(hs[-50:, 0], W) @ error))
print(f"50 steps back, 20 draws: smallest {min(grown):.0e}, "
      f"median {np.median(grown):.0e}, largest {max(grown):.0e}")

# %% [markdown]
r"""
## State and gradient are two things

The same section says that gradients explode because of an activation "greater than 1". But tanh is never greater than 1.
In the network above all states stay inside $\pm 1$, and the gradient is 200 times as large as it began.

**A bounded state does not bound the gradient.** The state says where we are. The gradient says how far two neighbouring
starts drift apart. In the picture, set the radius to 2.5 and read both strips.
"""

# %% [markdown]
r"""
## A radius below 1 that grows

"Radius below 1, so it fades" is true in the end, not at once. Choose the scene *non-normal*: $W = \begin{pmatrix} 0.9 & 5 \\ 0 & 0.9
\end{pmatrix}$. Both eigenvalues are 0.9. **Predict:** how large does an error become on its way?
"""

# %%
W = np.array([[0.9, 5.0], [0.0, 0.9]])
for steps in (1, 5, 10, 20, 50, 100):
    most = np.linalg.norm(rnn.jacobian_product(np.zeros((steps, 2)), W), 2)
    print(f"{steps:3d} steps: an error can grow by the factor {most:.2g}")

# %% [markdown]
r"""
**Finding.** It grows to 19 before it fades. One unit hands its error to the other, five times as large, each step
again. Eigenvalues tell the end of the story; the norm of the product tells each chapter.

## Remembering is not learning to remember

Now the unit of lesson 01 with $w = 1.5$, the one that was stuck at 0.859. It kept a message for ever. Choose the
scene *latch*: two histories, a pulse of $+1$ and one of $-1$.

**Predict:** the states stay apart for ever. Is the gradient large, too?
"""

# %%
latch = rnn.Params(W=np.array([[1.5]]), U=np.array([[1.0]]), b=np.array([0.0]))
xs = np.zeros((51, 2, 1))
xs[0, :, 0] = 1.0, -1.0
hs, _, _ = sequence.forward(rnn, latch, xs)
print(f"50 steps later the states are {hs[-1, 0, 0]:.3f} and {hs[-1, 1, 0]:.3f}")
for lag in (1, 10, 28, 50):
    gradient = rnn.jacobian_product(hs[-lag:, 0], latch.W)[0, 0]
    print(f"gradient {lag:2d} steps back: {gradient:.1e}")

# %% [markdown]
r"""
**Finding.** The memory is perfect, and 28 steps back the gradient is 5e-12. Where the state is stuck the slope is
$1 - 0.859^2 = 0.26$, so each step multiplies by $1.5 \cdot 0.26 = 0.39$.

It has to be so. A state that returns to 0.859 *forgets small changes*, and a gradient is about small
changes. What makes the memory safe makes it impossible to learn.

**It remembers, and cannot learn to.** Keep this sentence for lesson 09.
"""

# %% [markdown]
r"""
## When it explodes: clipping

One huge gradient can throw the weights far away, and all training with them. The remedy is crude and works:
if the norm of *all* gradients together is above a limit $\theta$, shorten them all by one factor.

$$ d \leftarrow d \cdot \min\left(1, \frac{\theta}{\|d\|}\right), \qquad
\|d\|^2 = \sum_{\text{arrays}} \sum d^2 \tag{V3} $$

One norm and one factor for all arrays: the step gets shorter and keeps its direction. Clipping each array alone would
turn it.
"""

# %%
gradients = rnn.Params(
    W=np.full((2, 2), 3.0), U=np.full((3, 2), 2.0), b=np.full(2, 0.1)
)
clipped, norm = training.clip_by_global_norm(gradients, limit=1.0)
again, norm_after = training.clip_by_global_norm(clipped, limit=1.0)
print(f"norm before {norm:.2f}, after {norm_after:.2f}")
for name in gradients._fields:
    ratio = getattr(clipped, name) / getattr(gradients, name)
    print(f"{name}: every number times {ratio.flat[0]:.3f}")

# %% [markdown]
r"""
**Predict:** does clipping help against *fading*? Switch it on in the picture, at radius 2.5 and at radius 1.

**Finding.** It cuts the top off and leaves the bottom as it was. The factor is never above 1, so nothing that is small
becomes larger. Against fading we need another kind of cell.
"""

# %% [markdown]
r"""
## What we now know

1. An error $k$ steps back is a product of $k$ factors, $W$ times the slopes of tanh (V1). It fades or explodes.
2. tanh helps it to fade, and is neither needed nor enough. A bounded state does not bound a gradient.
3. A state that is kept safely has a gradient that is next to nothing. Clipping (V3) tames explosions only.

**Your turn:** [write `jacobian_product` and `clip_by_global_norm`](../exercises/1_recurrent_networks/05_why_memory_fades.ipynb).

**Next:** would it help to read from the other end as well, or to put layers on top of each other? That is
[06 · Two directions and depth](06_two_directions_and_depth.ipynb).
"""
