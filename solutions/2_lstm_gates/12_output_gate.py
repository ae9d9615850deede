# %% [markdown]
r"""
# Exercise 12 · The output gate

**Part 2** · 30 minutes · Lesson: [12 · The output gate](../../notebooks/12_output_gate.ipynb)

You write the last gate and the line that shows the cell. Then you answer three questions in your own words.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. The gate

Equation (L5) of the lesson. It is built as the other two gates are: write it out, or call `mine.input_gate`, which you have solved
(`from lstm_lab import mine`).
"""

# %% answer="output_gate"
def output_gate(x, h_prev, W_o, U_o, b_o):
    """Say how much of the cell state is shown, 0 to 1: (L5).

    x       (N, D)  the input of this step
    h_prev  (N, H)  the hidden state of the step before
    W_o     (H, H)  recurrent weights
    U_o     (D, H)  input weights
    b_o     (H,)    bias

    Returns o, of shape (N, H).
    """
    ### BEGIN SOLUTION
    a = h_prev @ W_o + x @ U_o + b_o
    return 0.5 * (1 + np.tanh(0.5 * a))
    ### END SOLUTION

# %% check="output_gate" points=1
checks.output_gate(output_gate)

# %% [markdown]
r"""
## See it move

The lesson's tap, with **your** gate: its lane lies below the course's.
"""

# %%
explorers.output_gate(output_gate)

# %% [markdown]
r"""
## 2. What is shown

Equation (L6): the gate in front of the squashed cell state.
"""

# %% answer="hidden_state"
def hidden_state(o, c):
    """Show the squashed cell state through the output gate: (L6).

    o  (N, H)  output gate, 0 to 1
    c  (N, H)  the new cell state

    Returns the hidden state h, of shape (N, H).
    """
    ### BEGIN SOLUTION
    return o * np.tanh(c)
    ### END SOLUTION

# %% check="hidden_state" points=1
checks.hidden_state(hidden_state)

# %%
explorers.output_gate(hidden_state=hidden_state)

# %% [markdown]
r"""
## 3. A question in words: keep and stay silent

A person marks this answer. Double-click the cell below the question and write in it.

**A cell holds a message. For the next 50 steps it should keep it and say nothing, whatever comes in. How do you set $i$, $f$ and $o$? What goes
wrong if, instead, only $o$ is set?**
"""

# %% [markdown] manual="keep_and_stay_silent" points=2
r"""
Set $i = 0$, $f = 1$ and $o = 0$: nothing new comes in, all of the old is kept, and nothing is shown. Then
$c_t = 1 \cdot c_{t-1} + 0 \cdot g_t$ at each of the 50 steps, so the message does not change, and $h_t = 0 \cdot \tanh(c_t)$.

With $o = 0$ alone the cell is silent, but it is not safe: an open input gate mixes noise into the message, and a forget gate below 1 lets it
drain. The output gate hides the damage, it does not prevent it.
"""

# %% [markdown]
r"""
## 4. A question in words: is the memory empty?

A person marks this answer.

**You print $h$ at every step, and at step 30 it is near 0 in a unit that should remember something. Is its memory empty? What would you print to find
out?**
"""

# %% [markdown] manual="is_the_memory_empty" points=2
r"""
Nobody can tell from $h$. It is a product, $h = o\tanh(c)$, and near 0 when either factor is: the cell is empty, or the output gate is shut in front of a
full one. Print $c$ at that step, and $o$ beside it. A $c$ far from 0 with an $o$ near 0 is a memory that waits in silence.

The other way round is safe: if $h$ is far from 0, both the gate is open and the cell is not empty.
"""

# %% [markdown]
r"""
## 5. A question in words: a bias of 0

A person marks this answer. Lesson 10 has the number that you need.

**A new LSTM is started with small weights and all biases 0, the forget gate's included. Why is this a bad start for a task whose messages must last 50
steps?**
"""

# %% [markdown] manual="why_a_forget_bias" points=2
r"""
With small weights and $b_f = 0$ the gate's sum is near 0, so $f$ is near $\sigma(0) = 0.5$. Every step halves the cell: the half-life is one step,
and after 50 steps about $0.5^{50} \approx 10^{-15}$ of a message is left.

The error on its way back along the cell is multiplied by the same factors. So hardly any signal is left that could tell the gate to stay open: what
must be learned is what is needed for learning it. A bias of 3 starts with a half-life of 14 steps; in lesson 10 that was enough for 100.
"""

# %% [markdown]
r"""
## Done?

You have now written every line of the cell. [13 · The forward pass](../../notebooks/13_forward_pass.ipynb) puts your functions together.
"""
