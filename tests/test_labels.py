"""Every equation has one home lesson, one labelled line of code, and a test."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"R": 5, "L": 6, "Q": 7, "B": 8, "G": 4, "V": 5}
LABELS = [f"{letter}{k}" for letter, size in SIZES.items() for k in range(1, size + 1)]


def lessons_of(root):
    """Return, by label, the lessons that display its equation."""
    return gather(
        (label, path.name)
        for path in sorted((root / "notebooks").glob("*.py"))
        for label in set(re.findall(r"\\tag\{(\w+)\}", path.read_text("utf-8")))
    )


def lines_of(root):
    """Return, by label, the lines of the package that end with it, as path:line."""
    package = root / "lstm_lab"
    return gather(
        (label, f"{path.relative_to(root).as_posix()}:{number}")
        for path in sorted(package.rglob("*.py"))
        if not spared(path.relative_to(package))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for label in re.findall(r"# \(([A-Z]\d+)\)$", line)
    )


def spared(path):
    """Tell whether a module may hold an equation that has its home elsewhere."""
    return path.as_posix() in ("fused.py", "cells/variants.py")


def proofs_of(root):
    """Return, by label, the tests that are marked with it, as path:name."""
    return gather(
        (label, f"{path.relative_to(root).as_posix()}:{test.name}")
        for path in sorted((root / "tests").rglob("test_*.py"))
        for test in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_")
        for decorator in test.decorator_list
        for label in marked_labels(decorator)
    )


def marked_labels(decorator):
    """Return the names in every pytest.mark.label(...) of a decorator, those of params included."""
    return [
        argument.value
        for call in ast.walk(decorator)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.label"
        for argument in call.args
    ]


def gather(pairs):
    """Return a dict of lists from pairs of key and value."""
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


KINDS = {"lesson": lessons_of, "code": lines_of, "test": proofs_of}


def test_notation_lists_exactly_the_labels_of_the_course():
    text = (ROOT / "NOTATION.md").read_text("utf-8")
    rows = re.findall(r"^\| \(([A-Z]\d+)\) \|", text, flags=re.MULTILINE)
    assert sorted(rows) == sorted(LABELS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_labels_in_use_are_exactly_those_of_notation(kind):
    assert sorted(KINDS[kind](ROOT)) == sorted(LABELS)


@pytest.mark.parametrize("kind", ["lesson", "code"])
def test_no_label_has_two_homes(kind):
    assert {k: v for k, v in KINDS[kind](ROOT).items() if len(v) > 1} == {}


def test_no_lesson_displays_an_equation_twice():
    for path in (ROOT / "notebooks").glob("*.py"):
        tags = Counter(re.findall(r"\\tag\{(\w+)\}", path.read_text("utf-8")))
        assert [k for k, n in tags.items() if n > 1] == [], path.name


@pytest.fixture
def course(tmp_path):
    """A small course with known labels: some in order, some twice, some where they are spared."""
    files = {
        "notebooks/01_a.py": r"$$ a \tag{R1} $$ $$ b \tag{R2} $$",
        "notebooks/02_b.py": r"$$ b \tag{R2} $$ and (L1) in words",
        "lstm_lab/cells/a.py": "h = 1  # (R1)\n# (R2) is not at the end here\nc = 2  # (R2)\n",
        "lstm_lab/b.py": "c = 2  # (R2)\n",
        "lstm_lab/fused.py": "h = 1  # (R1)\n",
        "lstm_lab/cells/variants.py": "h = 1  # (R1)\n",
        "tests/a/test_a.py": '@pytest.mark.label("R1", "L1")\ndef test_one():\n    "label(R2)"\n'
        '@pytest.mark.parametrize("k", [pytest.param(1, marks=pytest.mark.label("R2"))])\n'
        "def test_two(k): pass\n"
        '@pytest.mark.label("Q1")\ndef helper(): pass\n# pytest.mark.label("Q2")\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_lesson_owns_the_equations_it_displays(course):
    assert lessons_of(course) == {"R1": ["01_a.py"], "R2": ["01_a.py", "02_b.py"]}


def test_a_line_of_code_owns_the_label_at_its_end(course):
    assert lines_of(course) == {
        "R1": ["lstm_lab/cells/a.py:1"],
        "R2": ["lstm_lab/b.py:1", "lstm_lab/cells/a.py:3"],
    }


def test_only_a_marked_test_proves_a_label(course):
    one, two = "tests/a/test_a.py:test_one", "tests/a/test_a.py:test_two"
    assert proofs_of(course) == {"R1": [one], "L1": [one], "R2": [two]}
