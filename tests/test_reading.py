"""What to read: every work that is named somewhere stands on the page, and no other."""

import re

import pytest

from lstm_lab.course import content
from lstm_lab.publish import source

ROOT = content.root()
PAGE = ROOT / "notebooks/92_what_to_read.py"
NAME = r"[A-Z][A-Za-z]+"
ENTRY = re.compile(rf"\*\*({NAME}(?:, {NAME})*|{NAME} et al\.) (\d{{4}})\*\*")
NAMED = re.compile(
    rf"({NAME}(?:(?:,| and|, and| &) {NAME})*)(?: et al\.)?,?(?: in)? "
    r"\(?((?:19|20)\d{2})\b(?![-:])"
)
NO_AUTHORS = {"In", "Since", "May", "June", "July", "August", "The", "Python"}


def works(text):
    """Return the pairs of first author and year that a text names."""
    found = set()
    for names, year in NAMED.findall(re.sub(r"\s+", " ", text)):
        first = re.split(r",| and | & ", names)[0].strip()
        if first not in NO_AUTHORS:
            found.add((first, year))
    return found


def entries():
    """Return the pairs of first author and year of the page's entries."""
    text = re.sub(r"\*{3}", "**", re.sub(r"\s+", " ", PAGE.read_text("utf-8")))
    return {(names.split(",")[0].replace(" et al.", ""), year)
            for names, year in ENTRY.findall(text)}  # fmt: skip


def texts():
    """Return what a learner or a reader of the code reads, without the page itself."""
    paths = [*ROOT.glob("notebooks/*.py"), *ROOT.glob("solutions/*/*.py"),
             *ROOT.glob("lstm_lab/**/*.py"), *ROOT.glob("*.md")]  # fmt: skip
    return {path: path.read_text("utf-8") for path in paths if path != PAGE}


def test_every_work_that_is_named_stands_on_the_page():
    missing = {
        f"{first} {year}: {path.relative_to(ROOT)}"
        for path, text in texts().items()
        for first, year in works(text) - entries()
    }
    assert missing == set()


@pytest.mark.parametrize(("first", "year"), sorted(entries()))
def test_every_entry_is_named_somewhere(first, year):
    named = re.compile(rf"\b{first}\b.{{0,80}}\b{year}\b", re.DOTALL)
    assert any(named.search(text) for text in texts().values())


def test_the_page_is_read_as_a_list_and_every_entry_says_where_it_belongs():
    assert len(entries()) >= 20
    items = [item for cell in source.read(PAGE).cells
             for item in re.split(r"^- ", cell.source, flags=re.MULTILINE)[1:]]  # fmt: skip
    assert [
        item for item in items if not re.search(r"\b(?:lessons? \d\d|page 00)", item, re.I)
    ] == []


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Bengio, Simard & Frasconi (1994) found", ("Bengio", "1994")),
        ("came with Graves and\nSchmidhuber in 2005.", ("Graves", "2005")),
        ("Source: Press et al. 2007, section 5.7", ("Press", "2007")),
    ],
)
def test_a_work_is_found_however_it_is_named(text, work):
    assert works(text) == {work}


@pytest.mark.parametrize("text", ["the LSTM of 1997", "May 2024", "In 1997 they cut", "20:19"])
def test_a_year_alone_names_no_work(text):
    assert works(text) == set()
