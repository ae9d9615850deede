# %% [markdown]
r"""
# Exercise 04 · Trust no gradient

**Part 1** · 30 minutes ·
Lesson: [04 · Trust no gradient](../../notebooks/04_trust_no_gradient.ipynb)

You write the three parts of a gradient check: the measured gradient, the comparison, and the verdict.
"""

# %%
import numpy as np

from lstm_lab import checks, explorers

# %% [markdown]
r"""
## 1. Measure

The central difference of the lesson, for every entry of an array. `f()` takes no argument: it *reads* the
array. So move the entry inside the array itself, call `f()`, and put the entry back, exactly as it was. Adding
`eps` and then taking it away again is not exact: keep the old value in a name.

`np.ndindex(array.shape)` gives the place of every entry, whatever the number of axes.
"""

# %% answer="numeric_gradient"
def numeric_gradient(f, array, eps):
    """Measure the gradient of f by central differences, entry by entry.

    f      a function without arguments; it reads `array` and returns one number
    array  an array of any shape
    eps    how far an entry is moved, up and down

    Returns the gradient, of array's shape. Afterwards `array` is bit for bit what it was.
    """
    ### BEGIN SOLUTION
    gradient = np.zeros(array.shape)
    for where in np.ndindex(array.shape):
        kept = array[where]
        array[where] = kept + eps
        up = f()
        array[where] = kept - eps
        down = f()
        array[where] = kept
        gradient[where] = (up - down) / (2 * eps)
    return gradient
    ### END SOLUTION

# %% check="numeric_gradient" points=3
checks.numeric_gradient(numeric_gradient)

# %% [markdown]
r"""
## See it move

The error of the measurement against $\varepsilon$, measured by your own function.
"""

# %%
explorers.numeric_gradient(numeric_gradient)

# %% [markdown]
r"""
## 2. Compare

The norm of the difference, divided by the sum of the two norms. A norm is the root of the sum of all the
squares; `np.linalg.norm(a)` computes it. Two arrays of zeros agree: return 0 for them.
"""

# %% answer="relative_error"
def relative_error(a, b):
    """Compare two arrays by norm: |a - b| / (|a| + |b|).

    a  an array of any shape
    b  an array of the same shape

    Returns one number from 0 (equal) to 1; 0 if both arrays are zero.
    """
    ### BEGIN SOLUTION
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if size == 0:
        return 0.0
    return np.linalg.norm(a - b) / size
    ### END SOLUTION

# %% check="relative_error" points=2
checks.relative_error(relative_error)

# %% [markdown]
r"""
## 3. Say who it was

A check of a whole network gives one error for each parameter. Return the name of the one with the largest
error: there you look first.
"""

# %% answer="wrong_parameter"
def wrong_parameter(report):
    """Name the parameter whose gradient is the most wrong.

    report  a dictionary: the name of a parameter -> its relative error, such as {"W": 0.2, "b": 1e-10}

    Returns a name, as text.
    """
    ### BEGIN SOLUTION
    return max(report, key=report.get)
    ### END SOLUTION

# %% check="wrong_parameter" points=1
checks.wrong_parameter(wrong_parameter)

# %% [markdown]
r"""
## Judge your own backward pass

In exercise 03 you wrote `rnn_backward`. Once it has passed its check it is kept, as `mine.rnn_backward`. Put it before the judge in a
new cell:

```python
from lstm_lab import mine
explorers.gradient_heatmap(mine.rnn_backward)
```

## Done?

You can now trust a gradient, because you know how it was tested. In
[lesson 05](../../notebooks/05_why_memory_fades.ipynb) a right gradient turns out to be nearly zero.
"""
