"""Lesson 15's exercises: right in other hands, and mistakes named."""

from itertools import permutations

import numpy as np
import pytest

from lstm_lab.cells import lstm
from tests.helpers import report, told

# What follows was written without looking at the fingerprints.


def by_blocks(da, params):
    das = np.hstack([da.i, da.g, da.f, da.o])
    return das @ np.hstack([params.W_i, params.W_g, params.W_f, params.W_o]).T


def by_loops(da, params):
    dx = np.zeros((len(da.i), len(params.U_i)))
    for k in ("o", "f", "g", "i"):
        dx += np.einsum("nh,dh->nd", getattr(da, k), getattr(params, "U_" + k))
    return dx


def by_examples(da, x, h_prev):
    result = []
    for error in da:
        result += [
            sum(np.outer(h, e) for h, e in zip(h_prev, error, strict=True)),
            sum(np.outer(one, e) for one, e in zip(x, error, strict=True)),
            np.ones(len(x)) @ error,
        ]
    return tuple(result)


def by_one_table(da, x, h_prev):
    H, D = h_prev.shape[1], x.shape[1]
    rows = np.hstack([h_prev, x, np.ones((len(x), 1))])
    tables = [rows.T @ error for error in da]
    return lstm.Params(*(part for t in tables for part in (t[:H], t[H : H + D], t[-1])))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("previous_hidden_error", by_blocks),
        ("input_error", by_loops),
        ("gate_gradients", by_examples),
        ("gate_gradients", by_one_table),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def gradients(da, x, h_prev, **other):
    """The right twelve arrays by name, some replaced; in the order of the parameters."""
    named = {}
    for k in "igfo":
        error = getattr(da, k)
        named |= {f"W_{k}": h_prev.T @ error, f"U_{k}": x.T @ error, f"b_{k}": error.sum(0)}
    return named | other


def article(da, x, h_prev):
    wrong = {"W_i": h_prev.T @ da.g, "U_i": x.T @ da.g}
    return tuple(gradients(da, x, h_prev, **wrong).values())


def grouped(da, x, h_prev):
    named = gradients(da, x, h_prev)
    return tuple(named[f"{kind}_{k}"] for kind in "WUb" for k in "igfo")


def three_gates(da, params):
    return da.i @ params.W_i.T + da.f @ params.W_f.T + da.o @ params.W_o.T


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("previous_hidden_error", three_gates, "gate-left-out"),
        (
            "previous_hidden_error",
            lambda da, p: da.i @ p.W_i + da.g @ p.W_g + da.f @ p.W_f + da.o @ p.W_o,
            "transposed",
        ),
        ("input_error", lambda da, p: sum(da) @ p.U_i.T, "gate-copied"),
        ("gate_gradients", article, "article-e1"),
        ("gate_gradients", grouped, "gradients-in-another-order"),
        (
            "gate_gradients",
            lambda da, x, h: tuple(gradients(da, x, h, b_f=da.o.sum(0)).values()),
            "error-of-another-gate",
        ),
        ("gate_gradients", lambda da, x, h: gradients(da, x, h), "wrong-type"),
        (
            "gate_gradients",
            lambda da, x, h: tuple(gradients(da, x, h).values())[:9],
            "wrong-length",
        ),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize("name", ["W_f", "U_o", "b_g", "W_i"])
def test_one_array_built_from_another_gates_error_is_named_whichever_it_is(name):
    for k in "igfo".replace(name[2], ""):

        def mine(da, x, h_prev, k=k):
            named = gradients(da, x, h_prev)
            return tuple((named | {name: named[f"{name[0]}_{k}"]}).values())

        found = report("gate_gradients", mine)
        assert found.mistake == ("article-e1" if (name, k) == ("W_i", "g")
                                 else "error-of-another-gate")  # fmt: skip
        assert f"d{name}" in found.message


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        (
            "gate_gradients",
            lambda da, x, h: tuple(gradients(da, x, h, W_f=h[:1].T @ da.f[:1]).values()),
            "db_f is right",
        ),
        (
            "previous_hidden_error",
            lambda da, p: three_gates(da, p) - 2 * da.g @ p.W_g.T,
            "(i: 1, g: -2, f: 1, o: 1)",
        ),
        ("input_error", lambda da, p: by_loops(da, p) + 2 * da.o @ p.U_o.T, "o: 3)"),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(name, function, said):
    found = report(name, function)
    assert found.mistake is None
    assert said in told(found)


def test_a_gate_that_counts_twice_is_named_behind_the_first_click():
    found = report("input_error", lambda da, p: by_loops(da, p) + da.o @ p.U_o.T)
    assert (found.mistake, found.stage) == ("term-missing", "fingerprint")
    assert found.message == (
        "With the arguments of checks.input_error.example(), the error dx should be -1.9; "
        "yours is -2.9."
    )
    assert found.hint() == ("It is exactly as if the term with da.o and params.U_o counted twice.")


def test_every_pair_of_exchanged_gates_is_told_on_the_way_to_the_old_state():
    for order in permutations("igfo"):
        if "".join(order) == "igfo":
            continue

        def mine(da, p, order=order):
            pairs = zip("igfo", order, strict=True)
            return sum(getattr(da, k) @ getattr(p, f"W_{m}").T for k, m in pairs)

        assert report("previous_hidden_error", mine).mistake == "gates-swapped"
