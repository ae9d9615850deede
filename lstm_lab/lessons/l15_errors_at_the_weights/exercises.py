"""Lesson 15: the errors at the state before, at the input, at the weights (B6), (B8), (G1)-(G3)."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.guest.finding import add, finding
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l15_errors_at_the_weights.mistakes import MISTAKES

add(MISTAKES)

GATES = lstm.Gates._fields
ORDER = lstm.Params._fields
OUTPUTS = tuple(f"d{name}" for name in ORDER)


def _da(rng, s):
    return lstm.Gates(*rng.standard_normal((4, s.N, s.H)))


def _draw_back(rng, s):
    params = lstm.Params(*(rng.uniform(-1, 1, shape) for shape in lstm.shapes(s.D, s.H)))
    return {"da": _da(rng, s), "params": params}


def _draw_weights(rng, s):
    x, h_prev = rng.standard_normal((s.N, s.D)), rng.uniform(-1, 1, (s.N, s.H))
    return {"da": _da(rng, s), "x": x, "h_prev": h_prev}


def _sent(kind, term=lambda da, M: da @ M.T, errors=GATES, weights=GATES):
    """Return a wrong sum over the gates: of term(da_k, M_k), M being W or U.

    errors and weights say whose error and whose weights meet, pair by pair.
    """

    def sent(da, params):
        pairs = zip(errors, weights, strict=True)
        return sum(term(getattr(da, k), getattr(params, f"{kind}_{m}")) for k, m in pairs)

    return sent


_EXCHANGES = tuple(order for order in permutations(GATES) if order != GATES)
_COPIES = tuple(
    tuple(other if gate == k else gate for gate in GATES)
    for k in GATES
    for other in GATES
    if other != k
)


def _some_turned(kind, turned):
    """Return a wrong sum in which the weights of the gates `turned` are not transposed."""

    def sent(da, params):
        terms = []
        for k in GATES:
            M = getattr(params, f"{kind}_{k}")
            terms.append(getattr(da, k) @ (M if k in turned else M.T))
        return sum(terms)

    return sent


def _sums_multiplied(kind):
    return lambda da, params: sum(da) @ sum(getattr(params, f"{kind}_{k}") for k in GATES).T


def _wrong_sums(kind, other):
    """Return the mistakes in a sum over the gates; `other` is the other kind of weights."""
    return (
        *(
            Mistake("gate-left-out", _sent(kind, errors=three, weights=three), f"It is {k}.")
            for k in GATES
            for three in [tuple(gate for gate in GATES if gate != k)]
        ),
        Mistake("transposed", _sent(kind, lambda da, M: da @ M), f"All four {kind} are."),
        *(Mistake("transposed", _some_turned(kind, k), f"Look at {kind}_{k}.") for k in GATES),
        Mistake("weights-swapped", _sent(other)),
        *(Mistake("gates-swapped", _sent(kind, weights=order)) for order in _EXCHANGES),
        *(Mistake("gate-copied", _sent(kind, weights=copy)) for copy in _COPIES),
        *(
            Mistake(
                "gate-copied",
                _sent(kind, weights=(k,) * 4),
                f"They are {kind}_{k}.",
                text="one-gates-weights",
            )
            for k in GATES
        ),
        *(Mistake("error-of-another-gate", _sent(kind, errors=copy)) for copy in _COPIES),
        Mistake("sums-multiplied", _sums_multiplied(kind)),
        Mistake("factors-reversed", _sent(kind, lambda da, M: M @ da)),
        Mistake("factors-reversed", _sent(kind, lambda da, M: M @ da.T), "And turned over."),
        Mistake("entry-by-entry-product", _sent(kind, lambda da, M: da * np.diag(M))),
        Mistake("averaged", _sent(kind, lambda da, M: da @ M.T / 4), "It is divided by 4."),
        Mistake("averaged", _sent(kind, lambda da, M: da @ M.T / len(da))),
        *(
            Mistake("gate-left-out", _sent(kind, errors=(k,), weights=(k,)), f"Only {k} is there.")
            for k in GATES
        ),
    )


def _how_often(kind):
    """Return a probe that says how often each gate counts, if only that is wrong."""

    def how_often(trial):
        counts = []
        for got, _, case in trial.pairs:
            da, params = case.draw().values()
            terms = [(getattr(da, k) @ getattr(params, f"{kind}_{k}").T).ravel() for k in GATES]
            found = np.linalg.lstsq(np.stack(terms, axis=1), got.ravel())[0]
            if not trial.agree((np.stack(terms, axis=1) @ found,), (got.ravel(),)):
                return None
            counts.append(found)
        if not np.allclose(counts, counts[0], atol=1e-6):
            return None
        often = np.round(counts[0], 6) + 0.0
        listed = ", ".join(f"{k}: {count:.3g}" for k, count in zip(GATES, often, strict=True))
        return probe(
            f"The four terms are right, but they do not count once each ({listed}).",
            "What stands in your sum before the first gate comes in, and what is added each time?",
        )

    return how_often


previous_hidden_error = Exercise(
    name="previous_hidden_error",
    model="da.i @ params.W_i.T + da.g @ params.W_g.T + da.f @ params.W_f.T + da.o @ params.W_o.T",
    question="Four gates read h_prev. What does each send back, and through which matrix?",
    reference=lstm.previous_hidden_error,
    draw=_draw_back,
    letters="NDH",
    outputs=("The error dh_prev",),
    variant="backward",
    folded=True,
    mistakes=_wrong_sums("W", "U"),
    probes=(_how_often("W"),),
)

input_error = Exercise(
    name="input_error",
    model="da.i @ params.U_i.T + da.g @ params.U_g.T + da.f @ params.U_f.T + da.o @ params.U_o.T",
    question="Four gates read x. What does each send back, and through which matrix?",
    reference=lstm.input_error,
    draw=_draw_back,
    letters="NDH",
    outputs=("The error dx",),
    variant="backward",
    folded=True,
    mistakes=_wrong_sums("U", "W"),
    probes=(_how_often("U"),),
)


def _plain(function):
    """Return the function with a named tuple made a plain one: both are right."""

    def judged(*arguments):
        result = function(*arguments)
        return tuple(result) if issubclass(type(result), tuple | list) else result

    return judged


def _gradients(da, x, h_prev):
    return tuple(lstm.gate_gradients(da, x, h_prev))


def _with(W=None, U=None, b=None):
    """Return wrong gradients: other products (da_k, h_prev or x) -> array, for all four gates."""
    W = W or (lambda da, h: h.T @ da)
    U = U or (lambda da, x: x.T @ da)
    b = b or (lambda da: da.sum(axis=0))

    def gradients(da, x, h_prev):
        return tuple(part for k in da for part in (W(k, h_prev), U(k, x), b(k)))

    return gradients


def _owned(**owners):
    """Return wrong gradients in which some arrays are built from another gate's error.

    owners: an array's name to the gate whose error it takes, such as W_i="g".
    """

    def gradients(da, x, h_prev):
        right = lstm.gate_gradients(da, x, h_prev)
        named = {name: getattr(right, f"{name[0]}_{k}") for name, k in owners.items()}
        return tuple(right._replace(**named))

    return gradients


def _ordered(order):
    return lambda *arguments: tuple(
        getattr(lstm.gate_gradients(*arguments), name) for name in order
    )


def _swapped_inputs(da, x, h_prev):
    return tuple(lstm.gate_gradients(da, h_prev, x))


def _all_averaged(da, x, h_prev):
    return tuple(part / len(x) for part in lstm.gate_gradients(da, x, h_prev))


def _misbuilt(kinds):
    """Return the mistakes in which these arrays of one gate are built from another's error."""
    names = [f"d{kind}_{{0}}" for kind in kinds]
    return tuple(
        Mistake(
            "article-e1" if (k, other) == ("i", "g") and "b" not in kinds
            else "error-of-another-gate",
            _owned(**{f"{kind}_{k}": other for kind in kinds}),
            f"Look at {' and '.join(names).format(k)}.",
        )
        for k, other in permutations(GATES, 2)
    )  # fmt: skip


