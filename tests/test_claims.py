"""What lessons say: no lesson is named that does not exist, and no number of a finding is made up.

A number of a cell with **Finding.** or under "What we now know", and one of what an explorer says
after the guess, stands in the outputs or in the code of the same notebook, rounded as it is
written, or in a stored table; `ELSEWHERE` lists the others, each with its reason.
"""

import json
import re

import pytest

from lstm_lab import explorers
from lstm_lab.course import content

ROOT = content.root()
NOTEBOOKS = {path.stem: path for path in sorted(ROOT.glob("notebooks/*.ipynb"))}
EXERCISES = {path.stem: path for path in sorted(ROOT.glob("exercises/*/*.ipynb"))}
NUMBERS = {name[:2] for name in NOTEBOOKS}
PARTS = {content.part_of(name)[0] for name in NOTEBOOKS if int(name[:2]) < 90}
NAMED = re.compile(
    r"\b(?:[Ll]essons?|[Ee]xercises?)\s+((?:\d\d)(?:(?:\s*(?:,|and|or|to|-|–)\s*)+\d\d)*)"
)
NUMBER = re.compile(r"(?<![\w.^_{])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?(?![\w^])")
IN_OUTPUT = re.compile(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")
NO_CLAIM = re.compile(
    r"```.*?```|\[[^\]]*\]\([^)]*\)|Python\s+\d+(?:\.\d+)*|\((?:[A-Z]\d+)(?:[-,–]\s*\(?[A-Z]?\d+)*\)|"
    r"\b(?:[Ll]essons?|[Ee]xercises?|[Pp]arts?|[Ss]ections?|appendix)\s+\d[\d., and-]*|^\d+\. ",
    re.DOTALL | re.MULTILINE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

# Where a number comes from that neither the notebook nor a stored table of it holds.
ELSEWHERE = {
    "00_start_here": {"128": "the units of the network of the first picture"},
    "05_why_memory_fades": {"0.26": "1 - 0.859^2, worked out in the sentence"},
    "06_two_directions_and_depth": {"1e-5": "9e-06, rounded to a power of ten"},
    "09_input_gate": {"5.5": "the root of 30, worked out in the sentence"},
    "10_forget_gate": {"128": "the units of the network of page 00"},
    "14_errors_at_the_gates": {"4.4": "the scene 'c is full' of the picture, not its first"},
}


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def text(cell):
    return "".join(cell["source"])


def claims(name):
    """Return the texts of a lesson whose numbers must come from somewhere."""
    said = [text(cell) for cell in cells(NOTEBOOKS[name], "markdown")]
    marked = [each for each in said if "**Finding" in each or "## What we now know" in each]
    return marked + findings().get(name[:2], [])


def findings():
    """Return what the explorers say after a guess, by the two digits of the lesson."""
    made = {}
    pictures = (show().prediction for show in explorers.EXPLORERS.values())
    for question in [p.question for p in pictures if p] + list(explorers.questions()):
        said = question.finding() if callable(question.finding) else question.finding
        made.setdefault(question.asks[0].key[:2], []).append(said)
    return made


def known(name):
    """Return the numbers of a lesson's outputs and code."""
    shown = []
    for cell in cells(NOTEBOOKS[name], "code"):
        shown.append(text(cell))
        for output in cell["outputs"]:
            data = output.get("data", {})
            parts = [output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")]
            shown += ["".join(part) for part in parts]
    return {value(found) for found in IN_OUTPUT.findall(" ".join(shown))}


def value(written):
    return float(written.replace("−", "-").replace(",", ""))


def backed(written, numbers):
    """Say whether one of the numbers is this one when it is rounded as it is written."""
    wanted = abs(value(written))
    if "e" in written:
        return any(number and f"{abs(number):.0e}" == f"{wanted:.0e}" for number in numbers)
    digits = len(written.split(".")[1]) if "." in written else 0
    half = 0.5 * 10.0**-digits * (1 + 1e-9)
    scaled = [k * abs(number) for number in numbers for k in (1, 100)]
    return any(abs(number - wanted) <= half for number in scaled)


def spoken(said):
    """Return the numbers that a text claims; labels, years and counts up to 10 are none."""
    plain = YEAR.sub(" ", NO_CLAIM.sub(" ", said)).replace("{,}", ",").replace(r"\,", "")
    found = [each.rstrip(".,") for each in NUMBER.findall(plain)]
    return [each for each in found if not (each.isdigit() and int(each) <= 10)]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_number_of_a_finding_comes_from_the_notebook(name):
    numbers = known(name)
    missing = {each for said in claims(name) for each in spoken(said) if not backed(each, numbers)}
    assert missing - ELSEWHERE.get(name, {}).keys() == set()


@pytest.mark.parametrize(
    "path", [*NOTEBOOKS.values(), *EXERCISES.values()], ids=lambda p: str(p.relative_to(ROOT))
)
def test_no_text_names_a_lesson_that_does_not_exist(path):
    for cell in cells(path, "markdown"):
        named = {n for run in NAMED.findall(text(cell)) for n in re.findall(r"\d\d", run)}
        assert named <= NUMBERS, text(cell)
        assert set(re.findall(r"\b[Pp]art (\d)\b", text(cell))) <= PARTS, text(cell)


def test_the_exceptions_are_still_needed():
    for name, reasons in ELSEWHERE.items():
        numbers, said = known(name), [each for text in claims(name) for each in spoken(text)]
        assert all(each in said and not backed(each, numbers) for each in reasons), name


def test_a_number_is_backed_only_as_it_is_rounded():
    assert backed("0.57", {0.5683})
    assert not backed("0.57", {0.5583})
    assert backed("57", {0.5683})
    assert backed("1,186", {1186.0})
    assert backed("3e-8", {2.9e-8})
    assert not backed("3e-8", {4.9e-8})
    assert spoken("**Finding.** (L4) of lesson 05: 12 of 20, 0.5, in 1997 (V1).") == [
        "12",
        "20",
        "0.5",
    ]
