# %% [markdown]
r"""
# 05 · Why memory fades

**Part 1** · 45 minutes · You need: lessons 01 and 03.

Previous: [04 · Trust no gradient](04_trust_no_gradient.ipynb) ·
[Exercise](../exercises/1_recurrent_networks/05_why_memory_fades.ipynb) ·
Next: [06 · Two directions and depth](06_two_directions_and_depth.ipynb)

**The question.** In lesson 01 one number kept a message for ever. In lesson 03 the error walked back, step by
step. How much of it arrives at the step where the message came? And is that enough to learn from?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, sequence, training
from lstm_lab.cells import rnn
from lstm_lab.data import carry
from lstm_lab.training import losses, model

# %% [markdown]
r"""
## One unit: one factor a step

Lesson 03 carried an error back in two lines: times the slope of tanh, then times $w$. So one step back is *one
factor*, $w\,(1 - h_t^2)$. Many steps back are a product of such factors.

Take the unit of lesson 01 with $w = 0.9$: a pulse of 1, then silence. Its state dies away, and where $h$ is near 0
the slope of tanh is near 1. **Predict:** what is left of an error after 50 steps back?
"""

# %%
explorers.guess("05_left_of_one_unit")

# %%
def one_unit(w, xs):
    """Return the states of a unit with this w, and its factor at every step."""
    params = rnn.Params(W=np.array([[w]]), U=np.array([[1.0]]), b=np.array([0.0]))
    hs = sequence.forward(rnn, params, xs)[0][:, 0, 0]
    return hs, w * (1 - hs**2)


pulse = np.zeros((51, 1, 1))
pulse[0] = 1.0
hs, factors = one_unit(0.9, pulse)
for lag in (1, 10, 28, 50):
    left = factors[-lag:].prod()
    print(f"{lag:2d} steps back: h was {hs[-lag]:.3f}, factor {factors[-lag]:.3f}, left {left:.1e}")

# %% [markdown]
r"""
**Finding.** All factors but the oldest are close to 0.9, and 50 of them leave 0.0011 of the error, 1 in 900. A factor a
little below 1, used again and again, is a factor near 0.
"""

# %% [markdown]
r"""
## Many units: a matrix in place of $w$

With 32 units, $W$ is a matrix. It turns an error as well as stretching it. But used again and again it settles:
in the long run it stretches by one factor a step, its **spectral radius**. Radius 0.9 is to $W$ what 0.9 was to $w$.

(In algebra: the largest absolute value of its eigenvalues. You do not need that here.)
"""

# %% [markdown]
r"""
We put an error of size 1 at the last state and carry it back 50 steps, through 32 units with random weights and random
inputs. Beside it runs the same $W$ *without* tanh, a linear network: all its slopes are 1.

Lock in your two guesses, then look.
"""

# %%
explorers.fading()

# %% [markdown]
r"""
**How to read it.** To the right is the past. The axis is logarithmic: a straight line down means "a constant factor a
step". An arrow marks a value beyond the axis. The strips show what the error passes: how large each state is,
and how steep tanh is there.

Set the radius to 2.5 and watch the solid line. The picture shows one draw of the weights. Here are 20 draws.
"""

# %%
def carried(radius, seed, D=5, H=32):
    """Return what is left of an error of size 1, 50 steps back: with tanh, and without."""
    rng = np.random.default_rng(seed)
    W = rng.standard_normal((H, H))
    W *= radius / np.abs(np.linalg.eigvals(W)).max()
    U = rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
    xs, error = rng.standard_normal((101, 1, D)), rng.standard_normal(H)
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    products = (rnn.jacobian_product(h, W) for h in (hs[-50:, 0], np.zeros((50, H))))
    return [np.linalg.norm(p @ error) / np.linalg.norm(error) for p in products]


for radius in (0.9, 1.0, 2.5):
    tanh, linear = np.transpose([carried(radius, seed) for seed in range(20)])
    print(f"radius {radius}: median with tanh {np.median(tanh):.0e}, without {np.median(linear):.0e}; "
          f"with tanh it grew in {(tanh > 1).sum()} of 20")

# %% [markdown]
r"""
## Is it the tanh?

Half of it is. Every slope is at most 1, so tanh shortens: at radius 1 it makes the difference between 0.3
and 9e-8.

But tanh is not *needed*: at radius 0.9, without any tanh, 0.002 is left. And it is not *enough*: at radius
2.5 the error grew, with tanh, in 17 of 20 draws. It is the product that decides, $W$ and slopes together.

"""

# %% [markdown]
r"""
**A bounded state does not bound the gradient.** All states stay inside $\pm 1$. The state says where we are; the gradient
says how far two neighbouring starts drift apart.
"""

# %% [markdown]
r"""
## The same in one line

Move unit $i$ of the old state a little. The sum $a_j$ of unit $j$ moves $W_{ij}$ times as much, and $h_j$ moves by
$W_{ij}(1 - h_j^2)$. All pairs $(i, j)$ make a matrix, the factor $P_r$ of step $r$. From $h_s$ to $h_t$ a change
passes every factor on the way, the first step's first:

