"""Lesson 05's trial: what its text says of starts is stored, and its live runs come out so."""

import json
import re

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import rnn
from lstm_lab.course import content
from lstm_lab.data import carry
from lstm_lab.training import losses, model

NAME = "05_why_memory_fades"
LAGS = (10, 20, 30, 50, 100)


@pytest.fixture(scope="module")
def lesson():
    """The lesson's built notebook: a list of (source, printed text)."""
    cells = json.loads((content.root() / f"notebooks/{NAME}.ipynb").read_text("utf-8"))["cells"]
    return [
        (
            "".join(cell["source"]),
            "".join("".join(out.get("text", "")) for out in cell.get("outputs", ())),
        )
        for cell in cells
    ]


def solved(network, **which):
    return [carry.find(network, lag, updates=2000, **which).solved for lag in LAGS]


def test_the_counts_of_the_finding_and_of_the_recap_are_those_stored(lesson):
    text = " ".join(re.sub(r"\s+", " ", source) for source, _ in lesson)
    *first, last = map(str, solved("rnn"))
    assert f"Of 20 starts of the plain network {', '.join(first)} and {last} learn" in text
    assert f"{', '.join([*first, last])} of 20 starts" in text
    wide = carry.find("rnn", 100, units=33).solved
    low, high = (carry.find("lstm", 100, bias=b, updates=2000).solved for b in (1.0, 4.0))
    assert f"{wide} of 20, with 33 units" in text
    assert f"no better, {low} of 20; with $b_f = 4$, {high} of 20" in text


def test_the_longer_the_wait_the_fewer_plain_starts_learn_and_the_cell_needs_its_bias():
    plain = solved("rnn")
    assert plain == sorted(plain, reverse=True)
    assert (plain[0], solved("lstm", bias=4.0)) == (20, [20] * 5)
    assert plain[-1] <= 2
    assert solved("lstm", bias=1.0)[-1] <= 2


def test_the_run_over_ten_steps_learns_with_the_packages_own_training():
    rng = np.random.default_rng(1)
    new = training.create(rnn, 2, 16, 1, rng=rng, dtype=np.float32, loss=losses.squared_distance)
    run = training.train(new, carry.batches(lag=10), 300, optimiser=training.adam(5e-3),
                         rng=np.random.default_rng(1), progress=False)  # fmt: skip
    xs, targets, _ = carry.batches(10, N=500)(np.random.default_rng(999))
    z, _ = model.predict(run.model, xs)
    assert (np.sign(z[-1]) == targets[-1]).mean() > 0.99
    assert run.losses[-50:].mean() < carry.SOLVED


def test_the_lessons_live_runs_learned_ten_steps_and_not_a_hundred(lesson):
    printed = next(out for _, out in lesson if "sign right in" in out)
    near, far = map(float, re.findall(r"sign right in (\d\.\d\d)", printed))
    assert near > 0.99
    assert far < 0.7


def test_of_the_median_draw_what_is_left_is_as_the_text_says(lesson):
    printed = next(out for _, out in lesson if "median with tanh" in out)
    rows = re.findall(r"with tanh (\S+), without (\S+); with tanh it grew in (\d+)", printed)
    (_, without, _), (tanh, linear, _), (_, _, grown) = rows
    text = " ".join(source for source, _ in lesson)
    assert f"difference between {float(linear):g} and {float(tanh):.0e}".replace("e-0", "e-") in (
        re.sub(r"\s+", " ", text)
    )
    assert f"{float(without):g} is left" in text
    assert f"in {grown} of 20 draws" in re.sub(r"\s+", " ", text)
