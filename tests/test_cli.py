"""The command says what it does in plain sentences, with an exit code, and never a traceback."""

import contextlib
import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

import lstm_lab
from lstm_lab import cli, progress
from lstm_lab.course import content, server, workspace

ADDRESS = re.compile(r"^http://127\.0\.0\.1:(\d+)/lab\S*\?token=[0-9a-f]{48}$", re.MULTILINE)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, which is the working directory."""
    monkeypatch.setenv("LSTM_LAB_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shipped(home, monkeypatch):
    """A course of one lesson with an exercise and its solution, the course that is delivered."""
    folder = home / "shipped"
    mark = {"nbgrader": {"grade": True, "grade_id": "check_rnn_step"}}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# One step"},
        {"cell_type": "code", "metadata": mark, "source": "1", "outputs": []},
    ]
    for kind in ("notebooks", "exercises/1_recurrent_networks", "solutions/1_recurrent_networks"):
        (folder / kind).mkdir(parents=True)
        book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (folder / kind / "01_one_step.ipynb").write_text(json.dumps(book))
    monkeypatch.setattr(content, "root", lambda: folder)
    return folder


@pytest.fixture
def course(shipped, home):
    """The learner's copy, at its default place."""
    folder = home / "lstm_lab_course"
    workspace.update(folder)
    return folder


@pytest.fixture
def run(capsys):
    """The function that runs the command and returns (exit code, stdout, stderr)."""

    def run(*arguments):
        try:
            code = cli.main(arguments)
        except SystemExit as stop:  # argparse
            code = stop.code
        return code, *capsys.readouterr()

    return run


def test_help_imports_nothing_heavy():
    script = (
        "import sys\nfrom lstm_lab.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'matplotlib', 'jupyterlab', 'jupyter_core', 'nbformat',"
        " 'ipywidgets', 'http.client') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert out.stdout.endswith("[]\n"), out.stderr
    assert "lstm-lab" in out.stdout


def test_the_version_is_the_packages(run):
    assert run("--version") == (0, f"lstm-lab {lstm_lab.__version__}\n", "")


def test_every_verb_has_help(run):
    for verb in cli.VERBS:
        code, out, _ = run(verb, "--help")
        assert (code, verb in out) == (0, True)


def test_without_a_verb_the_course_is_opened_with_the_options_given(run, home, monkeypatch):
    from lstm_lab.course import opening

    seen = []
    monkeypatch.setattr(opening, "open_course", lambda *a: seen.append(a[:3]) or 0)
    for arguments in ([], ["open"], ["--no-browser", "--port", "9000"]):
        assert run(*arguments)[0] == 0
    place = home / "lstm_lab_course"
    assert seen == [(place, None, True)] * 2 + [(place, 9000, False)]


@pytest.mark.parametrize("arguments", [["frobnicate"], ["reset"], ["open", "--port", "x"]])
def test_a_wrong_command_line_is_the_users_error(run, arguments):
    code, _, err = run(*arguments)
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["status"], "There is no course folder at"),
        (["reset", "01"], "There is no course folder at"),
        (["solution", "01"], "There is no course folder at"),
        (["submit", "1"], "There is no course folder at"),
        (["build"], "Only a checkout of the project can be built"),
        (["new-lesson", "26", "x"], "Only a checkout of the project can take a new lesson"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, shipped, arguments, sentence):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"lstm-lab: {sentence}")
    assert err.count("\n") == 1


def test_the_path_is_printed_alone(run, course):
    assert run("path") == (0, f"{course}\n", "")
    assert run("path", "--workspace", str(course / "x"))[1] == f"{course / 'x'}\n"


def test_the_status_shows_lessons_checks_and_predictions(run, course, monkeypatch):
    monkeypatch.chdir(course)
    assert "rnn_step                not started" in run("status")[1]
    progress.record_check("rnn_step", "not yet")
    progress.record_prediction("01_pulse", 20, 102.96)
    _, out, _ = run("status")
    assert "One step" in out
    assert "rnn_step                not yet (1 attempt)" in out
    assert "0 of 1 exercises passed." in out
    assert "01 · pulse: you guessed 20, it was 103" in out
    assert out.startswith("Part 1 · recurrent networks\n")
    progress.record_check("rnn_step", "correct")
    assert "1 of 1 exercises passed." in run("status")[1]