$$ \left(\frac{\partial h_t}{\partial h_s}\right)^{\top} = P_{s+1} P_{s+2} \cdots P_t,
\qquad P_r = W\,\mathrm{diag}(1 - h_r^2) \tag{V1} $$

$\mathrm{diag}$ says: each *column* of $W$ times the slope of the unit that it leads to. With one unit it is
$w\,(1 - h_r^2)$ again.
"""

# %% [markdown]
r"""
Do not believe it. We run four steps, move each number of the first state, and look at the last one.
**Predict:** does it matter in which order the factors stand?
"""

# %%
explorers.guess("05_does_the_order_matter")

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
    off = gradcheck.relative_error(computed, measured)
    print(f"{name:<11} relative error {'below 1e-8' if off < 1e-8 else f'{off:.2f}'}")

# %% [markdown]
r"""
The order matters, because $AB$ is not $BA$. An error takes the same road back: $dh_s = dh_t\, P_t^\top \cdots
P_{s+1}^\top$, lines (Q1) and (Q2) of lesson 03 once a step.

Pascanu, Mikolov and Bengio (2013) drew the rules from this product. With $\|P\|$ the most that a factor can lengthen
an error:

- If every $\|P_r\|$ is below a number smaller than 1, the error fades. That is enough.
- To explode, $\|W\|$ has to be above 1. That is needed, and not enough.
- Between the two, the states decide, and so the inputs.
"""

# %% [markdown]
r"""
**An aside, for who knows eigenvalues.** "Radius below 1, so it fades" is true in the end, not at once. Choose the scene
*non-normal*: $W = \begin{pmatrix} 0.9 & 5 \\ 0 & 0.9 \end{pmatrix}$. Both eigenvalues are 0.9. How large can an error
become on its way?
"""

# %%
W = np.array([[0.9, 5.0], [0.0, 0.9]])
for steps in (1, 5, 10, 20, 50, 100):
    most = np.linalg.norm(rnn.jacobian_product(np.zeros((steps, 2)), W), 2)
    print(f"{steps:3d} steps: an error can grow by the factor {most:.2g}")

# %% [markdown]
r"""
It grows to 19 before it fades: one unit hands its error to the other, five times as large, each step again.

## Remembering is not learning to remember

Now the unit of lesson 01 with $w = 1.5$, the one that was stuck at 0.859. It kept a message for ever. In the picture,
choose the scene *latch*: two histories, a pulse of $+1$ and one of $-1$.

**Predict:** the states stay apart for ever. Does more of an error come back than at $w = 0.9$?
"""

# %%
explorers.guess("05_left_in_the_latch")

# %%
(up, factors), (down, _) = one_unit(1.5, pulse), one_unit(1.5, -pulse)
print(f"50 steps later the states are {up[-1]:.3f} and {down[-1]:.3f}")
for lag in (1, 10, 28, 50):
    left = factors[-lag:].prod()
    print(f"{lag:2d} steps back: factor {factors[-lag]:.2f}, left {left:.1e}")

# %% [markdown]
r"""
**Finding.** Far less: 5e-12 after 28 steps. Where the state is stuck the slope is $1 - 0.859^2 = 0.26$, so each step
multiplies by $1.5 \cdot 0.26 = 0.39$. The unit that forgets sends back more than the one that remembers.

A state that is pulled back to 0.859 *forgets small changes*, and a gradient is about small changes. Once it is latched, a
message 28 steps back moves it by 5e-12: **from here**, descent cannot tell which step mattered.
"""

# %% [markdown]
r"""
Bengio, Simard and Frasconi (1994) found it to be a trade: to latch a message for long, or to learn well by gradients;
and the harder, the longer it must be kept. Hochreiter and Schmidhuber (1997) begin from it when they build the cell of part 2.

That is not yet a proof that a network cannot learn to remember. It may find the latch before it is shut.
"""

# %% [markdown]
r"""
## So we try

