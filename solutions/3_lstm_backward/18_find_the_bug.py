# %% [markdown]
r"""
# Exercise 18 · Find the bug

**Part 3** · 45 minutes ·
Lesson: [18 · Find the bug](../../notebooks/18_find_the_bug.ipynb)

Three broken passes to repair, and three questions to answer in words.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## How a repair works

A pass consists of parts, each a function with the name and the arguments that it has in the
package:

`step(params, x, h_prev, c_prev)` · `output_gate_error(dh, o, c)` · `cell_error(dh, dc_in, o, c)`
· `candidate_error(dc, i, g)` · `input_gate_error(dc, i, g)` · `forget_gate_error(dc, c_prev, f)`
· `previous_hidden_error(da, params)` · `carry_cell_error(dc, f)` · `input_error(da, params)` ·
`gate_gradients(da, x, h_prev)` · `add(total, term)`
"""

# %% [markdown]
r"""
One part of each case is broken. Write the right one inside your function, and return the parts
with this one replaced. If it were `add`, the answer would read:

```python
def repair_0(parts):
    def add(total, term):
        return type(total)(*(a + b for a, b in zip(total, term)))

    return parts._replace(add=add)
```

`da` holds `da.i`, `da.g`, `da.f`, `da.o`; `params` holds `params.W_i` and so on.
"""

# %% [markdown]
r"""
## Case 1

Look at all steps first, then at one step.
"""

# %%
explorers.find_the_bug(case=1)

# %% answer="repair_1"
def repair_1(parts):
    """Return the parts of case 1 with the broken one replaced.

    parts  the functions of the pass, by name: parts.step, parts.cell_error, ...

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def forget_gate_error(dc, c_prev, f):
        return dc * c_prev * (f - f**2)

    return parts._replace(forget_gate_error=forget_gate_error)
    ### END SOLUTION

# %% check="repair_1" points=2
checks.repair_1(repair_1)

# %% [markdown]
r"""
Your repair on the map:
"""

# %%
explorers.find_the_bug(repair_1, case=1)

# %% [markdown]
r"""
## Case 2

This one is harder to see with one step. Which rows are left to look at?
"""

# %%
explorers.find_the_bug(case=2)

# %% answer="repair_2"
def repair_2(parts):
    """Return the parts of case 2 with the broken one replaced.

    parts  the functions of the pass, by name

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def previous_hidden_error(da, params):
        sent = [getattr(da, k) @ getattr(params, "W_" + k).T for k in "fgio"]
        return sent[0] + sent[1] + sent[2] + sent[3]

    return parts._replace(previous_hidden_error=previous_hidden_error)
    ### END SOLUTION

# %% check="repair_2" points=2
checks.repair_2(repair_2)

# %%
explorers.find_the_bug(repair_2, case=2)

# %% [markdown]
r"""
## Case 3

Read which rows are right: they clear all errors at the gates. What else goes into the rows that
are wrong?

A part may call the broken one, `parts.step(...)`, and set its result right:
`trace._replace(name=array)` changes one entry of a trace.
"""

# %%
explorers.find_the_bug(case=3)

# %% answer="repair_3"
def repair_3(parts):
    """Return the parts of case 3 with the broken one replaced.

    parts  the functions of the pass, by name

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev.copy(), c_prev)
        return state, trace._replace(h_prev=h_prev)

    return parts._replace(step=step)
    ### END SOLUTION

# %% check="repair_3" points=3
checks.repair_3(repair_3)

# %%
explorers.find_the_bug(repair_3, case=3)

# %% [markdown]
r"""
## Three questions about part 3

A person marks these answers. Double-click the cell below a question and write in it.

**1. You check a backward pass with $c_0 = 0$ and $T = 1$, and it passes. What does this say of
$dW_f$?**
"""

# %% [markdown] manual="zero_state_and_one_step" points=2
r"""
Nothing. By (B5) the forget gate's error has the factor $c_{t-1}$, which is $c_0 = 0$ in the only
step. So the right gradient of W_f is zero, and so is every wrong one that keeps this factor: with
f in place of its slope, with the sign turned round, without dc. A check has to make every factor
different from zero: a random c_0, or more than one step.
"""

# %% [markdown]
r"""
**2. In your pass $dx$ is exact at the last step and wrong at all steps before it. What is
missing?**
"""

# %% [markdown] manual="exact_at_the_last_step" points=2
r"""
Something that comes back from step t+1, since the last step is the only one to which nothing
comes back. It is one of the two carries: the error through h, (B6) added in (Q7), or the one
through c, (B7) added in (B2). They can be missing on either side, computed wrongly or not added.
The row of the output gate tells them apart one step before the end: it contains dh only, so if it
is right there, the carry of c is to blame.
"""

# %% [markdown]
r"""
**3. The input gate $i$ is shut. Why does the candidate $g$ stop learning?**
"""

# %% [markdown] manual="shut_gate_stops_candidate" points=2
r"""
On the way forward g counts only as the product i * g. If i is 0, moving g changes neither c nor
the loss, so its gradient must be 0: by (B3) its error has the factor i. The gate's own error has
the factor i (1 - i) in (B4) and dies with it, so the gate does not learn to open either. The
right gradient is zero; the pass is not broken.
"""

# %% [markdown]
r"""
## Done?

Part 3 is complete. You can derive, write, check and repair the backward pass of an LSTM. In
[lesson 19](../../notebooks/19_it_finds_the_gates.ipynb) it goes to work.
"""
