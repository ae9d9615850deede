"""Read a percent source and expand its short tags: the notebook as it is before it runs.

A source may mark a cell with one of these tags:

    # %% answer="rnn_step"               a function; the answer between BEGIN and END SOLUTION
    # %% check="rnn_step" points=2       the one line checks.rnn_step(rnn_step)
    # %% [markdown] manual="why" points=2    a question in words, marked by a person

They become nbgrader's metadata. In front of a check's line come the hidden tests: the same line,
which raises unless it passes. The learner never sees them; the grader runs them.
"""

import re
from pathlib import Path

TAGS = {"answer", "check", "manual", "points", "tags"}
FROM_JUPYTEXT = {"cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker"}
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
HIDDEN = "### BEGIN HIDDEN TESTS\n{line}.require()\n### END HIDDEN TESTS\n{line}"


class SourceError(Exception):
    """A source breaks a rule; the message names the file, the cell and the rule."""


def read(path):
    """Return the notebook that the source at `path` stands for, with ids and no outputs.

    Returns an nbformat notebook. Raises SourceError when a cell breaks a rule.
    """
    import jupytext

    path = Path(path)
    script = jupytext.read(path, fmt="py:percent")
    grade_ids = set()
    cells = [
        _Cell(path, number, cell).expand(grade_ids) for number, cell in enumerate(script.cells)
    ]
    _match_answers(path, cells)
    return finished(cells)


def finished(cells):
    """Return the notebook of these cells, with the course's own metadata."""
    import nbformat

    metadata = nbformat.from_dict(NOTEBOOK_METADATA)
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook


class _Cell:
    """One cell of a source, and where it stands, for the messages."""

    def __init__(self, path, number, cell):
        self.path, self.number, self.cell = path, number, cell
        self.tags = {k: v for k, v in cell.metadata.items() if k not in FROM_JUPYTEXT}

    def expand(self, grade_ids):
        self._check_form()
        self.cell.metadata = {"tags": self.tags["tags"]} if "tags" in self.tags else {}
        self.cell["id"] = f"{self.path.stem}-{self.number:02d}"
        for kind in ("answer", "check", "manual"):
            if kind in self.tags:
                self._mark(kind, self.tags[kind], grade_ids)
        return self.cell

    def refuse(self, reason):
        raise SourceError(f"{self.path}, cell {self.number}: {reason}")

    def _check_form(self):
        unknown = sorted(set(self.tags) - TAGS)
        if unknown:
            self.refuse(f"unknown tag {unknown[0]!r}; the tags are {', '.join(sorted(TAGS))}.")
        if len({"answer", "check", "manual"} & set(self.tags)) > 1:
            self.refuse("a cell is an answer, a check or a manual question, and only one of them.")
        if self.cell.metadata.get("cell_marker") == '"""' and "\\" in self.cell.source:
            self.refuse('text with a backslash is written r"""...""": in """...""" \\t is a tab.')
        if self.cell.cell_type not in ("code", "markdown"):
            self.refuse(f"a {self.cell.cell_type} cell has no place in a lesson.")

    def _mark(self, kind, name, grade_ids):
        grade_id = f"check_{name}" if kind == "check" else name
        if not isinstance(name, str) or not name.isidentifier():
            self.refuse(f"{kind}={name!r} is not a name.")
        if grade_id in grade_ids:
            self.refuse(f"there is already a cell with {kind}={name!r}.")
        grade_ids.add(grade_id)
        getattr(self, f"_check_{kind}")(name)
        self.cell.metadata["nbgrader"] = {
            "grade": kind != "answer",
            "grade_id": grade_id,
            "locked": kind == "check",
            "schema_version": 3,
            "solution": kind != "check",
            "task": False,
        } | ({} if kind == "answer" else {"points": self._points()})

    def _points(self):
        points = self.tags.get("points")
        if not isinstance(points, int) or isinstance(points, bool) or points < 1:
            self.refuse(f"a graded cell needs points, a whole number from 1; got {points!r}.")
        return points

    def _check_answer(self, name):
        if self.cell.cell_type != "code" or f"def {name}(" not in self.cell.source:
            self.refuse(f"answer={name!r} needs the function `def {name}(`.")
        marks = re.findall(r"^\s*### (BEGIN|END) SOLUTION$", self.cell.source, re.MULTILINE)
        if marks[:2] != ["BEGIN", "END"] or len(marks) % 2:
            self.refuse("the answer stands between `### BEGIN SOLUTION` and `### END SOLUTION`.")

    def _check_check(self, name):
        line = self.cell.source.strip()
        if not re.fullmatch(rf"checks\.{name}\(.*\)", line):
            self.refuse(f"a check is the one line `checks.{name}({name})`, and nothing else.")
        self.cell.source = HIDDEN.format(line=line)

    def _check_manual(self, name):
        if self.cell.cell_type != "markdown":
            self.refuse(f"manual={name!r} marks a [markdown] cell: an answer in words.")


def _match_answers(path, cells):
    """Refuse an answer without a check, or a check without the answer before it."""
    marks = [cell.metadata.nbgrader for cell in cells if "nbgrader" in cell.metadata]
    answers = [mark.grade_id for mark in marks if not mark.grade]
    checks = [mark.grade_id.removeprefix("check_") for mark in marks if not mark.solution]
    for name in sorted(set(answers) ^ set(checks)):
        missing = "check" if name in answers else "answer"
        raise SourceError(f"{path}: {name!r} has no {missing} cell.")
