"""A class of students goes through plain nbgrader, from the release to the exported marks."""

import csv
import re
import shutil
import warnings

import nbformat
import pytest

from lstm_lab.course import content, copies, workspace
from lstm_lab.publish import source

ROOT = content.root()
PART = "1_recurrent_networks"
FIRST, SECOND, WORDS = "01_one_step_of_memory", "02_reading_out", "07_in_words"
LESSONS = (FIRST, SECOND, WORDS)
STUDENTS = ("right", "half", "wrong", "untouched", "careless", "deadly")
IN_WORDS = '# %% [markdown] manual="why" points=4\nr"""\n{}\n"""\n'
# What a student may well write in place of a part of the solution.
MISTAKES = {
    "rnn_step": ("np.tanh(a)", "a"),
    "rnn_forward": ("h = np.tanh(h @", "h = np.tanh(h0 @"),
    "softmax": ("sum(axis=-1", "sum(axis=0"),
    "cross_entropy": ("/ mask.sum()", "/ mask.size"),
    "logits_error": ("(y - onehot)", "(onehot - y)"),
}
RIGHT_HALF = ("rnn_step", "softmax", "logits_error")
# A right answer that prints on stderr; its global name means another function further on.
NOISE = """
import sys

inner = {name}

def {name}(*arguments):
    print("called", file=sys.stderr)
    return inner(*arguments)
"""


def read(path):
    return nbformat.read(path, as_version=4)


def mark_of(cell):
    return cell.metadata.get("nbgrader", {})


def points(course):
    """Map every graded cell of the release to its points."""
    paths = (course / "exercises" / PART).glob("*.ipynb")
    marks = [mark_of(cell) for path in paths for cell in read(path).cells]
    return {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}


def solved(course, name):
    """Map the answers of a lesson to their source in its solution."""
    cells = read(course / "solutions" / PART / f"{name}.ipynb").cells
    return {mark_of(c)["grade_id"]: c.source for c in cells if mark_of(c).get("solution")}


def mistaken(name, answer):
    right, wrong = MISTAKES[name]
    assert answer.count(right) == 1, f"the solution of {name} is another one: {answer}"
    return answer.replace(right, wrong)


def write_submission(course, student, change):
    """Hand in the release with each answer replaced by change(name, right answer), if that."""
    folder = course / "submitted" / student / PART
    folder.mkdir(parents=True)
    for lesson in LESSONS:
        notebook, answers = read(course / "exercises" / PART / f"{lesson}.ipynb"), None
        answers = solved(course, lesson)
        for cell in notebook.cells:
            name = mark_of(cell).get("grade_id")
            if name in answers:
                cell.source = change(name, answers[name]) or cell.source
        nbformat.write(notebook, folder / f"{lesson}.ipynb")
    return folder


def hand_in_by_zip(course, student):
    """Let nbgrader collect the zip that the learner's command makes of a workspace."""
    work = write_submission(course, student, lambda name, answer: answer)
    home = course.parent / "learner"
    workspace.update(home, course)
    shutil.copytree(work, home / "exercises" / PART, dirs_exist_ok=True)
    shutil.rmtree(course / "submitted" / student)
    archive = course / "downloaded" / PART / "archive"
    archive.mkdir(parents=True)
    shutil.copy(copies.submit(home, "1", student, course), archive)


def write_careless(course):
    """Hand in right answers that print on stderr, with a check or a whole exercise deleted."""
    folder = write_submission(
        course,
        "careless",
        lambda name, answer: answer + NOISE.format(name=name) if name in MISTAKES else answer,
    )
    for lesson, gone in ((FIRST, {"check_rnn_step"}), (SECOND, {"softmax", "check_softmax"})):
        notebook = read(folder / f"{lesson}.ipynb")
        kept = [cell for cell in notebook.cells if mark_of(cell).get("grade_id") not in gone]
        assert len(kept) == len(notebook.cells) - len(gone)
        notebook.cells = kept
        nbformat.write(notebook, folder / f"{lesson}.ipynb")


def write_submissions(course):
    hand_in_by_zip(course, "right")
    write_submission(course, "half", lambda name, answer: answer if name in RIGHT_HALF else None)
    write_submission(
        course,
        "wrong",
        lambda name, answer: mistaken(name, answer) if name in MISTAKES else "Because it forgets.",
    )
    write_submission(course, "untouched", lambda name, answer: None)
    write_careless(course)
    write_submission(course, "deadly", lambda name, answer: "import os; os._exit(1)")


def add_question_in_words(course):
    """Add a lesson with a question that a person marks."""
    script = course / "solutions" / PART / f"{WORDS}.py"
    script.write_text(IN_WORDS.format("It is multiplied by the same weights at every step."))
    nbformat.write(source.read(script), script.with_suffix(".ipynb"))
    shutil.copy(script.with_suffix(".ipynb"), course / "notebooks")


