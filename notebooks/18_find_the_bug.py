# %% [markdown]
r"""
# 18 · Find the bug

**Part 3** · 45 minutes · You need: lessons 04 and 14 to 17.

Previous: [17 · What may be cut](17_what_may_be_cut.ipynb) ·
[Exercise](../exercises/3_lstm_backward/18_find_the_bug.ipynb) ·
Next: [19 · It finds the gates](19_it_finds_the_gates.ipynb)

**The question.** A backward pass of an LSTM is wrong, and it is not yours. The gradient check
says so. But a check only says *that* something is wrong. How do you get from there to the line?
"""

# %%
import numpy as np

from lstm_lab import explorers, mine
from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS, failing
from lstm_lab.detective.parts import Parts, forward
from lstm_lab.detective.suspects import SUSPECTS

# %% [markdown]
r"""
## What a bug does to the map

One wrong line makes many gradients wrong, because errors walk on. Lesson 14 drew the chain; read
it from the bug's point of view. The part is broken at every step; the table follows one of them:

| the broken part | wrong in the same step | wrong in the steps before |
|---|---|---|
| $da_k$ of one gate | $W_k, U_k, b_k$, $x$, and $h_0$ at step 0 | everything |
| a road back, (B6) (B7) | nothing but $h_0$ or $c_0$ | everything; after (B7) the rows of $o$ only one step later |
| $dx$, (B8) | $x$ | nothing |
| one gradient, (G1)-(G3) | that array | nothing |
"""

# %% [markdown]
r"""
So two questions narrow it down.

**Is the last step right?** Nothing has come back to the last step yet. If it is right and the
steps before it are wrong, the bug is on a road between the steps, or in what is added there.

**Which rows are wrong with $T = 1$?** With one step nothing walks on, and only the rows that the
broken part touches itself are wrong. What you lose: a bug that needs two steps shows nothing at
all.
"""

# %% [markdown]
r"""
## The board

Ten suspects, each with one broken part. On the left the map of lesson 04: arrays, steps, and the
sum. On the right the entries of the most wrong array at one step. With *replace* you put the
course's own part in place of theirs. If every row then has its ticks, you have found it. The last line
counts the parts you tried; one is a perfect score.

Begin with suspect A. **Predict** its broken part before you replace anything.
"""

# %%
explorers.find_the_bug()

# %% [markdown]
r"""
## Suspect A, step by step

**Look.** Every row is wrong, but the last step is right. So it is a road between steps, or what
is added at its end.

**Try $T = 1$.** Everything is right, $h_0$ and $c_0$ too! So both roads are *computed* rightly.
(B6) and (B7) are innocent. What is left is what step $t$ does with what comes back: (Q7) or
$dc_{in}$ in (B2).
"""

# %% [markdown]
r"""
**Look closer.** In the step before the last, $W_o$, $U_o$ and $b_o$ are right, and all others
wrong. The output gate's error has only $dh$ in it, (B1). So $dh$ arrived, and $dc$ did not.

**Replace (B2).** Case closed: an `=` stood where a `+=` belongs. This bug is the twin
of the article's missing road in lesson 17. The
article *sends* no $dc$, suspect A does not *take* it, and a test with one step acquits both.
"""

# %% [markdown]
r"""
**Now the others.** For each suspect write down, before you replace anything: which rows at $T =
1$, and the last step right or wrong? Then name the part.

Of D, E and J only a run over five steps was kept: there is no $T = 1$ for them. Which column of the
map says as much?

Two hints for hard cases. B has one clue: of three arrays that belong together, one is right. And I
passes the test with one step, as A does: look at the last column.
"""

# %% [markdown]
r"""
## Isolate: a check for each part

The map shows symptoms. A doctor who knows the organ can test it alone: give *one* part inputs of
its own, random and not zero, and compare its result with central differences of the *one line
forward* that it belongs to. For (B7) that line is (L4), and the loss is $\sum dc \odot c_t$.

A wrong part fails its own check and no other. Whatever else is broken does not matter, because
nothing walks.
"""

# %%
def worst_part(parts):
    errors = {label: link.error(parts) for label, link in LINKS.items()}
    return max(errors, key=errors.get)


print("checks:", ", ".join(LINKS))
print("failed by the course's own parts:", len(failing(Parts())))
print("failed by suspects A to J:", *(len(failing(each.parts)) for each in SUSPECTS.values()))

# %% [markdown]
r"""
**Finding.** Ten suspects, ten checks that fail, one each. Which one belongs to whom, the line
`worst_part(SUSPECTS["suspect B"].parts)` tells you. Use it after the board, not before.

For your own code this is a plan: *write a check for each line while you write the line.* If all of
them pass and the sequence is still wrong, look at the loop and at the trace.

You have written most of these parts yourself, in exercises 14, 15 and 16. Let them be suspects,
too.
"""

