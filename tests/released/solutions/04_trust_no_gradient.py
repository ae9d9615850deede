# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.numeric_gradient(numeric_gradient).require()
### END HIDDEN TESTS
checks.numeric_gradient(numeric_gradient)

# %%
explorers.numeric_gradient(numeric_gradient)

# %%
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

# %%
### BEGIN HIDDEN TESTS
checks.relative_error(relative_error).require()
### END HIDDEN TESTS
checks.relative_error(relative_error)

# %%
def wrong_parameter(report):
    """Name the parameter whose gradient is the most wrong.

    report  a dictionary: the name of a parameter -> its relative error, such as {"W": 0.2, "b": 1e-10}

    Returns a name, as text.
    """
    ### BEGIN SOLUTION
    return max(report, key=report.get)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.wrong_parameter(wrong_parameter).require()
### END HIDDEN TESTS
checks.wrong_parameter(wrong_parameter)