class Graded:
    """A course directory after grading, and what nbgrader said."""

    def __init__(self, course, said):
        self.course, self.said = course, said
        self.points = points(course)

    def grades(self, student):
        """Map the graded cells of a student to (score, needs a person)."""
        from nbgrader.api import Gradebook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own, about its database
            with Gradebook(f"sqlite:///{self.course}/gradebook.db", "lstm_lab") as book:
                submission = book.find_submission(PART, student)
                grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
                return {g.name: (g.score, g.needs_manual_grade) for g in grades}

    def passed(self, student):
        return {name for name, (score, _) in self.grades(student).items() if score}


@pytest.fixture(scope="module")
def graded(nbgrader, copy_course, tmp_path_factory):
    course = copy_course(tmp_path_factory.mktemp("class") / "course", (FIRST, SECOND))
    add_question_in_words(course)
    nbgrader(course, "generate_assignment", PART, "--force")
    write_submissions(course)
    nbgrader(course, "zip_collect", PART)
    said = nbgrader(course, "autograde", PART, expected=1)  # 1: the deadly one is told of
    nbgrader(course, "generate_feedback", PART)
    nbgrader(course, "export", "--to", "marks.csv")
    return Graded(course, said)


@pytest.mark.parametrize(
    ("student", "passed"),
    [
        ("right", set(MISTAKES)),
        ("half", set(RIGHT_HALF)),
        ("wrong", set()),
        ("untouched", set()),
        ("careless", set(MISTAKES) - {"softmax"}),
    ],
)
def test_a_check_counts_all_its_points_or_none(graded, student, passed):
    checks = {f"check_{name}" for name in passed}
    scores = {name: score for name, (score, _) in graded.grades(student).items()}
    assert scores == {name: p if name in checks else 0 for name, p in graded.points.items()}


def test_every_answer_of_the_two_lessons_is_tried_right_and_wrong(graded):
    assert set(graded.points) == {f"check_{name}" for name in MISTAKES} | {"why"}
    assert all(graded.points.values())


def test_an_answer_in_words_waits_for_a_person_unless_it_is_untouched(graded):
    waiting = {student for student in STUDENTS[:5] if graded.grades(student)["why"][1]}
    assert waiting == {"right", "wrong", "careless"}
    only_words = [n for n, (_, waits) in graded.grades("right").items() if waits]
    assert only_words == ["why"]


def test_a_dead_kernel_stops_one_student_and_is_told_at_the_end(graded):
    assert "error processing assignment '1_recurrent_networks' for student 'deadly'" in graded.said
    told = re.findall(r"for student '(\w+)'", graded.said)
    assert told == ["deadly"]
    assert graded.passed("deadly") == set()


def test_nbgrader_warns_of_what_a_teacher_must_know_and_not_of_reports(graded):
    assert "Missing check check_rnn_step is added again" in graded.said
    assert "Missing check check_softmax is added again" in graded.said
    assert "converted" not in graded.said.replace("Converting", "")


def test_the_exported_marks_are_the_gradebooks(graded):
    with open(graded.course / "marks.csv", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == sorted(STUDENTS)
    for student, row in rows.items():
        marks = sum(score for score, _ in graded.grades(student).values())
        assert float(row["score"]) == marks
        assert float(row["max_score"]) == sum(graded.points.values())


def test_the_time_in_the_zips_name_is_the_time_of_handing_in(graded):
    (made,) = (graded.course / "downloaded" / PART / "archive").glob("*.zip")
    with open(graded.course / "marks.csv", newline="") as file:
        rows = {row["student_id"]: row["timestamp"] for row in csv.DictReader(file)}
    assert re.sub(r"[-: ]", "", rows["right"])[:14] == re.sub(r"\D", "", made.stem[-16:])


def test_the_feedback_says_each_students_marks_and_mistakes(graded):
    def page(student):
        return (graded.course / "feedback" / student / PART / f"{FIRST}.html").read_text()

    assert "rnn_step: correct" in page("right")
    assert "rnn_step: not yet" in page("wrong")
    assert "rnn_step: not started" in page("untouched")
    total = sum(p for n, p in graded.points.items() if n in ("check_rnn_step", "check_rnn_forward"))
    got = {"right": total, "half": graded.points["check_rnn_step"], "wrong": 0}
    for student, marks in got.items():
        assert re.search(rf"Score: {float(marks)} / {float(total)}", page(student))


@pytest.mark.parametrize("part", [p for p in content.PARTS if (ROOT / "exercises" / p).is_dir()])
def test_a_release_by_the_instructor_is_the_committed_one(part, nbgrader, tmp_path):
    shutil.copytree(ROOT / "solutions" / part, tmp_path / "solutions" / part)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    nbgrader(tmp_path, "generate_assignment", part)
    kept = {path.name: path.read_bytes() for path in (ROOT / "exercises" / part).glob("*.ipynb")}
    made = {path.name: path.read_bytes() for path in (tmp_path / "exercises" / part).iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []
