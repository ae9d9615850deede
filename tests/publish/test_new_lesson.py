"""`lstm-lab new-lesson` makes a lesson that runs, is judged and draws before a line is written."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_lab.publish import new_lesson

ROOT = Path(__file__).resolve().parents[2]
NUMBER, SLUG = 88, "two_ways_to_keep_a_share"
NAME = f"{NUMBER}_{SLUG}"
COMMAND = "import sys; from lstm_lab.cli import main; sys.exit(main(sys.argv[1:]))"
LOOK = """
import html, json, sys
from pathlib import Path
from lstm_lab import checks, explorers
from lstm_lab.lessons import LESSONS
from lstm_lab.publish import build

root, name = Path.cwd(), sys.argv[1]
slug = name[3:]
made = {}
for script in (root / f"notebooks/{name}.py", root / f"solutions/4_training/{name}.py"):
    made |= {str(path.relative_to(root)): book for path, book in build._read(root, script).items()}

def status(path):
    names = {}
    marked = [cell for cell in made[path].cells if "nbgrader" in cell.metadata]
    exec(marked[0].source, names)
    return checks.EXERCISES[slug](names[slug]).status

image, alt = explorers.EXPLORERS[slug]().still()
own = explorers.EXPLORERS[slug](lambda a, b, f: b + f * (a - b)).still()[1]
print(json.dumps({
    "listed": LESSONS[-1],
    "made": sorted(made),
    "solved": status(f"solutions/4_training/{name}.ipynb"),
    "released": status(f"exercises/4_training/{name}.ipynb"),
    "words": html.unescape(image.data.decode()).replace("\N{MINUS SIGN}", "-"),
    "alt": alt,
    "own": own,
}))
"""


def run(folder, *arguments):
    """Run this Python in a copy of the course, with the copy's package; return what it printed."""
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of what a lesson touches, with a new lesson in it."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ("lstm_lab", "notebooks", "solutions"):
        leave = shutil.ignore_patterns("__pycache__", "*.ipynb")
        shutil.copytree(ROOT / room, folder / room, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", folder)
    said = run(folder, "-c", COMMAND, "new-lesson", str(NUMBER), SLUG)
    assert f"lstm-lab build {NUMBER}" in said
    return folder


@pytest.fixture(scope="module")
def seen(copied):
    """What the package of the copy makes of the new lesson."""
    return json.loads(run(copied, "-c", LOOK, NAME))


def test_the_answer_is_correct_and_the_released_stub_not_started(seen):
    assert (seen["solved"], seen["released"]) == ("correct", "not started")


def test_both_sources_are_read_and_the_lesson_is_listed(seen):
    beside = [f"{room}/4_training/{NAME}.ipynb" for room in ("exercises", "solutions")]
    assert seen["made"] == sorted([f"notebooks/{NAME}.ipynb", *beside])
    assert seen["listed"] == f"l{NAME}"


def test_the_picture_answers_its_five_questions_and_says_its_numbers(copied, seen):
    file = copied / f"tests/lessons/l{NAME}/questions_{SLUG}.md"
    answers = [line.split("**")[1] for line in file.read_text().splitlines() if "**" in line]
    assert len(answers) == 5
    assert [answer for answer in answers if answer not in seen["words"]] == []
    assert "0.9*1 + 0.1*(-1) = 0.8" in seen["alt"]
    assert seen["own"] == seen["alt"]  # a learner's right function draws the same


def test_the_new_lessons_own_tests_pass(copied):
    tests = ["tests/lessons", "-q", "-p", "no:cacheprovider", "--override-ini", "addopts="]
    said = run(copied, "-m", "pytest", "--import-mode=importlib", *tests)
    assert "2 passed" in said


@pytest.mark.parametrize("command", [["check"], ["format", "--check", "--diff"]])
def test_the_new_files_are_clean(command, copied, require):
    require("ruff")
    run(copied, "-m", "ruff", *command, "--no-cache", "lstm_lab/lessons", "tests")


def test_everything_to_be_written_says_so(copied):
    texts = [p.read_text("utf-8") for p in copied.rglob(f"*{NAME}*/*.*") if p.suffix != ".pyc"]
    texts += [p.read_text("utf-8") for p in copied.rglob(f"{NAME}.py")]
    assert len(texts) == 8
    assert sum("TODO" in text for text in texts) >= 6
    assert not [text for text in texts if "@name@" in text or "@slug@" in text]


@pytest.fixture
def small(tmp_path):
    """A course of two lessons, 05 and 07."""
    (tmp_path / "lstm_lab/lessons").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / new_lesson.LIST).write_text('LESSONS = (\n    "l05_why",\n    "l07_when",\n)\n')
    (tmp_path / "notebooks/05_why.py").write_text(
        '# %% [markdown]\nr"""\n# 05 · Why?\n"""\n', "utf-8"
    )
    (tmp_path / "notebooks/07_when.py").write_text("# %%\n", "utf-8")
    return tmp_path


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_lesson_between_two_others_links_both_and_stands_between_them(small):
    made = new_lesson.make(small, 6, "how_much")
    assert "solutions/1_recurrent_networks/06_how_much.py" in {
        path.relative_to(small).as_posix() for path in made
    }
    text = (small / "notebooks/06_how_much.py").read_text("utf-8")
    assert (
        "Previous: [05 · Why?](05_why.ipynb) ·\n"
        "[Exercise](../exercises/1_recurrent_networks/06_how_much.ipynb) ·\n"
        "Next: [07_when](07_when.ipynb)\n"
    ) in text
    listed = (small / new_lesson.LIST).read_text()
    assert listed == 'LESSONS = (\n    "l05_why",\n    "l06_how_much",\n    "l07_when",\n)\n'


