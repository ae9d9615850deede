"""Answers to exercise 15, written from its text alone."""

import numpy as np


# %% wrong previous_hidden_error: no matrix is transposed
def previous_hidden_error(da, params):
    p = params
    return da.i @ p.W_i + da.g @ p.W_g + da.f @ p.W_f + da.o @ p.W_o


# %% wrong previous_hidden_error: the candidate's road is left out
def previous_hidden_error(da, params):
    dh_prev = da.i @ params.W_i.T
    dh_prev = dh_prev + da.f @ params.W_f.T
    dh_prev = dh_prev + da.o @ params.W_o.T
    return dh_prev


# %% wrong previous_hidden_error: da.f goes through W_o and da.o through W_f
def previous_hidden_error(da, params):
    return da.i @ params.W_i.T + da.g @ params.W_g.T + da.f @ params.W_o.T + da.o @ params.W_f.T


# %% wrong previous_hidden_error: da.i stands in the candidate's term too
def previous_hidden_error(da, params):
    dh_prev = np.dot(da.i, params.W_i.T)
    dh_prev += np.dot(da.i, params.W_g.T)
    dh_prev += np.dot(da.f, params.W_f.T)
    dh_prev += np.dot(da.o, params.W_o.T)
    return dh_prev


# %% wrong previous_hidden_error: return inside the loop, only gate i is sent
def previous_hidden_error(da, params):
    total = np.zeros_like(da.i)
    for k in "igfo":
        total = total + getattr(da, k) @ getattr(params, f"W_{k}").T
        return total


# %% wrong previous_hidden_error: errors summed first, then times the summed matrices
def previous_hidden_error(da, params):
    da_all = da.i + da.g + da.f + da.o
    W_all = params.W_i + params.W_g + params.W_f + params.W_o
    return da_all @ W_all.T


# %% wrong previous_hidden_error: entry by entry with the diagonals of W
def previous_hidden_error(da, params):
    dh_prev = np.zeros_like(da.i)
    for k in ("i", "g", "f", "o"):
        dh_prev = dh_prev + getattr(da, k) * np.diag(getattr(params, "W_" + k))
    return dh_prev


# %% right previous_hidden_error: gates side by side, one product
def previous_hidden_error(da, params):
    errors = np.hstack([da.i, da.g, da.f, da.o])
    weights = np.hstack([params.W_i, params.W_g, params.W_f, params.W_o])
    return errors @ weights.T


# %% right previous_hidden_error: einsum a gate
def previous_hidden_error(da, params):
    def road(error, W):
        return np.einsum("nj,mj->nm", error, W)

    return (
        road(da.o, params.W_o)
        + road(da.f, params.W_f)
        + road(da.g, params.W_g)
        + road(da.i, params.W_i)
    )


# %% right previous_hidden_error: loops over examples and units
def previous_hidden_error(da, params):
    N, H = da.i.shape
    dh_prev = np.zeros((N, H))
    for n in range(N):
        for m in range(H):
            for k in "igfo":
                dh_prev[n, m] += getattr(params, f"W_{k}")[m] @ getattr(da, k)[n]
    return dh_prev


# %% right previous_hidden_error: column form, transposed at the end
def previous_hidden_error(da, params):
    p = params
    column = p.W_i @ da.i.T + p.W_g @ da.g.T + p.W_f @ da.f.T + p.W_o @ da.o.T
    return column.T


# %% wrong input_error: W in place of U, copied from previous_hidden_error
def input_error(da, params):
    total = 0
    for k in "igfo":
        total = total + getattr(da, k) @ getattr(params, f"W_{k}").T
    return total


# %% wrong input_error: = in place of +=, only the output gate remains
def input_error(da, params):
    for k in "igfo":
        dx = getattr(da, k) @ getattr(params, f"U_{k}").T
    return dx


# %% wrong input_error: the output gate is left out
def input_error(da, params):
    return sum(getattr(da, k) @ getattr(params, f"U_{k}").T for k in "igf")


# %% wrong input_error: U_i and U_g are exchanged
def input_error(da, params):
    dx = da.i @ params.U_g.T
    dx += da.g @ params.U_i.T
    dx += da.f @ params.U_f.T
    dx += da.o @ params.U_o.T
    return dx


# %% wrong input_error: U_f serves for the output gate too
def input_error(da, params):
    return da.i @ params.U_i.T + da.g @ params.U_g.T + (da.f + da.o) @ params.U_f.T


# %% wrong input_error: mean over the four gates in place of the sum
def input_error(da, params):
    roads = [getattr(da, k) @ getattr(params, f"U_{k}").T for k in "igfo"]
    return np.mean(roads, axis=0)


# %% right input_error: stacked gates, one einsum
def input_error(da, params):
    errors = np.stack([da.i, da.g, da.f, da.o])
    U = np.stack([params.U_i, params.U_g, params.U_f, params.U_o])
    return np.einsum("knh,kdh->nd", errors, U)


# %% right input_error: example by example, U @ da as a column
def input_error(da, params):
    rows = []
    for n in range(len(da.i)):
        row = params.U_i @ da.i[n] + params.U_g @ da.g[n]
        row = row + params.U_f @ da.f[n] + params.U_o @ da.o[n]
        rows.append(row)
    return np.array(rows)


