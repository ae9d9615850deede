"""The network of Start here: shipped whole, small, and better than counting."""

import shutil

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import lstm
from lstm_lab.data import ngrams, text
from lstm_lab.training import archive, start_here


@pytest.fixture(scope="module")
def shipped():
    return start_here.load()


def test_the_file_is_small():
    assert start_here.path().stat().st_size < 600_000


def test_the_shipped_network_beats_counting_on_text_it_was_not_trained_on(shipped):
    corpus = text.load()
    string = text.keep_known(corpus.test[:4000], shipped.model.vocabulary)
    K = len(corpus.vocabulary)
    counting = ngrams.fit(text.encode(corpus.train, corpus.vocabulary), K, 4)
    bits = ngrams.bits_per_character(counting, text.encode(string, corpus.vocabulary))
    ids = text.encode(string, shipped.model.vocabulary)
    assert training.bits_per_character(shipped.model, ids) < bits


def test_the_shipped_network_writes_on(shipped):
    written = training.continue_text(
        shipped.model, "The following ", 200, rng=np.random.default_rng(0), temperature=0.5
    )
    assert len(written) == 200
    assert 15 < written.count(" ") < 80


def test_the_unit_follows_its_flag_on_a_text_of_its_own(shipped):
    string = text.keep_known(text.load().test[:6000], shipped.model.vocabulary)
    values = start_here.cell_values(shipped.model, text.encode(string, shipped.model.vocabulary))
    assert abs(values).max() <= 1
    r = start_here.correlations(values, start_here.FLAGS[shipped.flag](string))
    assert r[shipped.unit] * np.sign(shipped.correlation) > 0.25


def test_a_changed_number_is_noticed(shipped, tmp_path, monkeypatch):
    file = tmp_path / "start_here.npz"
    shutil.copy(start_here.path(), file)
    named, facts = archive.read(file, start_here.KIND)
    named["readout/b_y"] = named["readout/b_y"] + np.float16(0.5)
    archive.write(file, start_here.KIND, named, facts)
    monkeypatch.setattr(start_here, "path", lambda: file)
    with pytest.raises(archive.DamagedFileError, match="do not fit its sha256"):
        start_here.load()


def test_training_it_again_writes_a_file_that_loads(tmp_path, monkeypatch):
    words = np.random.default_rng(0).choice(['say "yes yes" to', "call (a b) of", "it is"], 1500)
    corpus = text.split("\n\n".join(f"{k} {word}" for k, word in enumerate(words)))
    file = tmp_path / "start_here.npz"
    model = start_here.fit(corpus, phases=((3, 1e-2), (5, 1e-3)), hidden=9, progress=False)
    facts = start_here.save(model, corpus, file)
    monkeypatch.setattr(start_here, "path", lambda: file)
    loaded = start_here.load()
    assert loaded.model.vocabulary == corpus.vocabulary
    assert loaded.bits == facts["bits"] < np.log2(len(corpus.vocabulary))
    assert loaded.corpus == text.describe(corpus)
    kept = model.params.cell.U_f
    np.testing.assert_allclose(loaded.model.params.cell.U_f, kept, rtol=1e-3, atol=1e-6)


def test_a_flag_is_on_from_its_opening_to_before_its_close():
    flags = start_here.inside_parentheses("a(b(c)d)e)f")
    assert "".join("01"[int(on)] for on in flags) == "01111110000"
    flags = start_here.inside_quotes('a"bc"d"e\n\nf"')
    assert "".join("01"[int(on)] for on in flags) == "011100110001"


def test_a_unit_that_is_its_flag_correlates_fully(rng):
    flags = rng.integers(0, 2, 50) == 1
    values = np.column_stack([flags, -2.0 * flags + 1, np.ones(50)])
    np.testing.assert_allclose(start_here.correlations(values, flags), [1, -1, 0], atol=1e-12)


def test_the_values_are_those_of_the_cell_step_by_step(rng):
    model = training.for_text(lstm, "abc", 4, rng=rng)
    ids = np.array([0, 2, 1])
    state = lstm.initial_state(model.params.cell, 1)
    for k, value in zip(ids, start_here.cell_values(model, ids), strict=True):
        x = np.eye(3, dtype=np.float32)[[k]]
        state, _ = lstm.step(model.params.cell, x, *state)
        np.testing.assert_allclose(value, np.tanh(state[1][0]), rtol=1e-6)
