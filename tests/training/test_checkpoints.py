"""A checkpoint is whole or not there, and a file that is none is refused with a sentence."""

import os
import zipfile

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import lstm, rnn
from lstm_lab.data import text
from lstm_lab.training import archive, checkpoints

VOCABULARY = "abc"
ADAM = training.adam(3e-3)


def new_model(cell=rnn, H=7, vocabulary=VOCABULARY):
    return training.for_text(cell, vocabulary, H, rng=np.random.default_rng(3))


@pytest.fixture(scope="module")
def run():
    windows = text.windows(text.encode("abcabbcab" * 30, VOCABULARY), T=6, N=4)
    return training.train(new_model(), windows, 6, optimiser=ADAM, progress=False)


@pytest.fixture
def file(run, tmp_path):
    checkpoints.save(tmp_path / "run.npz", run)
    return tmp_path / "run.npz"


def test_the_file_holds_no_pickle(file):
    with np.load(file, allow_pickle=False) as archived:
        assert {archived[name].dtype.kind for name in archived.files} <= set("fiu")
        assert "params/cell/W" in archived.files


def test_saving_twice_gives_the_same_bytes(run, file, tmp_path):
    checkpoints.save(tmp_path / "again.npz", run)
    assert file.read_bytes() == (tmp_path / "again.npz").read_bytes()


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_crash_while_saving_leaves_the_old_file_whole(run, file, monkeypatch, call, error):
    def crash(*_):
        raise error

    old = file.read_bytes()
    monkeypatch.setattr(os, call, crash)
    with pytest.raises(type(error)):
        checkpoints.save(file, run._replace(step=99))
    assert file.read_bytes() == old
    assert os.listdir(file.parent) == ["run.npz"]


def test_a_crash_half_way_through_the_arrays_leaves_the_old_file_whole(run, file, monkeypatch):
    real = zipfile.ZipFile.open

    def crash(self, name, mode="r", **rest):
        if mode == "w" and "optimiser" in str(getattr(name, "filename", name)):
            raise OSError("disk full")
        return real(self, name, mode, **rest)

    old = file.read_bytes()
    monkeypatch.setattr(zipfile.ZipFile, "open", crash)
    with pytest.raises(OSError, match="disk full"):
        checkpoints.save(file, run)
    monkeypatch.undo()
    assert file.read_bytes() == old
    assert os.listdir(file.parent) == ["run.npz"]


def cut(content):
    return content[: len(content) // 2]


def flip(content):
    middle = content.index(b"params/cell/W") + 60
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [cut, flip, lambda c: b"", lambda c: b"not a zip file"])
def test_a_damaged_file_is_refused_by_name(file, damage):
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(archive.DamagedFileError, match=r"run\.npz cannot be read: it is damaged"):
        checkpoints.load(file, new_model(), ADAM)


def test_every_single_byte_cut_off_is_noticed(file):
    content = file.read_bytes()
    for size in range(0, len(content), 97):
        file.write_bytes(content[:size])
        with pytest.raises(archive.DamagedFileError):
            checkpoints.load(file, new_model(), ADAM)


@pytest.mark.parametrize(
    "arrays",
    [
        {"a": np.zeros(3)},
        {"facts": np.zeros(3, np.uint8)},
        {"facts": np.frombuffer(b"[1]", np.uint8)},
        {"facts": np.frombuffer(b"{}", np.uint8)},
        {"facts": np.array([print], dtype=object)},
    ],
)
def test_a_foreign_file_is_refused(tmp_path, arrays):
    np.savez(tmp_path / "other.npz", **arrays)
    with pytest.raises(archive.DamagedFileError, match=r"no file of lstm_lab"):
        checkpoints.load(tmp_path / "other.npz", new_model(), ADAM)


def test_a_single_array_is_not_a_checkpoint(tmp_path):
    np.save(tmp_path / "one.npy", np.zeros(3))
    with pytest.raises(archive.DamagedFileError, match=r"one\.npy cannot be read"):
        checkpoints.load(tmp_path / "one.npy", new_model(), ADAM)


def test_another_kind_of_file_is_refused(tmp_path):
    archive.write(tmp_path / "other.npz", "a recipe", {"a": np.zeros(3)}, {})
    with pytest.raises(archive.DamagedFileError, match="but it holds a recipe"):
        checkpoints.load(tmp_path / "other.npz", new_model(), ADAM)


@pytest.mark.parametrize(
    ("model", "optimiser", "message"),
    [
        (new_model(H=8), ADAM, r"params/cell/W should be \(8, 8\) .* is \(7, 7\)"),
        (new_model(lstm), ADAM, r"should hold \['params/cell/W_i'"),
        (new_model(), training.sgd(0.1), "should hold .*velocity"),
        (new_model(vocabulary="abd"), ADAM, "a model with other characters"),
    ],
)
def test_a_checkpoint_of_another_model_is_refused_saying_why(file, model, optimiser, message):
    with pytest.raises(archive.DamagedFileError, match=message):
        checkpoints.load(file, model, optimiser)


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        checkpoints.load(tmp_path / "none.npz", new_model(), ADAM)


def test_what_is_not_a_number_is_not_written(tmp_path):
    with pytest.raises(TypeError, match="a must be an array of numbers"):
        archive.write(tmp_path / "a.npz", "kind", {"a": np.array(["text"])}, {})
    assert os.listdir(tmp_path) == []