A message of $+1$ or $-1$ comes at step 0, with a flag. Then comes noise, `lag` steps of it. Then the network is asked.
It has 16 units and starts from random weights.
"""

# %%
def network(seed):
    """Return a new network: 2 inputs (value and flag), 16 units, 1 answer."""
    rng = np.random.default_rng(seed)
    return training.create(rnn, 2, 16, 1, rng=rng, dtype=np.float32, loss=losses.squared_distance)


def right(trained, lag):
    """Return the share of 500 new messages whose sign the network gets right."""
    xs, targets, _ = carry.batches(lag, N=500)(np.random.default_rng(999))
    z, _ = model.predict(trained.model, xs)
    return (np.sign(z[-1]) == targets[-1]).mean()


SEED = 1  # any other is as good

# %% [markdown]
r"""
Ten steps of noise, 300 updates: less than a second. Then a hundred steps, 1,000 updates: about eight.
**Predict:** a network that guesses gets half of the signs right. What will these two get?
"""

# %%
explorers.guess("05_signs_right_at_lag_10")

# %% tags=["nbval-ignore-output"]
near = training.train(
    network(SEED), carry.batches(lag=10), 300,
    optimiser=training.adam(5e-3), rng=np.random.default_rng(SEED),
)

# %% tags=["nbval-ignore-output"]
far = training.train(
    network(SEED), carry.batches(lag=100), 1000,
    optimiser=training.adam(5e-3), rng=np.random.default_rng(SEED),
)

# %% tags=["nbval-ignore-output"]
for lag, trained in ((10, near), (100, far)):
    print(f"lag {lag:3d}: sign right in {right(trained, lag):.2f} of 500 new sequences, "
          f"loss at the end {trained.losses[-50:].mean():.3f} (knows nothing: 1)")

# %% [markdown]
r"""
The first has learned it, the second is guessing. One start each is an anecdote. So a script of this course ran 20 starts for each
lag, and 2,000 updates; its results are stored. A start *has learned* when its loss, the mean of 50 updates, is below 0.05.
"""

# %%
explorers.luck()

# %% [markdown]
r"""
**How to read it.** A bar is the 95 % interval: where the share would lie if one could run starts without end. Then lay
beside it, one after the other, a network of 33 units, and the cell of part 2. Of that cell you need one thing today: it has a
number, its *forget bias* $b_f$, that says how it starts. Lesson 10 explains it.

Which of the three learns a hundred steps, and in how many starts?
"""

# %%
rows = (
    ("plain, 16 units", {"network": "rnn"}, (10, 20, 30, 50, 100)),
    ("plain, 33 units", {"network": "rnn", "units": 33}, (100,)),
    ("the cell, b_f = 1", {"network": "lstm", "bias": 1.0}, (10, 20, 30, 50, 100)),
    ("the cell, b_f = 4", {"network": "lstm", "bias": 4.0}, (10, 20, 30, 50, 100)),
)
for name, which, lags in rows:
    found = [carry.find(lag=lag, updates=2000, **which) for lag in lags]
    counts = ", ".join(f"{row.solved} at {row.lag}" for row in found)
    print(f"{name:<18} {found[0].numbers:5,} numbers; of 20 starts learn {counts} steps")

# %% [markdown]
r"""
**Finding.** Of 20 starts of the plain network 20, 17, 14, 9 and 0 learn 10, 20, 30, 50 and 100 steps. **It can remember. It
learns to only with luck, and the luck runs out with the distance.**

More numbers help a little: 7 of 20, with 33 units. The cell of part 2 has about as many; started with $b_f = 1$ it
learns a hundred steps no better, 0 of 20; with $b_f = 4$, 20 of 20.
"""

# %% [markdown]
r"""
So a cell alone is no cure: it must also be started so that a factor stays near 1. And this is one recipe: one size of
step, one kind of noise. Other recipes may have other luck.
"""

# %% [markdown]
r"""
## When it explodes: clipping

One huge gradient can throw the weights far away, and all training with them. The remedy is crude and works:
if the norm of *all* gradients together is above a limit $\theta$, shorten them all by one factor.

$$ d \leftarrow d \cdot \min\left(1, \frac{\theta}{\|d\|}\right), \qquad
\|d\|^2 = \sum_{\text{arrays}} \sum d^2 \tag{V3} $$

One norm and one factor for all arrays: the step gets shorter and keeps its direction. Clipping each array alone would
turn it. `training.train` clips at 1 unless you say otherwise.
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
**Predict:** does clipping help against *fading*? All starts above were clipped at 1. And what does it do to a
small gradient?
"""

# %%
explorers.guess("05_what_clipping_does_to_a_small_one")

# %%
small = rnn.Params(*(1e-6 * d for d in gradients))
clipped, norm = training.clip_by_global_norm(small, limit=1.0)
print(f"norm before {norm:.1e}; every number times {clipped.W[0, 0] / small.W[0, 0]:.3f}")

# %% [markdown]
r"""
**Finding.** It cuts the top off and leaves the bottom as it was. The factor is never above 1, so nothing that is small
becomes larger. (In the picture: clipping *at 1*, radius 2.5, then 0.9.) Against fading we need another kind of
cell.
"""

# %% [markdown]
r"""
## What we now know

1. An error carried back is multiplied by one factor a step, $W$ times the slopes of tanh (V1). It fades or explodes.
2. tanh helps it to fade, and is neither needed nor enough. A bounded state does not bound a gradient.
3. A memory held by pulling the state back passes next to no gradient. Learning by it is a matter of luck, the more so the
   longer the wait: 20, 17, 14, 9, 0 of 20 starts at 10, 20, 30, 50, 100 steps. Clipping (V3) tames explosions only.
"""

# %% [markdown]
r"""
**Your turn:** [write `jacobian_product` and `clip_by_global_norm`](../exercises/1_recurrent_networks/05_why_memory_fades.ipynb).

**Next:** would it help to read from the other end as well, or to put layers on top of each other? That is
[06 · Two directions and depth](06_two_directions_and_depth.ipynb).
"""
