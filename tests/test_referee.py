"""The referee: every exercise can be solved, and gives away nothing.

nbval runs the lessons and the solutions again; here the exercises run, as they are released.

An answer may not occur in exercises/, and this is the rule: every simple statement between
BEGIN and END SOLUTION that has at least six characters besides blanks, and computes something (an
operation, a comparison, a call that is more than book-keeping) or returns a constant, is looked for
in all text of all exercises, with the blanks taken out. What only moves things about (`return h`,
`N, D = x.shape`, `hs.append(h)`) is no answer. Lines of an answer in words are looked for whole.
"""

import ast
import json
import re
import textwrap

import nbformat
import pytest

from lstm_lab.course import content
from lstm_lab.publish import execute

ROOT = content.root()
BESIDE = {
    kind: {
        path.relative_to(ROOT / kind).as_posix(): path for path in (ROOT / kind).glob("*/*.ipynb")
    }
    for kind in ("exercises", "solutions")
}
SHORTEST = 6
COMPUTES = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Dict)
BOOKKEEPING = {"len", "range", "zip", "list", "tuple", "append", "stack", "copy"}
BOOKKEEPING |= {"empty", "zeros", "ones", "empty_like", "zeros_like", "ones_like"}
ANSWER = re.compile(r"BEGIN SOLUTION[^\n]*\n(.*?)\n[^\n]*END SOLUTION", re.DOTALL)

every_exercise = pytest.mark.parametrize("name", sorted(BESIDE["exercises"]))
every_solution = pytest.mark.parametrize("name", sorted(BESIDE["solutions"]))


def read(kind, name):
    return nbformat.read(BESIDE[kind][name], as_version=4)


def marked(notebook, **wanted):
    """Return the cells whose nbgrader metadata have these values."""
    return [
        cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata and wanted.items() <= cell.metadata.nbgrader.items()
    ]


def check_cells(notebook):
    return marked(notebook, grade=True, solution=False)


def status(cell):
    """Return what a check cell shows: "not started", "not yet" or "correct"."""
    shown = cell.outputs[-1].get("data", {}).get("text/plain", "") if cell.outputs else ""
    name = cell.metadata.nbgrader.grade_id.removeprefix("check_")
    matched = re.match(rf"{name}: (not started|not yet|correct)\b", shown)
    return matched[1] if matched else f"no report, but {shown!r}"


def without_blanks(text):
    return re.sub(r"\s", "", text)


def answer_of(cell):
    """Return the text between the marks; an answer in words may have none and is all answer."""
    regions = ANSWER.findall(cell.source + "\n")
    return "\n".join(regions) if regions else cell.source


def computes(node):
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", None)) not in BOOKKEEPING
    return isinstance(node, COMPUTES)


def has_constant(node):
    return any(isinstance(part, ast.Constant) for part in ast.walk(node))


def telling_statements(code):
    """List the simple statements that give an answer away, without blanks."""
    found = []
    for node in ast.walk(ast.parse(textwrap.dedent(code))):
        if not isinstance(node, ast.stmt) or hasattr(node, "body"):
            continue
        working = any(computes(part) for part in ast.walk(node))
        constant = isinstance(node, ast.Return) and has_constant(node)
        for form in (ast.unparse(node), ast.get_source_segment(textwrap.dedent(code), node)):
            if (working or constant) and len(without_blanks(form)) >= SHORTEST:
                found.append(without_blanks(form))
    return found


def telling_lines(cell):
    if cell.cell_type == "code":
        return telling_statements(answer_of(cell))
    lines = [without_blanks(line) for line in answer_of(cell).split("\n")]
    return [line for line in lines if len(line) >= SHORTEST]


