"""A small course to deliver: two lessons, one with an exercise and its solution."""

import json

import pytest


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, so that no real workspace is found or remembered."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("LSTM_LAB_HOME", str(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def shipped(home, tmp_path, monkeypatch):
    """The shipped course; `content.root()` is this folder."""
    folder = tmp_path / "shipped"
    write_course(folder)
    monkeypatch.setattr("lstm_lab.course.content.root", lambda: folder)
    return folder


@pytest.fixture
def notebook():
    """The function that writes a notebook: notebook(path, *sources, output=None, check=None)."""
    return write_notebook


def write_course(folder):
    """Write lessons 00 and 01, the exercise and the solution of 01."""
    part = "1_recurrent_networks"
    write_notebook(folder / "notebooks/00_start_here.ipynb", "# Start here", output="0")
    write_notebook(folder / "notebooks/01_one_step.ipynb", "# One step", "1 + 1", output="2")
    exercise, solution = "raise NotImplementedError()", "return 2"
    for kind, body in (("exercises", exercise), ("solutions", solution)):
        source = f"def two():\n    {body}"
        path = folder / kind / part / "01_one_step.ipynb"
        write_notebook(path, "# One step", source, "checks.two(two)", check="two")


def write_notebook(path, *sources, output=None, check=None):
    """Write a notebook whose first cell is Markdown; the last one is the check's, if named."""
    cells = [{"cell_type": "markdown", "metadata": {}, "source": sources[0]}]
    for source in sources[1:]:
        outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
        cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": outputs}
        cells.append({**cell, "execution_count": 1 if output else None})
    if check:
        mark = {"grade": True, "grade_id": f"check_{check}", "locked": True, "points": 1}
        mark |= {"schema_version": 3, "solution": False, "task": False}
        cells[-1]["metadata"] = {"nbgrader": mark}
    for number, cell in enumerate(cells):
        cell["id"] = f"{path.stem}-{number:02d}"
    path.parent.mkdir(parents=True, exist_ok=True)
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=1) + "\n", encoding="utf-8")
