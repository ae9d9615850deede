"""Progress is kept, never lost, and never stops a lesson."""

import errno
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from lstm_lab import progress


@pytest.fixture
def workspace(workspace, monkeypatch):
    """An empty workspace; the working directory is its notebooks folder."""
    (workspace / "notebooks").mkdir()
    monkeypatch.chdir(workspace / "notebooks")
    return workspace


def test_the_workspace_is_found_upward_and_only_by_its_manifest(workspace, tmp_path):
    (tmp_path / "notebooks" / ".lstm_lab").mkdir()
    assert progress.find_workspace() == workspace
    assert progress.find_workspace(tmp_path / "notebooks") == workspace
    (tmp_path / ".lstm_lab" / "manifest.json").unlink()
    assert progress.find_workspace() is None


def test_a_deleted_working_directory_is_no_workspace(workspace, monkeypatch):
    monkeypatch.chdir(workspace)

    def gone():
        raise FileNotFoundError

    monkeypatch.setattr(progress.Path, "cwd", gone)
    assert progress.find_workspace() is None


def test_outside_a_workspace_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    progress.record_check("rnn_step", "correct", source="def rnn_step(): pass")
    progress.record_prediction("01", 20, 103)
    assert progress.read() == {"checks": {}, "predictions": {}}
    assert list(tmp_path.iterdir()) == []


def test_attempts_are_counted_and_a_cell_not_started_is_none(workspace):
    for status in ("not started", "not yet", "not yet", "correct"):
        progress.record_check("rnn_step", status)
    entry = progress.read()["checks"]["rnn_step"]
    assert (entry["attempts"], entry["best"], entry["last"]) == (3, "correct", "correct")


def test_what_was_passed_stays_passed_and_the_last_result_is_told_too(workspace):
    progress.record_check("rnn_step", "correct")
    file = workspace / ".lstm_lab" / "progress.json"
    today = progress.read()["checks"]["rnn_step"]["first_passed"]
    first = "2024-06-07T10:00:00"
    file.write_text(file.read_text().replace(today, first))
    progress.record_check("rnn_step", "not yet", mistake="tanh-missing")
    progress.record_check("rnn_step", "correct")
    progress.record_check("rnn_step", "not yet", mistake="tanh-missing")
    entry = progress.read()["checks"]["rnn_step"]
    assert (entry["best"], entry["last"]) == ("correct", "not yet")
    assert (entry["mistake"], entry["first_passed"]) == ("tanh-missing", first)


