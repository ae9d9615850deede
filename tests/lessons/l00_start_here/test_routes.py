"""The hours of the three routes are the minutes printed on the pages, lessons and exercises."""

import re

import pytest

from lstm_lab.course import content
from lstm_lab.publish import source

ROOT = content.root()
START = (ROOT / "notebooks/00_start_here.py").read_text(encoding="utf-8")
ROW = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \| about (\d+) hours \|$", re.MULTILINE)
MINUTES = re.compile(r"(\d+) minutes")  # the first number; optional minutes come after it


def minutes():
    """Return the minutes of every lesson of a part with its exercise, by its two digits."""
    spent = {}
    for lesson in content.lessons():
        if int(lesson.number) < 90:
            pages = [lesson.notebook, lesson.solution] if lesson.solution else [lesson.notebook]
            tops = [source.read((ROOT / page).with_suffix(".py")).cells[0].source for page in pages]
            spent[lesson.number] = sum(int(MINUTES.search(top)[1]) for top in tops)
    return spent


def chosen(route):
    """Return the lessons of a row of the table: "all", or numbers and runs such as 08-13."""
    if route.startswith("all"):
        return list(minutes())
    runs = [run.split("-") for run in route.split()]
    return [f"{n:02d}" for run in runs for n in range(int(run[0]), int(run[-1]) + 1)]


@pytest.mark.parametrize(("name", "route", "hours"), ROW.findall(START))
def test_the_hours_of_a_route_are_those_of_its_pages(name, route, hours):
    spent = sum(minutes()[number] for number in chosen(route)) / 60
    assert hours == f"{spent:.0f}", f"{name}: write about {spent:.0f} hours"


def test_there_are_three_routes_and_a_lesson_takes_about_an_hour():
    assert [row[0] for row in ROW.findall(START)] == ["full", "fast", "the backward pass"]
    assert 45 <= sum(minutes().values()) / len(minutes()) <= 75
