"""What lies in the zip is said in sentences: checks, and answers in words."""

import json
import zipfile

import pytest

from lstm_lab import progress
from lstm_lab.course import handed_in

WORDS = {"grade": True, "solution": True, "points": 1}


@pytest.fixture
def made(tmp_path, notebook):
    """A function: make a zip of one notebook with these checks and answers in words."""

    def make(checks, words):
        path = tmp_path / "05_why.ipynb"
        notebook(path, "# Exercise 05 · Why", "def f():\n    return 1")
        book = json.loads(path.read_text())
        for name in checks:
            mark = {"nbgrader": {"grade": True, "grade_id": f"check_{name}", "solution": False}}
            book["cells"].append({"cell_type": "code", "metadata": mark, "source": "checks"})
        for name, text in words.items():
            mark = {"nbgrader": WORDS | {"grade_id": name}}
            book["cells"].append({"cell_type": "markdown", "metadata": mark, "source": text})
        path.write_text(json.dumps(book))
        with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
            archive.write(path, path.name)
        return tmp_path / "made.zip"

    return make


@pytest.mark.parametrize(
    ("checks", "words", "said"),
    [
        (["one"], {}, "its check passed"),
        (["one", "two"], {}, "1 of 2 checks passed; not passed: two"),
        ([], {"why_not": ["YOUR ANSWER HERE"]}, "1 of 1 answers in words empty: why not"),
        ([], {"why": " \n", "who": "Me."}, "1 of 2 answers in words empty: why"),
        (["one", "one"], {"who": "Me."}, "all 2 checks passed; 1 answer in words"),
        ([], {}, "nothing to check"),
    ],
)
def test_what_is_in_the_zip_is_said(workspace, made, checks, words, said):
    progress.record_check("one", "not yet")
    progress.record_check("one", "correct")
    progress.record_check("two", "not yet")
    lines = handed_in.contents(made(checks, words), workspace)
    assert lines == ["In it, as the files were last saved:", f"  05 · Why: {said}."]