def test_grading_a_students_work_is_not_the_workspaces_owners_success(workspace, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    progress.record_check("two", "correct", source="def two():\n    return 2\n")
    assert progress.read()["checks"] == {}
    assert not (workspace / ".lstm_lab/mine/two.py").exists()


def test_running_the_given_solution_is_not_the_learners_success(workspace, monkeypatch):
    (workspace / "solutions" / "1_part").mkdir(parents=True)
    monkeypatch.chdir(workspace / "solutions" / "1_part")
    progress.record_check("rnn_step", "correct", source="def rnn_step(): pass")
    assert progress.read()["checks"] == {}
    assert not (workspace / ".lstm_lab" / "mine").exists()


def test_a_file_system_without_locks_is_no_hindrance(workspace, monkeypatch):
    fcntl = pytest.importorskip("fcntl", reason="only where there is flock")

    def no_locks(*arguments):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    monkeypatch.setattr(progress, "_PATIENCE", 600)
    progress.record_check("rnn_step", "not yet")
    assert progress.read()["checks"]["rnn_step"]["attempts"] == 1


def test_the_first_guess_of_a_prediction_stays(workspace):
    progress.record_prediction("01_pulse", np.float64(20), np.array([1.5, 2]))
    progress.record_prediction("01_pulse", 103, 103)
    entry = progress.read()["predictions"]["01_pulse"]
    assert (entry["guess"], entry["last"], entry["truth"], entry["tries"]) == (20, 103, 103, 2)


def test_the_source_is_kept_when_the_check_passed_and_only_then(workspace):
    mine = workspace / ".lstm_lab" / "mine" / "rnn_step.py"
    progress.record_check("rnn_step", "not yet", source="def rnn_step(): wrong")
    assert not mine.exists()
    progress.record_check("rnn_step", "correct", source="  def rnn_step():\n      right")
    progress.record_check("rnn_step", "not yet", source="def rnn_step(): wrong")
    assert mine.read_text() == "def rnn_step():\n    right\n"


def test_a_name_that_leaves_the_folder_is_refused_with_a_warning(workspace):
    with pytest.warns(progress.ProgressWarning, match="not a function's name"):
        progress.record_check("../../x", "correct", source="def x(): pass")
    assert not list(workspace.rglob("x.py"))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'{"checks": []}',
        b'{"checks": {"rnn_step": 3}}',
        b'{"checks": {"rnn_step": {"attempts": "x", "best": "correct"}}}',
        b'{"predictions": {"a": {}}}',
        b"[" * 100_000,
    ],
    ids=range(9),
)
def test_a_broken_record_is_kept_aside_and_passed_functions_still_count(workspace, broken):
    progress.record_check("rnn_step", "correct", source="def rnn_step(): pass")
    file = workspace / ".lstm_lab" / "progress.json"
    for number in (1, 2):
        file.write_bytes(broken)
        with pytest.warns(progress.ProgressWarning, match="cannot be read"):
            assert progress.read()["checks"]["rnn_step"]["best"] == "correct"
        with pytest.warns(progress.ProgressWarning, match=f"corrupt-{number}"):
            progress.record_check("softmax", "not yet")
        assert file.with_name(f"progress.json.corrupt-{number}").read_bytes() == broken
        checks = progress.read()["checks"]
        assert (checks["rnn_step"]["best"], checks["softmax"]["attempts"]) == ("correct", 1)


def test_unknown_entries_of_a_newer_version_are_kept(workspace):
    file = workspace / ".lstm_lab" / "progress.json"
    file.write_text(json.dumps({"checks": {}, "predictions": {}, "badges": [1]}))
    progress.record_check("rnn_step", "not yet")
    assert json.loads(file.read_text())["badges"] == [1]


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_or_read_only_disk_warns_and_loses_nothing(workspace, monkeypatch, call, number):
    progress.record_check("rnn_step", "correct", source="def rnn_step(): pass")
    before = {p: p.read_bytes() for p in workspace.rglob("*") if p.is_file()}

    def fail(*arguments, **options):
        raise OSError(number, os.strerror(number))

    target = progress if call == "open" else os
    monkeypatch.setattr(target, call, fail, raising=False)
    with pytest.warns(progress.ProgressWarning, match=os.strerror(number)):
        progress.record_check("rnn_step", "correct", source="def rnn_step(): other")
    with pytest.warns(progress.ProgressWarning, match=os.strerror(number)):
        progress.record_prediction("a", 1, 2)
    monkeypatch.undo()
    assert {p: p.read_bytes() for p in workspace.rglob("*") if p.is_file()} == before


def test_two_kernels_at_once_lose_no_count(workspace):
    script = (
        "from lstm_lab import progress\n"
        "for k in range(40): progress.record_check('rnn_step', 'not yet')"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", script], cwd=workspace) for _ in range(2)]
    assert [kernel.wait(60) for kernel in kernels] == [0, 0]
    assert progress.read()["checks"]["rnn_step"]["attempts"] == 80


def test_a_lock_held_for_ever_delays_and_does_not_stop(workspace, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.05)
    with progress.locked(workspace / ".lstm_lab" / "progress.lock"):
        progress.record_check("rnn_step", "not yet")
    assert progress.read()["checks"]["rnn_step"]["attempts"] == 1


def test_it_needs_the_standard_library_only():
    script = "import sys, lstm_lab.progress; print('numpy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert out.stdout == "False\n"
