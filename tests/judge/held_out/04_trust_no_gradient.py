"""Answers to exercise 04, written from its text alone."""

import numpy as np


# %% wrong numeric_gradient: one-sided difference, moved up only
def numeric_gradient(f, array, eps):
    gradient = np.zeros(array.shape)
    base = f()
    for where in np.ndindex(array.shape):
        kept = array[where]
        array[where] = kept + eps
        gradient[where] = (f() - base) / eps
        array[where] = kept
    return gradient


# %% wrong numeric_gradient: brackets missing, divides by 2 and multiplies by eps
def numeric_gradient(f, array, eps):
    grad = np.zeros(array.shape)
    for idx in np.ndindex(array.shape):
        old = array[idx]
        array[idx] = old + eps
        plus = f()
        array[idx] = old - eps
        minus = f()
        array[idx] = old
        grad[idx] = (plus - minus) / 2 * eps
    return grad


# %% wrong numeric_gradient: moves a copy that f never reads
def numeric_gradient(f, array, eps):
    gradient = np.zeros(array.shape)
    for where in np.ndindex(array.shape):
        moved = array.copy()
        moved[where] += eps
        up = f()
        moved[where] -= 2 * eps
        down = f()
        gradient[where] = (up - down) / (2 * eps)
    return gradient


# %% wrong numeric_gradient: puts back by adding eps again, not exact
def numeric_gradient(f, array, eps):
    gradient = np.zeros(array.shape)
    for where in np.ndindex(array.shape):
        array[where] += eps
        up = f()
        array[where] -= 2 * eps
        down = f()
        array[where] += eps
        gradient[where] = (up - down) / (2 * eps)
    return gradient


# %% wrong numeric_gradient: down is measured at the centre, half the gradient
def numeric_gradient(f, array, eps):
    gradient = np.zeros(array.shape)
    for where in np.ndindex(array.shape):
        kept = array[where]
        array[where] += eps
        up = f()
        array[where] -= eps
        down = f()
        array[where] = kept
        gradient[where] = (up - down) / (2 * eps)
    return gradient


# %% wrong numeric_gradient: entries are not put back after moving down
def numeric_gradient(f, array, eps):
    grad = np.zeros(array.shape)
    for i in np.ndindex(array.shape):
        value = array[i]
        array[i] = value + eps
        f_up = f()
        array[i] = value - eps
        f_down = f()
        grad[i] = (f_up - f_down) / (2 * eps)
    return grad


# %% wrong numeric_gradient: moves whole rows of the first axis together
def numeric_gradient(f, array, eps):
    gradient = np.zeros(array.shape)
    for i in range(len(array)):
        kept = np.copy(array[i])
        array[i] = kept + eps
        up = f()
        array[i] = kept - eps
        down = f()
        array[i] = kept
        gradient[i] = (up - down) / (2 * eps)
    return gradient


# %% right numeric_gradient: np.nditer with multi_index
def numeric_gradient(f, array, eps):
    grad = np.zeros(array.shape)
    it = np.nditer(array, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        old = array[ix]
        array[ix] = old + eps
        fp = f()
        array[ix] = old - eps
        fm = f()
        array[ix] = old
        grad[ix] = (fp - fm) / (2.0 * eps)
        it.iternext()
    return grad


# %% right numeric_gradient: flat counting and a helper that measures
def numeric_gradient(f, array, eps):
    def at(i, value):
        array.flat[i] = value
        return f()

    slopes = []
    for i in range(array.size):
        kept = array.flat[i]
        slopes.append((at(i, kept + eps) - at(i, kept - eps)) / (2 * eps))
        array.flat[i] = kept
    return np.array(slopes).reshape(array.shape)


# %% right numeric_gradient: whole array kept and restored after each entry
def numeric_gradient(f, array, eps):
    saved = array.copy()
    up, down = np.zeros(array.shape), np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        array[place] = saved[place] - eps
        down[place] = f()
        array[place] = saved[place] + eps
        up[place] = f()
        array[...] = saved
    return (up - down) / (2 * eps)


# %% wrong relative_error: two arrays of zeros give nan
def relative_error(a, b):
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


# %% wrong relative_error: adds 1e-8 to the denominator
def relative_error(a, b):
    diff = np.linalg.norm(a - b)
    return diff / (np.linalg.norm(a) + np.linalg.norm(b) + 1e-8)


# %% wrong relative_error: largest entry-wise error instead of norms
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-12, np.abs(a) + np.abs(b)))


# %% wrong relative_error: divides by the norm of the sum
def relative_error(a, b):
    size = np.linalg.norm(a + b)
    if size == 0:
        return 0.0
    return np.linalg.norm(a - b) / size


# %% wrong relative_error: difference of the norms, not norm of the difference
def relative_error(a, b):
    na, nb = np.linalg.norm(a), np.linalg.norm(b)
    if na == 0 and nb == 0:
        return 0.0
    return abs(na - nb) / (na + nb)


# %% right relative_error: norms by hand from squares
def relative_error(a, b):
    def norm(v):
        return np.sqrt(np.sum(v**2))

    na, nb = norm(a), norm(b)
    if na == 0 and nb == 0:
        return 0.0
    return norm(a - b) / (na + nb)


# %% right relative_error: flat vectors and a conditional expression
def relative_error(a, b):
    a, b = np.ravel(a), np.ravel(b)
    top = np.linalg.norm(b - a)
    bottom = np.linalg.norm(b) + np.linalg.norm(a)
    return float(top / bottom) if bottom > 0 else 0.0


# %% right relative_error: divides by 1 where both are zero
def relative_error(a, b):
    difference = np.subtract(a, b)
    over, na, nb = [np.linalg.norm(v) for v in (difference, a, b)]
    return over / (na + nb or 1.0)


# %% wrong wrong_parameter: smallest error instead of the largest
def wrong_parameter(report):
    return min(report, key=report.get)


# %% wrong wrong_parameter: last name in the alphabet, errors not looked at
def wrong_parameter(report):
    return max(report)


# %% wrong wrong_parameter: argmax of unlisted dictionary values, always the first name
def wrong_parameter(report):
    names = list(report.keys())
    return names[np.argmax(report.values())]


# %% wrong wrong_parameter: first name with an error above 1e-6
def wrong_parameter(report):
    for name, error in report.items():
        if error > 1e-6:
            return name
    return max(report, key=report.get)


# %% wrong wrong_parameter: compares with the error just before, not the largest
def wrong_parameter(report):
    worst, last = None, -1.0
    for name, error in report.items():
        if error > last:
            worst = name
        last = error
    return worst


# %% wrong wrong_parameter: returns the largest error instead of its name
def wrong_parameter(report):
    return max(report.values())


# %% right wrong_parameter: sorted from large to small
def wrong_parameter(report):
    return sorted(report.items(), key=lambda item: item[1], reverse=True)[0][0]


# %% right wrong_parameter: loop with the best so far
def wrong_parameter(report):
    worst, largest = "", -np.inf
    for name in report:
        if report[name] > largest:
            worst, largest = name, report[name]
    return worst


# %% right wrong_parameter: argmax over lists
def wrong_parameter(report):
    names = list(report)
    errors = np.array([report[name] for name in names])
    return names[int(errors.argmax())]
