"""Answers to exercise 19. Unlike the others, written by who wrote its checks."""

import numpy as np


# %% wrong descend: goes up
def descend(params, gradients, rate):
    return type(params)(*[p + rate * g for p, g in zip(params, gradients)])


# %% wrong descend: the rate is forgotten
def descend(params, gradients, rate):
    return type(params)(*[p - g for p, g in zip(params, gradients)])


# %% wrong descend: divides by the rate
def descend(params, gradients, rate):
    return type(params)(*[p - g / rate for p, g in zip(params, gradients)])


# %% wrong descend: the biases stay as they are
def descend(params, gradients, rate):
    new = [p - rate * g if p.ndim == 2 else p.copy() for p, g in zip(params, gradients)]
    return type(params)(*new)


# %% wrong descend: only the sign of the gradient
def descend(params, gradients, rate):
    return type(params)(*[p - rate * np.sign(g) for p, g in zip(params, gradients)])


# %% wrong descend: the brackets stand around the wrong thing
def descend(params, gradients, rate):
    return type(params)(*[(p - g) * rate for p, g in zip(params, gradients)])


# %% right descend: by a dictionary
def descend(params, gradients, rate):
    step = {k: -rate * g for k, g in gradients._asdict().items()}
    return params._replace(**{k: getattr(params, k) + step[k] for k in step})


# %% right descend: by map
def descend(params, gradients, rate):
    return type(params)._make(map(lambda p, g: p - rate * g, params, gradients))


# %% right descend: copies first
def descend(params, gradients, rate):
    new = [p.copy() for p in params]
    for array, g in zip(new, gradients):
        array -= rate * g
    return type(params)(*new)


# %% wrong messenger_loss_error: the 2 of the square is missing
def messenger_loss_error(hs, right, weight):
    loss = np.mean(weight * (hs - right) ** 2)
    return loss, weight * (hs - right) / hs.size


# %% wrong messenger_loss_error: dhs is not divided
def messenger_loss_error(hs, right, weight):
    loss = np.mean(weight * (hs - right) ** 2)
    return loss, 2 * weight * (hs - right)


# %% wrong messenger_loss_error: the mean is over the weights
def messenger_loss_error(hs, right, weight):
    d = hs - right
    return (weight * d**2).sum() / weight.sum(), 2 * weight * d / weight.sum()


# %% wrong messenger_loss_error: divided by the number of steps only
def messenger_loss_error(hs, right, weight):
    d = hs - right
    return (weight * d**2).sum() / len(hs), 2 * weight * d / len(hs)


# %% wrong messenger_loss_error: right minus hs
def messenger_loss_error(hs, right, weight):
    d = right - hs
    return (weight * d**2).mean(), 2 * weight * d / d.size


# %% wrong messenger_loss_error: the absolute distance
def messenger_loss_error(hs, right, weight):
    d = hs - right
    return (weight * abs(d)).mean(), weight * np.sign(d) / d.size


# %% right messenger_loss_error: by sums
def messenger_loss_error(hs, right, weight):
    total = np.sum(weight * np.square(hs - right))
    return total / hs.size, (2 / hs.size) * weight * (hs - right)


# %% right messenger_loss_error: by einsum
def messenger_loss_error(hs, right, weight):
    d = hs - right
    return np.einsum("tnh,tnh,tnh->", weight, d, d) / d.size, 2 * weight * d / d.size


# %% right messenger_loss_error: with the root of the weights
def messenger_loss_error(hs, right, weight):
    root = np.sqrt(weight)
    d = root * (hs - right)
    return float((d * d).mean()), root * d * (2.0 / d.size)
