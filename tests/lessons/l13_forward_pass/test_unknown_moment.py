"""Lesson 13's last part: what its text says of an unknown moment is stored, and runs live."""

import json
import re

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import lstm
from lstm_lab.course import content
from lstm_lab.data import carry
from lstm_lab.training import losses, model


@pytest.fixture(scope="module")
def lesson():
    """The lesson's built notebook: all its text, and all that it printed."""
    path = content.root() / "notebooks/13_forward_pass.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = " ".join("".join(cell["source"]) for cell in cells)
    printed = "".join(
        "".join(out.get("text", "")) for cell in cells for out in cell.get("outputs", ())
    )
    return re.sub(r"\s+", " ", text), printed


def found(network, **which):
    return carry.find(network, 20, wait=20, **which)


def test_all_starts_of_the_lstm_learn_it_and_none_of_the_plain_network():
    gated, plain = found("lstm", bias=1.0, updates=500), found("rnn", updates=500)
    assert (gated.solved, plain.solved) == (10, 0)
    assert max(gated.solved_at) < 300
    assert max(plain.right) < 0.7
    assert found("rnn", units=33).solved <= 2


def test_the_run_of_the_lesson_learns_with_the_packages_own_training():
    rng = np.random.default_rng(0)
    new = training.create(lstm, 2, 16, 1, rng=rng, dtype=np.float32, loss=losses.squared_distance)
    run = training.train(new, carry.batches(20, wait=20), 300, optimiser=training.adam(5e-3),
                         rng=np.random.default_rng(0), progress=False)  # fmt: skip
    xs, targets, _ = carry.batches(20, wait=20, N=500)(np.random.default_rng(999))
    z, _ = model.predict(run.model, xs)
    assert (np.sign(z[-1]) == targets[-1]).mean() > 0.98


def test_the_lessons_live_runs_separate_the_two(lesson):
    plain, gated = map(
        float,
        re.search(r"plain RNN: sign right in (\S+) .*?\nLSTM: +sign right in (\S+)", lesson[1])
        .groups(),
    )  # fmt: skip
    assert plain < 0.7
    assert gated > 0.98


def test_the_counts_in_the_text_are_those_stored(lesson):
    text = lesson[0]
    gated, slow = found("lstm", bias=1.0), found("rnn", rate=1e-3)
    assert f"{gated.solved} of 10" in text
    assert f"after {gated.median:.0f} updates in the middle" in text
    assert f"{slow.solved} of 10" in text
    known = [carry.find("rnn", lag, updates=2000).solved for lag in (20, 30, 40)]
    assert "{}, {} and {} of 20".format(*known) in text
    held, low = found("lstm", bias=1.0, held="i"), found("lstm", bias=0.0)
    assert f"{held.solved} of 10 still learn" in text
    assert f"started at $b_f = 0$, {low.solved} of 10" in text
    assert f"{found('relu', rate=1e-3).solved} of 10" in text


def test_what_arrives_is_about_the_same_near_and_not_far(lesson):
    rows = re.findall(r"20 to 24 steps back: (\S+), 36 to 40 steps back: (\S+)", lesson[1])
    (plain_near, plain_far), (near, far) = np.array(rows, float)
    assert 1 <= near / plain_near < 3
    assert far / plain_far > 10
