"""Answers to exercise 02, written from its text alone."""

import numpy as np


def softmax(z):
    exp_z = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return exp_z / np.sum(exp_z, axis=-1, keepdims=True)


# %% wrong softmax: maximum not taken out, overflows at large scores
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong softmax: axis 1 instead of the last axis
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


# %% wrong softmax: divides by the sum over the whole array
def softmax(z):
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum()


# %% wrong softmax: one maximum of the whole array, low rows underflow
def softmax(z):
    z = z - np.max(z)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong softmax: scores clipped at 500 against overflow
def softmax(z):
    z = np.clip(z, -500, 500)
    e = np.exp(z)
    return e / np.sum(e, axis=-1, keepdims=True)


# %% wrong softmax: maximum taken out of the numerator only
def softmax(z):
    top = z.max(axis=-1, keepdims=True)
    return np.exp(z - top) / np.exp(z).sum(axis=-1, keepdims=True)


# %% wrong softmax: sums over the first axis
def softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z), axis=0)


# %% right softmax: through the logsumexp
def softmax(z):
    top = np.max(z, axis=-1, keepdims=True)
    lse = top + np.log(np.sum(np.exp(z - top), axis=-1, keepdims=True))
    return np.exp(z - lse)


# %% right softmax: row by row on a flat list of rows
def softmax(z):
    K = z.shape[-1]
    rows = z.reshape(-1, K)
    y = np.zeros(rows.shape)
    for i, row in enumerate(rows):
        e = np.exp(row - max(row))
        y[i] = e / sum(e)
    return y.reshape(z.shape)


# %% right softmax: classes moved to the first axis and back
def softmax(z):
    zt = np.moveaxis(z, -1, 0)
    e = np.exp(zt - zt.max(axis=0))
    y = e / e.sum(axis=0)
    return np.moveaxis(y, 0, -1)


# %% right softmax: logaddexp.reduce
def softmax(z):
    log_y = z - np.logaddexp.reduce(z, axis=-1)[..., np.newaxis]
    return np.exp(log_y)


