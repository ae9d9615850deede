"""Answers to exercise 19, written from its text alone."""

import numpy as np


# %% wrong messenger_loss_error: the factor 2 of the square is missing in dhs
def messenger_loss_error(hs, right, weight):
    loss = np.mean(weight * (hs - right) ** 2)
    dhs = weight * (hs - right) / hs.size
    return loss, dhs


# %% wrong messenger_loss_error: dhs is not divided by the number of places
def messenger_loss_error(hs, right, weight):
    diff = hs - right
    return (weight * diff**2).mean(), 2 * weight * diff


# %% wrong messenger_loss_error: right - hs in dhs, the sign is reversed
def messenger_loss_error(hs, right, weight):
    error = right - hs
    loss = np.sum(weight * error**2) / hs.size
    dhs = 2 * weight * error / hs.size
    return loss, dhs


# %% wrong messenger_loss_error: the weight is squared along with the distance
def messenger_loss_error(hs, right, weight):
    weighted = weight * (hs - right)
    loss = np.mean(weighted**2)
    dhs = 2 * weighted * weight / hs.size
    return loss, dhs


# %% wrong messenger_loss_error: divided by the sum of the weights, not by the number of places
def messenger_loss_error(hs, right, weight):
    total = weight.sum()
    loss = np.sum(weight * (hs - right) ** 2) / total
    dhs = 2 * weight * (hs - right) / total
    return loss, dhs


# %% wrong messenger_loss_error: the weight is missing in dhs
def messenger_loss_error(hs, right, weight):
    T, N, H = hs.shape
    distance = hs - right
    loss = float((weight * distance * distance).mean())
    dhs = 2 * distance / (T * N * H)
    return loss, dhs


# %% right messenger_loss_error: two lines
def messenger_loss_error(hs, right, weight):
    loss = np.mean(weight * (hs - right) ** 2)
    return loss, 2 * weight * (hs - right) / hs.size


# %% right messenger_loss_error: place by place
def messenger_loss_error(hs, right, weight):
    T, N, H = hs.shape
    places = T * N * H
    loss = 0.0
    dhs = np.zeros((T, N, H))
    for t in range(T):
        for n in range(N):
            for k in range(H):
                away = hs[t, n, k] - right[t, n, k]
                loss += weight[t, n, k] * away**2 / places
                dhs[t, n, k] = 2 * weight[t, n, k] * away / places
    return loss, dhs


# %% right messenger_loss_error: the gradient first, the loss is half its product with the distance
def messenger_loss_error(hs, right, weight):
    share = weight / np.prod(hs.shape)
    away = np.subtract(hs, right)
    dhs = share * (away + away)
    loss = float(np.vdot(dhs, away)) / 2
    return loss, dhs


# %% wrong descend: uphill, plus in place of minus
def descend(params, gradients, rate):
    return type(params)(*[p + rate * g for p, g in zip(params, gradients)])


# %% wrong descend: the rate is forgotten
def descend(params, gradients, rate):
    new = []
    for p, g in zip(params, gradients):
        new.append(p - g)
    return type(params)(*new)


# %% wrong descend: p -= in place, the caller's arrays change
def descend(params, gradients, rate):
    arrays = []
    for p, g in zip(params, gradients):
        p -= rate * g
        arrays.append(p)
    return type(params)(*arrays)


# %% wrong descend: only the step is returned, not where it leads
def descend(params, gradients, rate):
    steps = [-rate * g for g in gradients]
    return type(params)(*steps)


# %% wrong descend: the biases stay as they are
def descend(params, gradients, rate):
    new = params._asdict()
    for k in "igfo":
        for letter in "WU":
            name = f"{letter}_{k}"
            new[name] = getattr(params, name) - rate * getattr(gradients, name)
    return type(params)(**new)


# %% wrong descend: put together as all W, all U, all b, not in the order of params
def descend(params, gradients, rate):
    W, U, b = [], [], []
    for name, p, g in zip(params._fields, params, gradients):
        stepped = p - rate * g
        if name.startswith("W"):
            W.append(stepped)
        elif name.startswith("U"):
            U.append(stepped)
        else:
            b.append(stepped)
    return type(params)(*W, *U, *b)


# %% right descend: zip and a generator
def descend(params, gradients, rate):
    return type(params)(*(p - rate * g for p, g in zip(params, gradients)))


# %% right descend: in place, but on copies
def descend(params, gradients, rate):
    arrays = [np.copy(p) for p in params]
    for array, gradient in zip(arrays, gradients):
        array -= rate * gradient
    return type(params)(*arrays)


# %% right descend: by name, with _replace
def descend(params, gradients, rate):
    for name in params._fields:
        step = np.multiply(rate, getattr(gradients, name))
        params = params._replace(**{name: np.subtract(getattr(params, name), step)})
    return params
