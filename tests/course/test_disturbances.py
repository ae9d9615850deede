"""A workspace with work in it is disturbed in more than fifty ways: no work is ever lost.

Each disturbance runs the command itself, and then once more without the disturbance. The learner's
files must have their bytes, the command must have said a sentence and shown no traceback, and the
second run must bring the folder fully up to date.
"""

import errno
import os
import shutil
import threading

import pytest

from lstm_lab import cli, progress
from lstm_lab.course import manifest, opening, server, workspace

PART = "exercises/1_recurrent_networks"
EDITED = f"{PART}/01_one_step.ipynb"
BESIDE = f"{PART}/01_one_step.new.ipynb"
RUN_ONLY = "notebooks/01_one_step.ipynb"
REMOVED = "notebooks/00_start_here.ipynb"
ADDED = "notebooks/02_next.ipynb"
PASSED = ".lstm_lab/mine/two.py"
WRITES = 24  # more than an update makes; the count is checked below


class Killed(BaseException):
    """Stands for the end of the process: nothing after it is cleaned up."""


@pytest.fixture
def course(shipped, home, notebook, monkeypatch):
    """A workspace with work in it; the shipped course has moved on; JupyterLab is not started."""
    folder = home / "lstm_lab_course"
    workspace.update(folder)
    workspace.remember(folder)
    notebook(folder / EDITED, "# One step", "def two():\n    return 1 + 1", "checks.two(two)")
    notebook(folder / RUN_ONLY, "# One step", "1 + 1", output="run by me")
    notebook(folder / "notebooks/own.ipynb", "# My own", "print('mine')")
    (folder / "notes.txt").write_text("my notes")
    monkeypatch.chdir(folder)
    progress.record_check("two", "correct", source="def two():\n    return 2")
    progress.record_prediction("01_pulse", 20, 103)
    monkeypatch.chdir(home)
    notebook(shipped / RUN_ONLY, "# One step", "2 + 2", output="4")
    task = "def two():\n    raise NotImplementedError"
    notebook(shipped / EDITED, "# One step", task, "checks.two(two)", check="two")
    notebook(shipped / ADDED, "# Next")
    (shipped / REMOVED).unlink()
    monkeypatch.setattr(opening, "_serve", lambda *arguments: 0)
    return folder


def work_of(course):
    """Return the bytes of all that the learner made, by path."""
    paths = [EDITED, "notebooks/own.ipynb", "notes.txt", PASSED, ".lstm_lab/progress.json"]
    return {path: (course / path).read_bytes() for path in paths}