# %% right input_error: zeros of shape (N, D), filled by matmul
def input_error(da, params):
    N = da.i.shape[0]
    D = params.U_i.shape[0]
    dx = np.zeros((N, D))
    for k in ("f", "i", "g", "o"):
        dx += np.matmul(getattr(da, k), np.transpose(getattr(params, f"U_{k}")))
    return dx


# %% wrong gate_gradients: biases averaged over the examples
def gate_gradients(da, x, h_prev):
    result = []
    for error in (da.i, da.g, da.f, da.o):
        result.append(h_prev.T @ error)
        result.append(x.T @ error)
        result.append(error.mean(axis=0))
    return tuple(result)


# %% wrong gate_gradients: order of the gates i, f, g, o
def gate_gradients(da, x, h_prev):
    out = ()
    for k in "ifgo":
        d = getattr(da, k)
        out += (h_prev.T @ d, x.T @ d, d.sum(axis=0))
    return out


# %% wrong gate_gradients: all four dW first, then dU, then db
def gate_gradients(da, x, h_prev):
    gates = (da.i, da.g, da.f, da.o)
    dW = [h_prev.T @ d for d in gates]
    dU = [x.T @ d for d in gates]
    db = [d.sum(axis=0) for d in gates]
    return tuple(dW + dU + db)


# %% wrong gate_gradients: every array divided by the number of examples
def gate_gradients(da, x, h_prev):
    N = x.shape[0]
    grads = []
    for k in "igfo":
        d = getattr(da, k)
        grads.extend([h_prev.T @ d / N, x.T @ d / N, d.sum(axis=0) / N])
    return tuple(grads)


# %% wrong gate_gradients: dW transposed, da.T @ h_prev
def gate_gradients(da, x, h_prev):
    gradients = []
    for error in (da.i, da.g, da.f, da.o):
        gradients += [error.T @ h_prev, x.T @ error, error.sum(axis=0)]
    return tuple(gradients)


# %% wrong gate_gradients: only the first example is used
def gate_gradients(da, x, h_prev):
    gradients = []
    for k in "igfo":
        d = getattr(da, k)[0]
        gradients += [np.outer(h_prev[0], d), np.outer(x[0], d), d]
    return tuple(gradients)


# %% wrong gate_gradients: W_o is made with the forget gate's error
def gate_gradients(da, x, h_prev):
    dW_i, dU_i, db_i = h_prev.T @ da.i, x.T @ da.i, da.i.sum(axis=0)
    dW_g, dU_g, db_g = h_prev.T @ da.g, x.T @ da.g, da.g.sum(axis=0)
    dW_f, dU_f, db_f = h_prev.T @ da.f, x.T @ da.f, da.f.sum(axis=0)
    dW_o, dU_o, db_o = h_prev.T @ da.f, x.T @ da.o, da.o.sum(axis=0)
    return dW_i, dU_i, db_i, dW_g, dU_g, db_g, dW_f, dU_f, db_f, dW_o, dU_o, db_o


# %% wrong gate_gradients: bias summed over examples and units, a single number
def gate_gradients(da, x, h_prev):
    gradients = []
    for error in (da.i, da.g, da.f, da.o):
        gradients += [h_prev.T @ error, x.T @ error, error.sum()]
    return tuple(gradients)


# %% right gate_gradients: twelve lines written out
def gate_gradients(da, x, h_prev):
    h_T = h_prev.T
    x_T = x.T
    dW_i = h_T @ da.i
    dU_i = x_T @ da.i
    db_i = np.sum(da.i, axis=0)
    dW_g = h_T @ da.g
    dU_g = x_T @ da.g
    db_g = np.sum(da.g, axis=0)
    dW_f = h_T @ da.f
    dU_f = x_T @ da.f
    db_f = np.sum(da.f, axis=0)
    dW_o = h_T @ da.o
    dU_o = x_T @ da.o
    db_o = np.sum(da.o, axis=0)
    return (dW_i, dU_i, db_i, dW_g, dU_g, db_g, dW_f, dU_f, db_f, dW_o, dU_o, db_o)


# %% right gate_gradients: bias as a weight of an input of ones
def gate_gradients(da, x, h_prev):
    N, H = h_prev.shape
    D = x.shape[1]
    rows = np.hstack([h_prev, x, np.ones((N, 1))])
    gradients = ()
    for k in "igfo":
        table = rows.T @ getattr(da, k)
        gradients += (table[:H], table[H : H + D], table[H + D])
    return gradients


# %% right gate_gradients: outer products added example by example
def gate_gradients(da, x, h_prev):
    def three(error):
        dW = np.zeros((h_prev.shape[1], error.shape[1]))
        dU = np.zeros((x.shape[1], error.shape[1]))
        db = np.zeros(error.shape[1])
        for n in range(len(error)):
            dW += np.outer(h_prev[n], error[n])
            dU += np.outer(x[n], error[n])
            db += error[n]
        return dW, dU, db

    return three(da.i) + three(da.g) + three(da.f) + three(da.o)


# %% right gate_gradients: einsum, the four gates side by side and split again
def gate_gradients(da, x, h_prev):
    errors = np.concatenate([da.i, da.g, da.f, da.o], axis=1)
    dW = np.split(np.einsum("nm,nj->mj", h_prev, errors), 4, axis=1)
    dU = np.split(np.einsum("nd,nj->dj", x, errors), 4, axis=1)
    db = np.split(np.einsum("nj->j", errors), 4)
    return tuple(array for triple in zip(dW, dU, db) for array in triple)