# %%
WRITTEN = ("output_gate_error", "cell_error", "candidate_error", "input_gate_error",
           "forget_gate_error", "previous_hidden_error", "carry_cell_error", "input_error")
yours = Parts(**{name: getattr(mine, name) for name in WRITTEN})
print(mine.whose(*WRITTEN))
print("failed by these eight parts:", len(failing(yours)))

# %% [markdown]
r"""
## When every formula is right

One suspect has every formula right. To save memory, its author keeps the cell state of all steps
in one array, and writes the new one over the old:

```python
c *= f
c += i * g
```

The outputs are right, to the last digit. The trace of each step holds `c`, too. But it holds the
*array*, not the numbers, and when the way back reads it, the last step has written over it. Is it
so?
"""

# %%
rng = np.random.default_rng(17)
params, xs = lstm.init(2, 4, rng=rng), rng.standard_normal((3, 5, 2))
state = tuple(rng.uniform(-1, 1, (2, 5, 4)))
for name, parts in (("the course", Parts()), ("suspect H", SUSPECTS["suspect H"].parts)):
    traces = forward(parts, params, xs, state)[1]
    arrays = {id(trace.c) if trace.c.base is None else id(trace.c.base) for trace in traces}
    print(f"{name}: the cell states of {len(traces)} steps lie in {len(arrays)} array(s)")

# %% [markdown]
r"""
**Finding.** A gradient check finds this bug, a look at the formulas never will. The question to
ask is not *"is this line right?"* but *"who else writes to this array?"*

With $T = 1$ only the forget gate is wrong: $c$ itself is the right one there, and $c_{t-1}$ is
lost.
"""

# %% [markdown]
r"""
## Two bugs at once

On the board each suspect has one bug; your own code makes no such promise. Put the bugs of A and H
into one pass. Then the map shows all that is wrong by either, and *replace* closes nothing: take
one part away, and the other one still spoils the rows. Do the checks of the parts still tell?
"""

# %%
two = SUSPECTS["suspect A"].parts._replace(step=SUSPECTS["suspect H"].parts.step)
single = {part: two._replace(**{part: getattr(Parts(), part)}) for part in Parts._fields}
print("failed checks:", ", ".join(failing(two)))
print(f"{sum(not failing(parts) for parts in single.values())} of {len(single)} parts close the case alone")

# %% [markdown]
r"""
**Finding.** The checks name both at once, and no part closes the case alone. So do not undo a
repair because the map stays wrong: ask whether *its own* check passes now, keep it, and go on with
the next.
"""

# %% [markdown]
r"""
## What a check does not see

**"Saturated, so it is broken."** If a gate is shut, its row is nearly zero. A zero gradient can
be the right one: then measured and computed agree. Compare before you repair.

**"It passed."** Say for *which* test. A passed check of $T = 1$ with $c_0 = 0$ says nothing about
$dW_f$: by (B5) $da_f$ contains $c_{t-1}$, so the right gradient is zero, and a wrong one is zero
as well.
"""

# %%
def forget_gate_errors(T, c_0):
    rng = np.random.default_rng(3)
    params, xs = lstm.init(2, 4, rng=rng), rng.standard_normal((T, 5, 2))
    state = rng.uniform(-1, 1, (5, 4)), np.full((5, 4), c_0)
    _, traces = forward(Parts(), params, xs, state)
    dc = np.ones((5, 4))
    return max(abs(lstm.forget_gate_error(dc, t.c_prev, t.f)).max() for t in traces)


for T, c_0 in ((1, 0.0), (1, 0.5), (2, 0.0)):
    print(f"T = {T}, c_0 = {c_0}: largest da_f for a dc of 1: {forget_gate_errors(T, c_0):.3f}")

# %% [markdown]
r"""
## A routine

1. Measure: float64, $T \ge 3$, all sizes different, random errors, no state zero. Compare array
   by array and step by step.
2. Read the map: is the last step right? Which rows at $T = 1$?
3. Name one part. Check it alone.
4. Repair one line, and measure again. *All* of it.
"""

# %% [markdown]
r"""
## What we now know

1. A map of errors tells the kind of bug: a gate, a road, a sum, a trace.
2. A check of one part alone tells the line, whatever else is wrong.
3. One step acquits every bug between steps; zeros acquit what they multiply.

**Your turn:** [repair three passes, and answer the three questions of part
3](../exercises/3_lstm_backward/18_find_the_bug.ipynb).

**Next:** your way back is written, cut and repaired. Now it goes to work: [19 · It finds the
gates](19_it_finds_the_gates.ipynb).
"""