def run(capsys, *arguments):
    """Run the command; return the exit code and all it said, of which none is a traceback."""
    code = cli.main(arguments or ["--no-browser"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert code == 0 or err.strip().endswith("."), err
    return code, out + err


def assert_whole(course, shipped, work, capsys):
    """Run undisturbed: the work is there, and the folder is fully up to date, once."""
    code, _ = run(capsys)
    assert code == 0
    kept = {path: (course / path).read_bytes() for path in work}
    assert kept == work
    for path, source in ((RUN_ONLY, RUN_ONLY), (BESIDE, EDITED), (ADDED, ADDED)):
        assert (course / path).read_bytes() == manifest.fresh(shipped / source)
    assert (course / REMOVED).is_file()
    assert len(list((course / PART).glob("*.ipynb"))) == 2
    assert "1 of 1 exercises passed." in run(capsys, "status")[1]
    code, said = run(capsys)
    assert (code, said.count("\n")) == (0, 1), "a third run has nothing to say"


def disturb(monkeypatch, number, failure, after=False):
    """Let the number-th write fail: before it is done, or right after. Return the list of calls."""
    calls = []

    def wrap(module, name):
        real = getattr(module, name, open)

        def disturbed(*arguments, **options):
            if name == "mkdir" and os.path.isdir(arguments[0]):  # nothing to write
                return real(*arguments, **options)
            calls.append(name)
            done = real(*arguments, **options) if after else None
            if len(calls) == number:
                if name == "open" and done:
                    done.close()  # as the end of a process does
                raise failure
            return done if after else real(*arguments, **options)

        monkeypatch.setattr(module, name, disturbed, raising=False)

    wrap(progress, "open")
    for name in ("replace", "fsync", "mkdir"):
        wrap(os, name)
    if isinstance(failure, Killed):
        monkeypatch.setattr(os, "unlink", lambda *arguments, **options: None)
    return calls


def test_there_are_fewer_write_points_than_are_tried(course, monkeypatch, capsys):
    calls = disturb(monkeypatch, 0, None)
    run(capsys)
    assert 10 < len(calls) < WRITES


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(1, WRITES))
def test_a_kill_at_any_write_loses_nothing(course, shipped, monkeypatch, capsys, number, after):
    work = work_of(course)
    with monkeypatch.context() as patched:
        calls = disturb(patched, number, Killed(), after)
        try:
            run(capsys)
        except Killed:
            assert len(calls) == number
        else:
            assert len(calls) < number
    assert_whole(course, shipped, work, capsys)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("number", range(1, WRITES, 2))
def test_a_disk_that_fails_at_any_write_is_told(course, shipped, monkeypatch, capsys, number, code):
    work = work_of(course)
    with monkeypatch.context() as patched:
        calls = disturb(patched, number, OSError(code, os.strerror(code), str(course / "x")))
        exit_code, said = run(capsys)
    if len(calls) >= number:
        assert exit_code == 1
        full = "The disk is full" if code == errno.ENOSPC else "cannot be written to"
        assert full in said
    assert not list(course.rglob("*.tmp"))
    assert_whole(course, shipped, work, capsys)


@pytest.mark.parametrize("path", [EDITED, RUN_ONLY, REMOVED, PASSED])
@pytest.mark.parametrize("broken", [b"", b"{\n", b"\xff\xfe\x00", b"[1]"], ids=range(4))
def test_a_damaged_file_stays_and_nothing_else_is_lost(course, capsys, path, broken):
    work = work_of(course)
    (course / path).write_bytes(broken)
    code, said = run(capsys)
    assert code == 0
    assert (course / path).read_bytes() == broken
    work.pop(path, None)
    assert {kept: (course / kept).read_bytes() for kept in work} == work
    if path in (EDITED, RUN_ONLY):
        assert f"{path} is damaged" in said
        assert (course / path.replace(".ipynb", ".new.ipynb")).is_file()


@pytest.mark.parametrize("name", ["manifest.json", "progress.json"])
@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff", b'{"delivered": 1, "checks": 1}'])
def test_a_damaged_record_is_kept_aside_and_told(course, monkeypatch, capsys, name, broken):
    work = work_of(course)
    work.pop(".lstm_lab/progress.json")
    file = course / ".lstm_lab" / name
    file.write_bytes(broken)
    _, said = run(capsys)
    if name == "progress.json":
        monkeypatch.chdir(course)
        with pytest.warns(progress.ProgressWarning) as caught:
            progress.record_check("other", "not yet")
        said = str(caught[0].message)
    assert f"{name}.corrupt-1" in said
    assert file.with_name(f"{name}.corrupt-1").read_bytes() == broken
    assert {path: (course / path).read_bytes() for path in work} == work
    assert "1 of 1 exercises passed." in run(capsys, "status")[1]


@pytest.mark.parametrize("gone", [".lstm_lab/manifest.json", ".lstm_lab/progress.json"])
def test_a_deleted_record_costs_no_work(course, capsys, gone):
    work = work_of(course)
    work.pop(gone, None)
    (course / gone).unlink()
    assert run(capsys)[0] == 0
    assert {path: (course / path).read_bytes() for path in work} == work


def test_a_moved_folder_is_asked_for_and_goes_on(course, shipped, home, capsys):
    work = work_of(course)
    moved = home / "elsewhere"
    shutil.move(course, moved)
    code, said = run(capsys)
    assert code == 2
    assert f"{course} is not there any more" in said
    assert not course.exists()
    assert run(capsys, "--no-browser", "--workspace", str(moved))[0] == 0
    assert_whole(moved, shipped, work, capsys)


def test_a_copied_folder_does_not_open_the_originals_server(course, home, monkeypatch):
    copy = home / "copy"
    record = f'{{"port": 1, "token": "t", "pid": 1, "workspace": "{course}"}}'
    (course / ".lstm_lab/server.json").write_text(record)
    shutil.copytree(course, copy)
    monkeypatch.setattr(server, "_answers", lambda found: True)
    assert server.running(course).port == 1
    assert server.running(copy) is None


@pytest.mark.parametrize("record", ["", "[]", "{", '{"port": "x"}', '{"port": 1, "token": "t"}'])
def test_a_broken_note_of_the_server_counts_as_none(course, shipped, capsys, record):
    work = work_of(course)
    (course / ".lstm_lab/server.json").write_text(record)
    assert_whole(course, shipped, work, capsys)


def test_while_the_course_is_open_a_second_command_changes_nothing(course, monkeypatch, capsys):
    monkeypatch.setattr(server, "running", lambda folder: server.Server(8888, "t", 1))
    before = {p: p.read_bytes() for p in course.rglob("*") if p.is_file()}
    code, said = run(capsys)
    assert (code, "open already" in said) == (0, True)
    assert {p: p.read_bytes() for p in course.rglob("*") if p.is_file()} == before


def test_two_commands_at_once_deliver_once(course, shipped, capsys):
    work = work_of(course)
    codes = []
    threads = [threading.Thread(target=lambda: codes.append(_update(course))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(told) for told in codes) == 3
    assert_whole(course, shipped, work, capsys)


def _update(course):
    return workspace.update(course)


@pytest.mark.parametrize("verb", [["reset", "1"], ["solution", "1"], ["submit", "1"]])
def test_the_verbs_that_copy_take_nothing_away(course, shipped, capsys, verb):
    work = work_of(course)
    for _ in range(3):
        assert run(capsys, *verb)[0] == 0
    assert {path: (course / path).read_bytes() for path in work} == work
