import os
import sys

import nbformat
import pytest

from lstm_lab.publish import execute, source


def notebook(*cells, tags=()):
    cells = [
        nbformat.v4.new_code_cell(text, id=f"05_why-{n:02d}", metadata={"tags": list(tags)})
        for n, text in enumerate(cells)
    ]
    return source.finished(cells)


@pytest.fixture
def run(tmp_path):
    def run(*cells, seconds=60, tags=()):
        return execute.run(notebook(*cells, tags=tags), tmp_path / "05_why.ipynb", seconds)

    return run


PICTURES = (
    "import ipywidgets\nimport matplotlib.pyplot as plt\nprint('before')\nprint('after')",
    "plt.plot([1, 3, 2])\nplt.show()",
    "slider = ipywidgets.FloatSlider(2.5, description='w')\nslider",
    "ipywidgets.VBox([slider])",
    "slider",
)


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / "05_why.ipynb"
    return [execute.run(notebook(*PICTURES), path) for _ in range(2)]


def test_two_runs_with_a_picture_and_a_slider_give_the_same_bytes(two_runs):
    first, second = (nbformat.writes(ran) for ran in two_runs)
    assert "image/png" in first
    assert execute.WIDGET in first
    assert first == second


def test_one_widget_shown_twice_keeps_one_id_and_another_has_its_own(two_runs):
    shown = [cell.outputs[-1].data[execute.WIDGET]["model_id"] for cell in two_runs[0].cells[2:]]
    assert shown[0] == shown[2] != shown[1]


def test_a_run_keeps_no_times_and_no_widget_state(two_runs):
    assert "widgets" not in two_runs[0].metadata
    assert all("execution" not in cell.metadata for cell in two_runs[0].cells)


def test_pictures_are_kept_whatever_backend_the_environment_asks_for(run, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    ran = run("import matplotlib.pyplot as plt\nplt.plot([1, 3])\nplt.show()")
    assert "image/png" in ran.cells[0].outputs[-1].data


def test_pieces_of_one_stream_are_joined_and_displays_keep_their_place():
    pieces = [
        nbformat.v4.new_output("stream", text="a"),
        nbformat.v4.new_output("stream", text="b"),
        nbformat.v4.new_output("display_data", {"text/plain": "picture"}),
        nbformat.v4.new_output("stream", text="c"),
    ]
    cell = nbformat.v4.new_code_cell("", outputs=pieces, id="a")
    joined = execute.normalised(source.finished([cell]), "a").cells[0].outputs
    assert [output.get("text") for output in joined] == ["ab", None, "c"]


def test_the_kernel_is_this_python_in_the_notebooks_folder(run, tmp_path):
    said = run("import os, sys\nprint(sys.executable)\nprint(os.getcwd())").cells[0].outputs[0].text
    assert said.split("\n")[:2] == [sys.executable, os.path.realpath(tmp_path)]


def test_the_notebook_that_was_given_is_not_changed(tmp_path):
    given = notebook("1 + 1")
    execute.run(given, tmp_path / "05_why.ipynb")
    assert given.cells[0].outputs == []


def test_a_failing_cell_is_named_with_its_error(run):
    with pytest.raises(execute.ExecutionError) as raised:
        run("x = 1", "h = x / 0")
    assert str(raised.value).endswith(
        "05_why.ipynb, cell 1 (h = x / 0): ZeroDivisionError: division by zero"
    )


def test_a_cell_tagged_to_raise_may_raise(run):
    ran = run("1 / 0", tags=["raises-exception"])
    assert ran.cells[0].outputs[0].ename == "ZeroDivisionError"


def test_a_warning_fails_the_run(run):
    with pytest.raises(
        execute.ExecutionError, match=r"cell 0 \(import warnings\) writes to stderr"
    ):
        run("import warnings\nwarnings.warn('old name')")


def test_a_cell_that_does_not_end_is_named(run):
    with pytest.raises(execute.ExecutionError, match=r"cell 1 \(while True: pass\): no end after"):
        run("1", "while True: pass", seconds=5)


def test_a_kernel_that_dies_is_named(run):
    with pytest.raises(execute.ExecutionError, match=r"cell 1 .*: the kernel died"):
        run("import os", "os._exit(1)")


def test_a_kernel_that_hangs_at_its_start_is_started_once_more(run, tmp_path, monkeypatch):
    count_and_start = (
        "import pathlib, subprocess, sys, time\n"
        f"starts = pathlib.Path({str(tmp_path / 'starts')!r})\n"
        "starts.write_text(starts.read_text() + '.' if starts.exists() else '.')\n"
        "if starts.read_text() == '.': time.sleep(60)\n"
        "from ipykernel import kernelapp\n"
        "kernelapp.launch_new_instance()\n"
    )
    command = [sys.executable, "-c", count_and_start, *execute.KERNEL_COMMAND[3:]]
    monkeypatch.setattr(execute, "KERNEL_COMMAND", command)
    monkeypatch.setattr(execute, "STARTUP_SECONDS", 5)
    assert run("print('up')").cells[0].outputs[0].text == "up\n"
    assert (tmp_path / "starts").read_text() == ".."


def test_a_kernel_that_never_comes_up_fails_the_run(run, monkeypatch):
    monkeypatch.setattr(execute, "KERNEL_COMMAND", [sys.executable, "-c", "input()"])
    monkeypatch.setattr(execute, "STARTUP_SECONDS", 1)
    with pytest.raises(execute.ExecutionError, match=r"05_why\.ipynb: no end after"):
        run("1")


def test_a_run_inside_a_learners_workspace_is_refused(run, tmp_path):
    (tmp_path / ".lstm_lab").mkdir()
    (tmp_path / ".lstm_lab/manifest.json").write_text("{}")
    with pytest.raises(execute.ExecutionError, match="learner's workspace"):
        run("1")
