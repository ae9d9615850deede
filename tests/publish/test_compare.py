import copy

import nbformat
import pytest

from lstm_lab.publish import compare, source


@pytest.fixture
def expected():
    texts = ["import numpy as np", "x = 1", "x"]
    cells = [nbformat.v4.new_code_cell(text, id=f"a-{n}") for n, text in enumerate(texts)]
    return source.finished(cells)


@pytest.fixture
def compared(expected, tmp_path):
    def compared(spoil, ran=True):
        stored = copy.deepcopy(expected)
        for number, cell in enumerate(stored.cells):
            cell.execution_count = number + 1 if ran else None
        spoil(stored)
        path = tmp_path / "a.ipynb"
        path.write_text(nbformat.writes(stored) + "\n", encoding="utf-8")
        return compare.differences("a.ipynb", expected, path, ran)

    return compared


def untouched(stored):
    pass


def new_cell(text):
    return nbformat.v4.new_code_cell(text, id="new", execution_count=9)


@pytest.mark.parametrize("ran", [True, False])
def test_a_notebook_as_built_differs_in_nothing(compared, ran):
    assert compared(untouched, ran) == []


SPOILED = {
    "the source of cell 1 changed": lambda nb: nb.cells[1].update(source="x = 2"),
    "cell 1 of the source is missing": lambda nb: nb.cells.pop(1),
    "cell 0 is not in the source": lambda nb: nb.cells.insert(0, new_cell("new")),
    "cell 3 is not in the source": lambda nb: nb.cells.append(new_cell("new")),
    "the metadata of the notebook differ": lambda nb: nb.metadata.update(widgets={}),
    "the tags or the id of cell 2 changed": lambda nb: nb.cells[2].metadata.update(tags=["x"]),
    "the tags or the id of cell 0 changed": lambda nb: nb.cells[0].update(id="b-0"),
    "cell 2 was not run": lambda nb: nb.cells[2].update(execution_count=None),
}


@pytest.mark.parametrize("sentence", SPOILED)
def test_each_difference_is_one_sentence_that_names_the_file_and_the_cell(compared, sentence):
    assert compared(SPOILED[sentence]) == [f"a.ipynb: {sentence}."]


def test_an_exercise_may_not_hold_outputs(compared):
    found = compared(lambda nb: nb.cells[2].update(execution_count=1), ran=False)
    assert found == ["a.ipynb: cell 2 of an exercise holds an output."]


def test_a_file_in_another_form_is_reported(expected, tmp_path):
    for cell in expected.cells:
        cell.execution_count = 1
    path = tmp_path / "a.ipynb"
    path.write_text(nbformat.writes(expected, indent=4), encoding="utf-8")
    found = compare.differences("a.ipynb", expected, path, ran=True)
    assert found == ["a.ipynb: the file is not in the form that the build writes."]


def test_a_broken_file_is_not_a_notebook(expected, tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    found = compare.differences("a.ipynb", expected, tmp_path / "a.ipynb", ran=True)
    assert found[0].startswith("a.ipynb is not a notebook")
