"""The form of the lessons, read from their sources.

Words are counted without formulas, code blocks, tables and the addresses of links. A cell has at
most 100 of them (90 is the aim) and at most one displayed equation. An answer's docstring does
not count as code.
"""

import ast
import re

import pytest

from lstm_lab.course import content
from lstm_lab.publish import source

ROOT = content.root()
LESSONS = {path.stem: path for path in sorted(ROOT.glob("notebooks/*.py"))}
SOLUTIONS = {path.stem: path for path in sorted(ROOT.glob("solutions/*/*.py"))}
MOST_WORDS, MOST_LINES = 100, 20
UNCOUNTED = re.compile(
    r"```.*?```|\$\$.*?\$\$|\$.*?\$|\]\([^)]*\)|^\|.*?$", re.DOTALL | re.MULTILINE
)
BANNED = re.compile(r"\b(simply|obviously)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")

every_lesson = pytest.mark.parametrize("name", LESSONS)
every_solution = pytest.mark.parametrize("name", SOLUTIONS)
every_source = pytest.mark.parametrize(
    "path", [*LESSONS.values(), *SOLUTIONS.values()], ids=lambda p: p.relative_to(ROOT).as_posix()
)


@pytest.fixture(scope="session")
def cells():
    """Return a function: the cells of a source, read once."""
    kept = {}

    def cells(path, kind=None):
        if path not in kept:
            kept[path] = source.read(path).cells
        return [cell for cell in kept[path] if kind in (None, cell.cell_type)]

    return cells


def is_appendix(name):
    return content.part_of(name) == content.APPENDICES


def words(text):
    return len(re.findall(r"\w+", UNCOUNTED.sub(" ", text)))


def code_lines(code):
    """Count the lines of a cell; docstrings do not count."""
    docstrings = 0
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            docstrings += node.body[0].end_lineno - node.body[0].lineno + 1
    return len(code.split("\n")) - docstrings


def called_names(code):
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return {getattr(call, "attr", getattr(call, "id", None)) for call in calls}


@every_source
def test_it_begins_with_text_and_its_title(path, cells):
    first = cells(path)[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert path.stem[:2] in first.source.split("\n")[0]


@every_source
def test_no_text_is_longer_than_one_idea(path, cells):
    counts = {cell.id: words(cell.source) for cell in cells(path, "markdown")}
    assert {place: count for place, count in counts.items() if count > MOST_WORDS} == {}


@every_source
def test_a_text_displays_at_most_one_equation(path, cells):
    counts = {cell.id: cell.source.count("$$") for cell in cells(path, "markdown")}
    assert {place: count for place, count in counts.items() if count not in (0, 2)} == {}


@every_source
def test_no_code_cell_has_more_than_20_lines(path, cells):
    counts = {cell.id: code_lines(cell.source) for cell in cells(path, "code")}
    assert {place: count for place, count in counts.items() if count > MOST_LINES} == {}


@every_source
def test_no_line_of_code_ends_with_a_semicolon(path, cells):
    lines = [line for cell in cells(path, "code") for line in cell.source.split("\n")]
    assert [line for line in lines if line.rstrip().endswith(";")] == []


@every_source
def test_no_word_calls_a_step_easy(path, cells):
    assert [cell.id for cell in cells(path) if BANNED.search(cell.source)] == []


@every_source
def test_a_training_is_alone_in_its_cell_and_its_output_is_not_compared(path, cells):
    for cell in cells(path, "code"):
        if "train" in called_names(cell.source):
            assert len(ast.parse(cell.source).body) == 1, cell.id
            assert "nbval-ignore-output" in cell.metadata.get("tags", []), cell.id


@every_source
def test_every_link_to_a_file_leads_somewhere(path, cells):
    links = [link for cell in cells(path, "markdown") for link in LINK.findall(cell.source)]
    files = [link for link in links if "://" not in link]
    assert [link for link in files if not (path.parent / link).exists()] == []


@every_lesson
def test_a_lesson_states_its_part_its_minutes_and_what_it_needs(name, cells):
    top = cells(LESSONS[name])[0].source
    part = content.part_of(name)
    assert ("**Appendix**" if part == content.APPENDICES else f"**Part {part[0]}**") in top
    assert re.search(r"\b\d+ minutes\b", top)
    assert "You need:" in top


@every_lesson
def test_a_lesson_links_the_one_before_the_one_after_and_its_exercise(name, cells):
    names = [each for each in LESSONS if is_appendix(each) == is_appendix(name)]
    here = names.index(name)
    wanted = {f"{other}.ipynb" for other in names[max(here - 1, 0) : here + 2] if other != name}
    if is_appendix(name):
        wanted.add("00_start_here.ipynb")
    if name in SOLUTIONS:
        wanted.add(f"../exercises/{content.part_of(name)}/{name}.ipynb")
    linked = {link for cell in cells(LESSONS[name]) for link in LINK.findall(cell.source)}
    assert wanted - linked == set()


@every_solution
def test_an_exercise_states_its_part_and_minutes_and_links_its_lesson(name, cells):
    top = cells(SOLUTIONS[name])[0].source
    assert f"**Part {content.part_of(name)[0]}**" in top
    assert re.search(r"\b\d+ minutes\b", top)
    assert f"](../../notebooks/{name}.ipynb)" in top


@every_source
def test_the_only_graded_cells_of_the_course_are_in_its_solutions(path, cells):
    graded = [cell.id for cell in cells(path) if "nbgrader" in cell.metadata]
    assert bool(graded) == (path.parent.name != "notebooks")