def test_the_status_names_a_damaged_notebook_and_a_broken_record(run, course):
    (course / "notebooks/01_one_step.ipynb").write_text("{")
    (course / ".lstm_lab/progress.json").write_text("{")
    code, out, err = run("status")
    assert code == 0
    assert "01_one_step.ipynb: it is not a notebook" in out
    assert err.startswith("lstm-lab: Your progress record cannot be read")
    assert "Warning" not in err


def test_reset_solution_and_submit_say_where_the_file_is(run, course, monkeypatch):
    out = run("reset", "1")[1]
    assert out.startswith(f"In {course}:\n")
    assert "01_one_step.fresh.ipynb" in out
    assert run("solution", "1")[0] == 2
    monkeypatch.chdir(course)
    progress.record_check("rnn_step", "not yet")
    assert "solutions/1_recurrent_networks/01_one_step.ipynb" in run("solution", "1")[1]
    code, out, _ = run("submit", "1", "--student", "mary")
    assert code == 0
    *said, last = out.splitlines()
    assert os.path.isfile(last.removeprefix("Hand in this file: "))
    assert said[0] == "In it, as the files were last saved:"
    assert "0 of 1 checks passed; not passed: rnn_step" in said[1]


def test_submit_says_whose_name_it_took_when_none_was_given(run, course, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "mary__ann")
    out = run("submit", "1")[1]
    assert "\nYour name in it is mary_ann; --student NAME sets another.\n" in out
    assert "1_recurrent_networks__mary_ann__" in out
    assert "Your name" not in run("submit", "1", "--student", "eve")[1]