def all_text(value):
    """Return every string in a notebook's JSON: source, outputs and metadata."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n".join(all_text(part) for part in parts)


@pytest.fixture(scope="session")
def released_text():
    """Map each exercise to all its text without blanks."""
    return {
        name: without_blanks(all_text(json.loads(path.read_text(encoding="utf-8"))))
        for name, path in BESIDE["exercises"].items()
    }


@every_exercise
def test_an_exercise_as_released_runs_to_its_end_and_no_check_is_started(name):
    ran = execute.run(read("exercises", name), BESIDE["exercises"][name], seconds=120)
    assert [status(cell) for cell in check_cells(ran)] == ["not started"] * len(check_cells(ran))


@every_solution
def test_every_check_in_a_solution_shows_correct(name):
    checks = check_cells(read("solutions", name))
    assert [status(cell) for cell in checks] == ["correct"] * len(checks)


@every_solution
def test_every_answer_has_its_check_and_the_points_are_positive(name):
    solution = read("solutions", name)
    answers = {cell.metadata.nbgrader.grade_id for cell in marked(solution, grade=False)}
    checks = {cell.metadata.nbgrader.grade_id for cell in check_cells(solution)}
    assert checks == {f"check_{answer}" for answer in answers}
    graded = marked(solution, grade=True)
    assert graded
    assert all(cell.metadata.nbgrader.points > 0 for cell in graded)


@every_solution
def test_only_a_check_of_a_function_has_the_name_of_a_check(name):
    # The progress table counts by this name: a question in words could never be passed there.
    graded = marked(read("solutions", name), grade=True)
    named = [c for c in graded if c.metadata.nbgrader.grade_id.startswith("check_")]
    assert named == check_cells(read("solutions", name))


@every_solution
def test_a_lesson_an_exercise_and_a_solution_share_their_name(name):
    assert name in BESIDE["exercises"]
    assert (ROOT / "notebooks" / name.split("/")[1]).is_file()
    assert name.split("/")[0] == content.part_of(name.split("/")[1].removesuffix(".ipynb"))


def test_every_exercise_has_a_solution():
    assert BESIDE["solutions"]
    assert sorted(BESIDE["exercises"]) == sorted(BESIDE["solutions"])


@every_exercise
def test_an_exercise_has_the_cells_of_its_solution_and_no_outputs(name):
    exercise, solution = read("exercises", name), read("solutions", name)
    assert [cell.id for cell in exercise.cells] == [cell.id for cell in solution.cells]
    assert not [cell.id for cell in exercise.cells if cell.get("outputs")]


@every_exercise
def test_every_answer_of_an_exercise_is_cleared(name):
    for cell in marked(read("exercises", name), solution=True):
        stub = "raise NotImplementedError()" if cell.cell_type == "code" else "YOUR ANSWER HERE"
        assert stub in cell.source


@every_solution
def test_no_line_of_an_answer_occurs_in_any_exercise(name, released_text):
    for cell in marked(read("solutions", name), solution=True):
        lines = telling_lines(cell)
        assert lines, f"the answer {cell.metadata.nbgrader.grade_id} has no line to look for"
        leaks = [(line, where) for line in lines for where, t in released_text.items() if line in t]
        assert leaks == []


@every_exercise
def test_no_hidden_test_and_no_mark_of_a_solution_is_released(name, released_text):
    for mark in ("HIDDENTESTS", ".require(", "BEGINSOLUTION", "ENDSOLUTION"):
        assert mark not in released_text[name]


def test_only_notebooks_lie_in_the_exercises():
    found = [path for path in (ROOT / "exercises").rglob("*") if path.is_file()]
    strange = [p for p in found if p.suffix != ".ipynb" and ".ipynb_checkpoints" not in p.parts]
    assert strange == []


@pytest.mark.parametrize(
    ("code", "telling"),
    [
        ("return h", []),
        ("N, D = x.shape", []),
        ("hs, T = [], len(xs)", []),
        ("hs.append(h)", []),
        ("hs.append(h * m)", ["hs.append(h*m)"] * 2),
        ("a = x @ U + b", ["a=x@U+b"] * 2),
        ("return np.tanh( a)  # (R1)", ["returnnp.tanh(a)"] * 2),
        ("for x in xs:\n    h = step(x, h)", ["h=step(x,h)"] * 2),
        ("return 'forget gate'", ["return'forgetgate'"] * 2),
        ("return (0, 1, 0)", ["return(0,1,0)"] * 2),
        ("return (a\n        + b)", ["returna+b", "return(a+b)"]),
    ],
)
def test_a_statement_is_telling_when_it_computes_or_returns_a_constant(code, telling):
    assert telling_statements("    " + code.replace("\n", "\n    ")) == telling
