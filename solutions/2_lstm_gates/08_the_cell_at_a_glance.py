# %% [markdown]
r"""
# Exercise 08 · The cell at a glance

**Part 2** · 15 minutes · Lesson: [08 · The cell at a glance](../../notebooks/08_the_cell_at_a_glance.ipynb)

You are the one who turns the valves. You write one function.
"""

# %%
from lstm_lab import checks, explorers

# %% [markdown]
r"""
## Five wishes

The cell holds an old content $c_{t-1}$, and something new, $g$, waits at the inlet. For each wish, decide how the three valves stand: 0 for shut, 1
for open.

| wish | what the cell holds afterwards | what is shown |
|---|---|---|
| `"keep"` | the old content | all of it |
| `"overwrite"` | the new, without the old | all of it |
| `"add"` | the old and the new, added | all of it |
| `"clear"` | nothing | nothing is left to show |
| `"hide"` | the old content | nothing |

Where a valve makes no difference, it may stand either way.
"""

# %% answer="gate_settings"
def gate_settings(wish):
    """Say how the three valves of the cell stand, so that a wish comes true.

    wish  one of "keep", "overwrite", "add", "clear", "hide"

    Returns (i, f, o), each 0 (shut) or 1 (open): input gate, forget gate, output gate.
    """
    ### BEGIN SOLUTION
    settings = {
        "keep": (0, 1, 1),
        "overwrite": (1, 0, 1),
        "add": (1, 1, 1),
        "clear": (0, 0, 1),
        "hide": (0, 1, 0),
    }
    return settings[wish]
    ### END SOLUTION

# %% check="gate_settings" points=2
checks.gate_settings(gate_settings)

# %% [markdown]
r"""
## See it move

Here the valves of the lesson's picture stand as **your** function says, at all 16 steps. The upper lane is what the wish asks for.
The cell begins with $c = 0.6$. Try every wish, and predict $c$ and $h$ first.
"""

# %%
explorers.gate_settings(gate_settings)

# %% [markdown]
r"""
## Done?

`"hide"` and `"clear"` sound alike from outside: $h$ is 0 in both. Inside they are opposites. Look at $c$ in the picture.

Go on with the first valve: [09 · The input gate](../../notebooks/09_input_gate.ipynb).
"""
