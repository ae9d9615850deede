# %% [markdown]
r"""
# 15 · Errors at the weights

**Part 3** · 45 minutes · You need: lessons 03, 04 and 14.

Previous: [14 · Errors at the gates](14_errors_at_the_gates.ipynb) ·
[Exercise](../exercises/3_lstm_backward/15_errors_at_the_weights.ipynb) ·
Next: [16 · Back through time](16_back_through_time.ipynb)

**The question.** Each gate knows its error now, $da_i$, $da_g$, $da_f$, $da_o$. But nobody can turn a gate: only its
weights can be changed. Twelve arrays wait for a gradient, and so do the input and the step before. Who gets how much?
"""

# %%
import numpy as np

from lstm_lab import explorers, gradcheck, mine, sequence
from lstm_lab.cells import lstm

# %% [markdown]
r"""
## One weight

Take the sum of one gate $k$, at its unit $j$:
$a_{k,j} = \sum_m h_{t-1,m} W_{k,mj} + \sum_d x_{t,d}\, U_{k,dj} + b_{k,j}$.
Here $m$ runs over the units of $h_{t-1}$, and $d$ over the entries of $x_t$.

Now move the single weight $W_{k,mj}$. Only $a_{k,j}$ moves, and it moves by $h_{t-1,m}$. So its gradient is the number $h_{t-1,m}\, da_{k,j}$:
what stood at the row, times what is wrong at the column. All entries together are a multiplication table, the **outer product**.
"""

# %% [markdown]
r"""
**Predict:** a sequence begins with an empty memory: at step 0, $h_{t-1} = 0$ and $c_{t-1} = 0$. Which rows of the input gate's
table are zero then? And of the forget gate's? Think of (B5).
"""

# %%
explorers.gate_gradients()

# %% [markdown]
r"""
**How to read it.** Left is the table of one step: each cell is its row's number times its column's error. Three rows for
$h_{t-1}$ make $dW$, two for $x$ make $dU$, and one row for the bias, which is multiplied by 1. Right the tables are
added over the steps. Grey is the measured gradient. Switch to *this step alone*, and move $t$.
"""

# %% [markdown]
r"""
The first step teaches the forget gate nothing. And one step alone is not the gradient: for the input gate it is off by 0.42 to
0.73, while the four tables added are exact.

## The three kinds of rows

As one product of arrays, with the $N$ examples of a batch:

$$ dW_k = h_{t-1}^\top\, da_k \tag{G1} $$

$(H, N)(N, H)$ adds the tables of all examples by itself. That is what the transpose is for.
"""

# %% [markdown]
r"""
The input's rows are made in the same way. Move $U_{k,dj}$, and $a_{k,j}$ moves by $x_{t,d}$:

$$ dU_k = x_t^\top\, da_k \tag{G2} $$

If $x$ is a letter, coded as a single 1 among zeros, only one row of this table is not zero: a letter that does not occur teaches
its weights nothing.
"""

# %% [markdown]
r"""
And the bias. It is added to every example's sum, so it is a weight whose input is always 1:

$$ db_k = \sum_{n=1}^{N} da_{k,n} \tag{G3} $$

This holds for all four gates, $k$ = i, g, f, o: twelve arrays from three lines of `lstm_lab/cells/lstm.py`.
"""

# %% [markdown]
r"""
## One weight, $T$ uses

(G1) to (G3) are one step's shares. The same twelve arrays are used at every step, so the shares add up, as in lesson 03: that is (G4).
How far off is one of them alone?
"""

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

# %% [markdown]
r"""
## Back to the step before

Who else moves $a_{k,j}$? The old state. Unit $m$ of $h_{t-1}$ pushes unit $j$ of gate $k$ by $W_{k,mj}$, and it pushes
*all* units of *all four* gates. So it gets an error back from all of them:
$dh_{t-1,m} = \sum_k \sum_j W_{k,mj}\, da_{k,j}$. The inner sum is (Q2) of lesson 03. The outer one adds four of them:

$$ dh_{t-1} = da_f W_f^\top + da_i W_i^\top + da_g W_g^\top + da_o W_o^\top \tag{B6} $$
"""

# %% [markdown]
r"""
The input is read by the same four sums, through $U$:

$$ dx_t = da_f U_f^\top + da_i U_i^\top + da_g U_g^\top + da_o U_o^\top \tag{B8} $$

Is there any need for $dx$? Nobody changes the input. But the input of a second layer is the first layer's output (lesson 06), and
a learned code of letters is an input too. Both learn by $dx$ alone.
"""