@pytest.mark.parametrize(
    ("number", "slug", "sentence"),
    [
        (5, "how", "There is a lesson 05_why already."),
        (6, "why", "There is a lesson 05_why already."),
        (6, "cell_state", "There is an exercise or a picture called cell_state already."),
        (6, "3_gates", "'3_gates' cannot name a function: take small letters, digits and _."),
        (6, "a-slug", "'a-slug' cannot name a function: take small letters, digits and _."),
        (6, "lambda", "'lambda' cannot name a function: take small letters, digits and _."),
        (-1, "early", "There is no lesson -1: take 0 to 89, or 90 to 99 for an appendix."),
        (100, "late", "There is no lesson 100: take 0 to 89, or 90 to 99 for an appendix."),
    ],
)
def test_a_number_or_a_slug_that_is_taken_or_none_is_refused(small, number, slug, sentence):
    before = files(small)
    with pytest.raises(new_lesson.SkeletonError) as raised:
        new_lesson.make(small, number, slug)
    assert str(raised.value) == sentence
    assert files(small) == before


def test_an_appendix_is_one_source_that_links_page_00_and_the_appendix_before(small):
    before = files(small)
    first, second = (new_lesson.make(small, n, slug) for n, slug in ((91, "more"), (93, "last")))
    assert files(small).keys() - before.keys() == {*first, *second}
    assert second == [small / "notebooks/93_last.py"]
    text = second[0].read_text("utf-8")
    assert "# 93 · Last\n\n**Appendix** · 10 minutes · You need: TODO" in text
    assert (
        "Back: [00_start_here](00_start_here.ipynb) ·\nPrevious: [91 · More](91_more.ipynb)\n\n"
    ) in text
    assert (small / new_lesson.LIST).read_bytes() == before[small / new_lesson.LIST]


def test_a_lesson_does_not_link_an_appendix(small):
    new_lesson.make(small, 91, "more")
    new_lesson.make(small, 8, "after")
    assert "91_more" not in (small / "notebooks/08_after.py").read_text("utf-8")


def test_a_file_that_is_there_is_never_overwritten(small):
    mine = small / "tests/lessons/l06_how/test_exercises.py"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    before = files(small)
    with pytest.raises(new_lesson.SkeletonError, match=r"test_exercises\.py is there already"):
        new_lesson.make(small, 6, "how")
    assert files(small) == before