_ORDERS = (
    *([f"{kind}_{k}" for kind in "WUb" for k in gates] for gates in ("igfo", "ifgo", "ifog")),
    *([f"{kind}_{k}" for k in gates for kind in "WUb"] for gates in ("ifgo", "ifog", "figo")),
    [f"{kind}_{k}" for k in GATES for kind in "bWU"],
)

_TURNED = "gradient-turned"
_WRONG_GRADIENTS = (
    *(Mistake("gradients-in-another-order", _ordered(order)) for order in _ORDERS),
    Mistake("weights-swapped", _swapped_inputs, "Look at what is multiplied by da."),
    *_misbuilt("WUb"),
    *_misbuilt("WU"),
    Mistake("article-e1", _owned(W_i="g"), "Look at dW_i."),
    Mistake("article-e1", _owned(U_i="g"), "Look at dU_i."),
    Mistake("transposed", _with(W=lambda da, h: da.T @ h), "Look at dW.", text=_TURNED),
    Mistake("transposed", _with(U=lambda da, x: da.T @ x), "Look at dU.", text=_TURNED),
    Mistake("transposed", _with(lambda da, h: da.T @ h, lambda da, x: da.T @ x), "All eight are.",
            text=_TURNED),
    Mistake("transposed", _with(lambda da, h: h @ da.T, lambda da, x: x @ da.T),
            text="summed-over-units"),
    Mistake("bias-not-summed", _with(b=lambda da: da)),
    Mistake("bias-not-summed", _with(b=lambda da: da.sum(axis=1))),
    Mistake("bias-not-summed", _with(b=lambda da: da.sum())),
    Mistake("bias-not-summed", _with(b=lambda da: da.sum(axis=0, keepdims=True)), text="axis-kept"),
    Mistake("averaged", _with(b=lambda da: da.mean(axis=0)), "Look at db."),
    Mistake("averaged", _all_averaged),
    Mistake("first-example-only",
            _with(lambda da, h: np.outer(h[0], da[0]), lambda da, x: np.outer(x[0], da[0]),
                  lambda da: da[0])),
    Mistake("entry-by-entry-product", _with(W=lambda da, h: h * da), "Look at dW."),
)  # fmt: skip