# %% [markdown]
r"""
## The proof by numbers

One step, all errors at random, and the errors at the gates by your functions of lesson 14. We weigh $h$ with $dh$ and $c$ with $dc$,
and measure $dx$, $dh_{t-1}$ and the twelve arrays.
"""

# %%
x, dh, dc_in = xs[0], dhs[0], rng.standard_normal((2, 4))
h_prev, c_prev = state


def weighted():
    (h, c), _ = lstm.step(params, x, h_prev, c_prev)
    return (dh * h).sum() + (dc_in * c).sum()


_, trace = lstm.step(params, x, h_prev, c_prev)
dc = mine.cell_error(dh, dc_in, trace.o, trace.c)
da = lstm.Gates(i=mine.input_gate_error(dc, trace.i, trace.g),
                g=mine.candidate_error(dc, trace.i, trace.g),
                f=mine.forget_gate_error(dc, c_prev, trace.f),
                o=mine.output_gate_error(dh, trace.o, trace.c))
print(mine.whose("cell_error", "input_gate_error", "candidate_error", "forget_gate_error",
                 "output_gate_error"))

# %%
arrays = {**params._asdict(), "x": x, "h_prev": h_prev}
gradients = {
    **lstm.gate_gradients(da, x, h_prev)._asdict(),
    "x": lstm.input_error(da, params),
    "h_prev": lstm.previous_hidden_error(da, params),
}
result = gradcheck.check(weighted, arrays, gradients)
digits = min(8, int(-np.log10(result.largest)))
print(f"dx, dh_prev and all twelve agree with the measurement in {digits} digits or more")

# %% [markdown]
r"""
## A case for your own check

This course grew from a good blog article on the LSTM. These are its twelve gradients as they are printed there, with our letters.
Read them once. Do they look right?
"""

# %%
def printed(da, x, h_prev):
    return lstm.Params(
        W_i=h_prev.T @ da.g, U_i=x.T @ da.g, b_i=da.i.sum(axis=0),
        W_g=h_prev.T @ da.g, U_g=x.T @ da.g, b_g=da.g.sum(axis=0),
        W_f=h_prev.T @ da.f, U_f=x.T @ da.f, b_f=da.f.sum(axis=0),
        W_o=h_prev.T @ da.o, U_o=x.T @ da.o, b_o=da.o.sum(axis=0),
    )

# %% [markdown]
r"""
Now ask the tool that you built in lesson 04: `mine` serves your `numeric_gradient` and your `relative_error`.
"""

# %%
suspect = printed(da, x, h_prev)._asdict()
print("      W_k    U_k    b_k")
for k in "igfo":
    errors = []
    for kind in "WUb":
        measured = mine.numeric_gradient(weighted, getattr(params, f"{kind}_{k}"), 1e-5)
        errors.append(mine.relative_error(suspect[f"{kind}_{k}"], measured))
    print(f"{k}  " + "".join("     ok" if error < 1e-6 else f"{error:7.2f}" for error in errors))

# %% [markdown]
r"""
**Finding.** Ten of the twelve are right. $dW_i$ and $dU_i$ are not. Before you look at the lines again, think: what do the ten say?

$db_i$ is right, so $da_i$ is right. $dW_g$ and $dU_g$ are right, so $h_{t-1}$ and $x$ are right. Both parts are good, and their product
is not. Then the wrong parts must have met. With which error was $dW_i$ made?
"""

# %%
for k in "igfo":
    guess = h_prev.T @ getattr(da, k)
    off = mine.relative_error(guess, suspect["W_i"])
    print(f"h_prev.T @ da_{k} is off the printed dW_i by {off:.2f}")

# %% [markdown]
r"""
There it is: the input gate's two weight matrices are printed with the *candidate's* error. The bias has its own: **the right $db_i$
is the clue**. It is the kind of slip that anybody makes who copies a line and changes one letter too few. Your check names the
arrays, and it does not get tired.
"""

# %% [markdown]
r"""
## What we now know

1. A weight's gradient is what stood at its row times the error at its column; the input of a bias is 1 (G1)-(G3).
2. The shares of all examples and all steps add up (G4).
3. Four gates read $h_{t-1}$ and $x_t$, so four errors come back to each of them (B6), (B8).

**Your turn:** [write `previous_hidden_error`, `input_error` and
`gate_gradients`](../exercises/3_lstm_backward/15_errors_at_the_weights.ipynb).

**Next:** $dh_{t-1}$ goes back through $h$. The cell has a road of its own:
[16 · Back through time](16_back_through_time.ipynb).
"""