# %% wrong cross_entropy: sign flipped, the loss is negative
def cross_entropy(z, targets, mask):
    z = z - z.max(axis=-1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    picked = np.take_along_axis(log_y, targets[..., None], axis=-1)[..., 0]
    return (mask * picked).sum() / mask.sum()


# %% wrong cross_entropy: divides by all steps, padding included
def cross_entropy(z, targets, mask):
    m = z.max(axis=-1)
    lse = m + np.log(np.exp(z - m[..., None]).sum(axis=-1))
    z_target = np.take_along_axis(z, targets[..., None], axis=-1).squeeze(-1)
    return np.mean(mask * (lse - z_target))


# %% wrong cross_entropy: padding counts in the sum, mask only divides
def cross_entropy(z, targets, mask):
    top = z.max(axis=-1, keepdims=True)
    lse = np.log(np.exp(z - top).sum(axis=-1)) + top[..., 0]
    z_t = np.take_along_axis(z, targets[..., None], axis=-1)[..., 0]
    loss = lse - z_t
    return loss.sum() / mask.sum()


# %% wrong cross_entropy: 1e-8 added to the probability before the logarithm
def cross_entropy(z, targets, mask):
    y = softmax(z)
    p = np.take_along_axis(y, targets[..., None], axis=-1)[..., 0]
    return -(mask * np.log(p + 1e-8)).sum() / mask.sum()


# %% wrong cross_entropy: logarithm to base 2, bits instead of nats
def cross_entropy(z, targets, mask):
    shifted = z - z.max(axis=-1, keepdims=True)
    z_target = np.take_along_axis(shifted, targets[..., None], axis=-1)[..., 0]
    lse = np.log(np.sum(np.exp(shifted), axis=-1))
    surprise = (lse - z_target) / np.log(2)
    return np.sum(surprise * mask) / np.sum(mask)


# %% wrong cross_entropy: mean of means: along the first axis, then over the rest
def cross_entropy(z, targets, mask):
    top = z.max(axis=-1)
    lse = top + np.log(np.exp(z - top[..., None]).sum(axis=-1))
    z_target = np.take_along_axis(z, targets[..., None], axis=-1)[..., 0]
    per_example = (mask * (lse - z_target)).sum(axis=0) / mask.sum(axis=0)
    return per_example.mean()


# %% wrong cross_entropy: divided by the number of classes as well
def cross_entropy(z, targets, mask):
    K = z.shape[-1]
    z = z - z.max(axis=-1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    onehot = np.eye(K)[targets]
    loss = -np.mean(onehot * log_y, axis=-1)
    return np.sum(loss * mask) / np.sum(mask)


# %% wrong cross_entropy: losses kept in an integer array, decimals lost
def cross_entropy(z, targets, mask):
    losses = np.zeros_like(targets)
    for where in np.ndindex(targets.shape):
        scores = z[where]
        top = scores.max()
        lse = top + np.log(np.exp(scores - top).sum())
        losses[where] = lse - scores[targets[where]]
    return (losses * mask).sum() / mask.sum()


# %% right cross_entropy: log-softmax times one-hot
def cross_entropy(z, targets, mask):
    K = z.shape[-1]
    shifted = z - z.max(axis=-1, keepdims=True)
    log_y = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    onehot = np.eye(K)[targets]
    loss = -(onehot * log_y).sum(axis=-1)
    return np.sum(loss * mask) / np.sum(mask)


# %% right cross_entropy: picks the real steps with a bool mask first
def cross_entropy(z, targets, mask):
    real = mask.astype(bool)
    z, k = z[real], targets[real]
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    return np.mean(lse - z[np.arange(len(k)), k])


# %% right cross_entropy: loop over all places with logaddexp
def cross_entropy(z, targets, mask):
    total, count = 0.0, 0
    for place in np.ndindex(targets.shape):
        if mask[place] == 0:
            continue
        scores = z[place]
        total += np.logaddexp.reduce(scores) - scores[targets[place]]
        count += 1
    return total / count


# %% right cross_entropy: np.average with the mask as weights
def cross_entropy(z, targets, mask):
    margin = z - np.take_along_axis(z, targets[..., None], axis=-1)
    top = margin.max(axis=-1)
    surprise = top + np.log(np.exp(margin - top[..., None]).sum(axis=-1))
    return float(np.average(surprise, weights=mask))


# %% wrong logits_error: not divided by the number of steps that count
def logits_error(z, targets, mask):
    y = softmax(z)
    onehot = np.eye(z.shape[-1])[targets]
    return (y - onehot) * mask[..., None]


# %% wrong logits_error: divides by all steps, padding included
def logits_error(z, targets, mask):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    y = e / e.sum(axis=-1, keepdims=True)
    onehot = np.arange(z.shape[-1]) == targets[..., None]
    return mask[..., None] * (y - onehot) / mask.size


# %% wrong logits_error: padded steps keep their error, mask only divides
def logits_error(z, targets, mask):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    y = e / e.sum(axis=-1, keepdims=True)
    onehot = np.eye(z.shape[-1])[targets]
    return (y - onehot) / mask.sum()


# %% wrong logits_error: sign flipped, and not divided by the count
def logits_error(z, targets, mask):
    exp_z = np.exp(z - np.max(z, axis=-1, keepdims=True))
    y = exp_z / np.sum(exp_z, axis=-1, keepdims=True)
    onehot = np.zeros(z.shape)
    np.put_along_axis(onehot, targets[..., None], 1, axis=-1)
    return (onehot - y) * mask[..., None]


# %% wrong logits_error: subtracts 1 at all steps' targets in every row
def logits_error(z, targets, mask):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    dz = e / e.sum(axis=-1, keepdims=True)
    dz[..., targets] -= 1
    dz *= mask[..., None]
    return dz / mask.sum()


# %% wrong logits_error: extra factor y (1 - y)
def logits_error(z, targets, mask):
    y = softmax(z)
    onehot = np.arange(z.shape[-1]) == targets[..., None]
    dz = (y - onehot) * y * (1 - y)
    return dz * mask[..., None] / mask.sum()


# %% wrong logits_error: mask on y only, one-hot stays at padded steps
def logits_error(z, targets, mask):
    ez = np.exp(z - z.max(axis=-1, keepdims=True))
    y = ez / ez.sum(axis=-1, keepdims=True)
    onehot = np.eye(z.shape[-1])[targets]
    return (mask[..., None] * y - onehot) / mask.sum()


# %% wrong logits_error: divides by the length of the first axis
def logits_error(z, targets, mask):
    batch = z.shape[0]
    y = softmax(z)
    dz = y.copy()
    for where in np.ndindex(targets.shape):
        dz[where + (targets[where],)] -= 1
    return dz * mask[..., None] / batch


# %% right logits_error: flat rows, 1 subtracted at the target
def logits_error(z, targets, mask):
    K = z.shape[-1]
    dz = softmax(z).reshape(-1, K).copy()
    rows = np.arange(dz.shape[0])
    dz[rows, targets.reshape(-1)] -= 1
    dz *= mask.reshape(-1, 1) / mask.sum()
    return dz.reshape(z.shape)


# %% right logits_error: loop over places, padding left at zero
def logits_error(z, targets, mask):
    M = np.sum(mask)
    dz = np.zeros(z.shape)
    for place in np.ndindex(targets.shape):
        if mask[place]:
            e = np.exp(z[place] - z[place].max())
            y = e / e.sum()
            y[targets[place]] -= 1.0
            dz[place] = y / M
    return dz


# %% right logits_error: put_along_axis and einsum
def logits_error(z, targets, mask):
    log_y = z - np.logaddexp.reduce(z, axis=-1, keepdims=True)
    onehot = np.zeros(z.shape)
    np.put_along_axis(onehot, np.expand_dims(targets, -1), 1.0, axis=-1)
    return np.einsum("...,...k->...k", mask / mask.sum(), np.exp(log_y) - onehot)


# %% right logits_error: np.where on mask, one-hot from np.eye
def logits_error(z, targets, mask):
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    y = exp_z / exp_z.sum(axis=-1, keepdims=True)
    difference = y - np.eye(z.shape[-1])[targets]
    dz = np.where(mask[..., None] > 0, difference, 0.0)
    return dz / np.count_nonzero(mask)
