"""Mechanical mutants of every answer are caught, and nearly all are diagnosed."""

import ast

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.cases import ORDINARY
from tests.bench import checks as bench
from tests.bench.mutants import mutants

# In another style than the solutions, whose mutants `python -m tests.bench checks` tries.
ANSWERS = {
    "affine": "def affine(x, U, b):\n    return x @ U + b",
    "rnn_forward": """
def rnn_forward(xs, h0, W, U, b):
    T, N, _ = xs.shape
    hs = np.zeros((T, N, len(b)))
    h = h0
    for t in range(T):
        a = h @ W + xs[t] @ U + b
        h = np.tanh(a)
        hs[t] = h
    return hs
""",
    "softmax": """
def softmax(z):
    z = z - np.max(z, axis=-1, keepdims=True)
    return np.exp(z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True)))
""",
    "logits_error": """
def logits_error(z, targets, mask):
    y = np.exp(z - z.max(axis=-1, keepdims=True))
    y = y / y.sum(axis=-1, keepdims=True)
    M = mask.sum()
    dz = y * (mask / M)[..., None]
    for n in np.ndindex(targets.shape):
        dz[n][targets[n]] -= mask[n] / M
    return dz
""",
    "predict": """
def predict(hs, V, b_y):
    z = hs @ V + b_y
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)
""",
    "bits_per_character": "def bits_per_character(loss):\n    return loss / np.log(2)",
}


@pytest.mark.parametrize("name", list(ANSWERS))
def test_every_mutant_of_an_answer_is_caught_and_nearly_all_are_diagnosed(name):
    one = bench.score(checks.EXERCISES[name], ANSWERS[name])
    assert one.different >= 8
    assert not one.missed, bench.survivors(one)
    assert one.diagnosed >= 0.9 * one.different, bench.survivors(one)


def test_the_answers_of_a_percent_script_are_found(tmp_path):
    script = tmp_path / "1_part" / "01_slug.py"
    script.parent.mkdir()
    script.write_text(
        '# %%\nimport numpy\n\n# %% answer="double"\ndef double(x):\n    return 2 * x\n\n'
        '# %% check="double" points=2\nchecks.double(double)\n'
    )
    found = bench.solutions(tmp_path)
    assert list(found) == ["double"]
    assert bench.define(found["double"])(4) == 8


def test_mutants_are_all_different_from_the_original_and_from_one_another():
    original, changed = mutants('def f(a, b):\n    """Say."""\n    return np.tanh(a @ b) + 1')
    assert original == "def f(a, b):\n    return np.tanh(a @ b) + 1"
    assert len(changed) == len(set(changed)) > 15
    assert original not in changed
    for text in changed:
        ast.parse(text)
    for expected in ("a @ b + 1", "np.tanh(b @ a) + 1", "np.tanh(a @ b)", "np.tanh(a.T @ b) + 1"):
        assert f"def f(a, b):\n    return {expected}" in changed


def test_a_mutant_that_the_check_lets_pass_is_reported_as_missed():
    lenient = checks.Exercise(  # its own cases hold 2 only, where a ** 2 is a * 2 and 2 ** a
        name="square",
        reference=lambda a: a**2,
        draw=lambda rng, s: {"a": 2.0 if s in ORDINARY else 3.0},
    )
    one = bench.score(lenient, "def square(a):\n    return a ** 2")
    missed = [text.removeprefix("def square(a):\n    return ") for text, _ in one.missed]
    assert sorted(missed) == ["2 ** a", "a * 2"]
    assert "NOT CAUGHT" in bench.survivors(one)
    assert "+    return a * 2" in bench.survivors(one)


def test_an_endless_mutant_is_stopped_and_each_call_counts_anew():
    endless = bench.define("def f(a):\n    while True:\n        a = a + 1")
    with pytest.raises(bench.EndlessLoopError):
        endless(0)
    short = bench.define("def f(a):\n    for _ in range(600):\n        a = a + 1\n    return a")
    assert [short(0), short(0)] == [600, 600]


def test_the_table_counts_what_was_caught_and_ends_with_a_line_for_all():
    one = bench.score(checks.EXERCISES["affine"], ANSWERS["affine"])
    lines = bench.table([one, one]).splitlines()
    assert lines[-1].split()[0] == "all"
    assert int(lines[-1].split()[3]) == 2 * one.different
    assert one.count("fingerprint", "form", "raised", "probe", "numbers") == len(one.caught)
    assert np.isclose(
        float(lines[1].split()[-1].strip("%")), 100 * one.diagnosed / one.different, atol=0.1
    )


def test_a_part_of_the_mutants_is_picked_evenly():
    source = bench.solutions()["rnn_forward"]
    every, some = (bench.score(checks.rnn_forward, source, most) for most in (None, 20))
    count = len(every.caught) + len(every.equivalent)
    assert 20 <= len(some.caught) + len(some.equivalent) <= 40 < count
    assert {text for text, _ in some.caught} <= {text for text, _ in every.caught}