def _which_arrays(trial):
    """Say which of the twelve arrays are wrong, and whether another gate's error is in them."""
    rows = trial.cases("ordinary")
    wrong = [name for name in ORDER if not _everywhere(trial, rows, name, name)]
    names = " and ".join(f"d{name}" for name in wrong)
    if all(_elsewhere(trial, rows, name) for name in wrong):
        return finding("error-of-another-gate", "probe", f"Look at {names}.")
    clues = [k for k in GATES if f"b_{k}" not in wrong and {f"W_{k}", f"U_{k}"} & set(wrong)]
    if not clues:
        return None
    return probe(
        f"db_{clues[0]} is right, so the error da_{clues[0]} did arrive in your function.",
        f"Read the lines that make {names}: which two arrays meet there, and along which axis?",
    )


def _everywhere(trial, rows, name, other):
    """True if the learner's array `name` is the course's array `other` in all these cases."""
    mine, right = ORDER.index(name), ORDER.index(other)
    return all(trial.agree((o.leaves[mine],), (w.leaves[right],)) for _, o, w, _ in rows)


def _elsewhere(trial, rows, name):
    """True if the learner's array is the course's of the same kind, but of another gate."""
    return any(_everywhere(trial, rows, name, f"{name[0]}_{k}") for k in GATES if k != name[2])


gate_gradients = Exercise(
    name="gate_gradients",
    question="With one example, row i and column j of a gradient is one product. Of which two "
    "numbers?",
    reference=_gradients,
    draw=_draw_weights,
    letters="NDH",
    outputs=OUTPUTS,
    variant="backward",
    judge=_plain,
    mistakes=_WRONG_GRADIENTS,
    probes=(_which_arrays,),
)

EXERCISES = (previous_hidden_error, input_error, gate_gradients)