def test_a_damaged_exercise_is_not_handed_in(run, course):
    (course / "exercises/1_recurrent_networks/01_one_step.ipynb").write_text("{")
    code, _, err = run("submit", "1")
    assert code == 2
    assert "cannot be handed in" in err


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "cannot be written to (Read-only file system)"),
        (errno.EACCES, "cannot be written to (Permission denied)"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_refuses_is_a_sentence_and_exit_code_1(
    run, course, monkeypatch, number, sentence
):
    def refuse(path, content):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(progress, "write_atomically", refuse)
    code, out, err = run("reset", "1")
    assert (code, out) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_a_missing_course_is_a_sentence(run, home, monkeypatch):
    def missing():
        raise FileNotFoundError("The course's notebooks are nowhere: please install it again.")

    monkeypatch.setattr(content, "root", missing)
    code, _, err = run("status", "--workspace", str(home))
    assert (code, err.count("\n")) == (1, 1)
    assert "nowhere: please install it again" in err


def test_build_prints_what_it_wrote_and_check_what_differs(run, home, shipped, monkeypatch):
    from lstm_lab.publish import build

    (shipped / "pyproject.toml").write_text("")
    monkeypatch.setattr(build, "build", lambda root, names: [root / name for name in names])
    monkeypatch.setattr(build, "check", lambda root, names: names and [f"{names[0]} differs."])
    assert run("build", "01") == (0, f"{shipped / '01'}\n", "")
    assert run("build", "--check", "01") == (1, "01 differs.\n", "")
    assert run("build", "--check")[0] == 0

    def fail(root, names):
        raise build.BuildError("01, cell 3: ZeroDivisionError")

    monkeypatch.setattr(build, "build", fail)
    assert run("build") == (1, "", "lstm-lab: 01, cell 3: ZeroDivisionError\n")


def test_doctor_finds_nothing_wrong_here(run, course):
    code, out, _ = run("doctor")
    assert "!!" not in out
    assert (code, out.splitlines()[-1]) == (0, "All is well.")


def test_doctor_names_what_is_wrong_and_fails(run, course, monkeypatch):
    from lstm_lab.course import doctor

    monkeypatch.setattr(doctor, "PACKAGES", ("no_such_package",))
    monkeypatch.setattr(doctor.sys, "executable", "/no/python")
    monkeypatch.setattr(doctor, "NEEDED_MEGABYTES", 2**60)
    (course / "notebooks/01_one_step.ipynb").write_text("{")
    (course / ".lstm_lab/progress.json").write_text("{")
    code, out, _ = run("doctor")
    wrong = [line for line in out.splitlines() if line.startswith("!!")]
    assert code == 1
    for part in (
        "no_such_package cannot be used",
        "notebooks' Python does not start",
        "disk is almost full",
        "01_one_step.ipynb is damaged",
        "progress.json is damaged",
    ):
        assert any(part in line for line in wrong), part
    assert (course / ".lstm_lab/progress.json").read_text() == "{"


def test_doctor_calls_an_old_python_too_old():
    from lstm_lab.course import doctor

    assert not doctor.python_version((3, 10, 1))[0]
    assert doctor.python_version((3, 11, 0))[0]


@pytest.mark.parametrize("port", ["0", "70000", "-1"])
def test_an_impossible_port_is_the_users_error(run, shipped, port):
    code, _, err = run("--no-browser", "--port", port)
    assert code == 2
    assert f"{port} is not a port" in err


def test_a_port_in_use_is_named_with_what_to_do(run, shipped):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, err = run("--no-browser", "--port", str(port))
    assert code == 2
    assert f"Port {port} is in use by another program; give another number" in err


def test_a_jupyterlab_that_does_not_start_says_why_and_where_to_look(run, shipped, monkeypatch):
    monkeypatch.setattr(server, "OPTIONS", {"ServerApp.ip": "no such host"})
    code, _, err = run("--no-browser")
    assert code == 1
    assert "JupyterLab did not start. It said: " in err
    assert "jupyterlab.log" in err


@pytest.fixture
def start():
    """The function that starts the command as a learner does; its pipes are closed at the end."""
    with contextlib.ExitStack() as pipes:
        yield lambda home, *arguments: start_command(pipes, home, *arguments)


def start_command(pipes, home, *arguments):
    """Start the command; return the process and its first lines."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom lstm_lab.course import content\n"
        f"content.root = lambda: Path({str(home / 'shipped')!r})\n"
        "from lstm_lab.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "--no-browser", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    pipes.enter_context(process.stdout)
    guard = threading.Timer(150, process.kill)  # reading below must not wait for ever
    guard.daemon = True
    guard.start()
    lines = []
    while not lines or not ADDRESS.match(lines[-1]):
        line = process.stdout.readline()
        if not line:
            raise AssertionError("".join(lines))
        lines.append(line)
    return process, "".join(lines)


def test_the_course_opens_is_found_by_a_second_command_and_ends_cleanly(shipped, home, start):
    first, said = start(home)
    place = home / "lstm_lab_course"
    assert f"Your course folder: {place}\n" in said
    address = ADDRESS.search(said)[0]
    assert "/lab/tree/notebooks/01_one_step.ipynb?" in address
    child = server.running(place).pid
    second, said = start(home)
    assert ADDRESS.search(said)[0] == address
    assert "open already" in said
    assert second.wait(60) == 0
    assert (place / ".lstm_lab/server.json").stat().st_mode & 0o77 == 0
    first.terminate()
    assert first.wait(60) == 0
    assert first.stdout.read().endswith(f"Closed. Your work is in {place}.\n")
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert server.running(place) is None
    assert workspace.locate() == place


def test_two_commands_at_once_start_one_server(shipped, home, start):
    found = []
    threads = [threading.Thread(target=lambda: found.append(start(home))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    addresses = {ADDRESS.search(said)[0] for _, said in found}
    for process, said in found:
        if "open already" not in said:
            process.send_signal(signal.SIGINT)
    assert [process.wait(60) for process, _ in found] == [0, 0]
    assert len(addresses) == 1
    assert sorted("open already" in said for _, said in found) == [False, True]


def test_a_server_whose_command_was_killed_is_found_again(shipped, home, start):
    first, said = start(home)
    first.kill()
    first.wait(60)
    second, again = start(home)
    assert ADDRESS.search(said)[0] == ADDRESS.search(again)[0]
    assert second.wait(60) == 0
    found = server.running(home / "lstm_lab_course")
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while server.running(home / "lstm_lab_course") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server.running(home / "lstm_lab_course") is None
