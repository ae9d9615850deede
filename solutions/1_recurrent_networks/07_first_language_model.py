# %% [markdown]
r"""
# Exercise 07 · A first language model

**Part 1** · 25 minutes · Lesson: [07 · A first language model](../../notebooks/07_first_language_model.ipynb)

Three functions around a network: what it expects, what it writes, how good it is. With them you can use any language
model, the LSTM of page 00 as well.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. What it expects

From the states of all steps to the probabilities of all classes: the read-out of lesson 02 (R2), for the whole sequence
at once. No loop is needed: `@` and the sum along the last axis work with any axes in front.

The scores may be near 1000: the probabilities must still be numbers.
"""

# %% answer="predict"
def predict(hs, V, b_y):
    """Return the probability of every class at every step: (R2).

    hs   (T, N, H)  the states of all steps
    V    (H, K)     the weights of the read-out
    b_y  (K,)       its bias

    Returns y (T, N, K), positive, with sum 1 along the last axis.
    """
    ### BEGIN SOLUTION
    z = hs @ V + b_y
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)
    ### END SOLUTION

# %% check="predict" points=2
checks.predict(predict)

# %% [markdown]
r"""
## 2. What it writes

Draw one class from the probabilities $p$, made sharper or flatter by a temperature $\tau$: the logarithms of $p$ are divided by
$\tau$, and a softmax makes probabilities of them again.

$$ q_k = \frac{p_k^{1/\tau}}{\sum_j p_j^{1/\tau}} $$

Use `rng` for the draw, nothing else: then the same seed writes the same text. The check calls your function a few
thousand times and counts.
"""

# %% answer="sample"
def sample(p, temperature, rng):
    """Draw the number of a class.

    p            (K,)  probabilities, positive, with sum 1
    temperature  a number above 0; at 1, class k comes with probability p[k]
    rng          numpy.random.Generator

    Returns a whole number from 0 to K - 1.
    """
    ### BEGIN SOLUTION
    q = (p / p.max()) ** (1 / temperature)
    return int(rng.choice(len(q), p=q / q.sum()))
    ### END SOLUTION

# %% check="sample" points=2
checks.sample(sample)

# %% [markdown]
r"""
## See it

This is what a temperature does to four classes: move it, and think of how often each of them would be drawn.
"""

# %%
explorers.softmax(predict=False)

# %% [markdown]
r"""
## 3. How good it is

The loss (R3) is in nats: logarithms to the base $e$. In bits, the base is 2.
"""

# %% answer="bits_per_character"
def bits_per_character(loss):
    """Turn a mean loss in nats per character into bits per character.

    loss  a number, as cross_entropy returns it

    Returns a number.
    """
    ### BEGIN SOLUTION
    return loss / np.log(2)
    ### END SOLUTION

# %% check="bits_per_character" points=1
checks.bits_per_character(bits_per_character)

# %% [markdown]
r"""
## Done?

Part 1 is complete. You wrote a recurrent network with all it needs, and you measured where it fails. In part 2 we build what it
lacks: [08 · The cell at a glance](../../notebooks/08_the_cell_at_a_glance.ipynb).
"""
