"""What every explorer owes: labelled controls that move it, words, and what a notebook keeps.

There is no list to extend: a new explorer is in here because `EXPLORERS` has it. Its five questions
lie beside the tests of its lesson, in `questions_NAME.md`.
"""

import base64
import html
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from lstm_lab.explorers import EXPLORERS
from lstm_lab.shell import cards
from lstm_lab.shell.base import VIEW

EVERY = sorted(EXPLORERS)
LESSONS = Path(__file__).parents[1] / "lessons"


def opened(name):
    explorer = EXPLORERS[name]()
    if explorer.prediction:
        explorer.prediction.skip.click()
    return explorer


@pytest.mark.parametrize("name", EVERY)
def test_an_explorer_has_two_to_four_controls_with_labels(name):
    explorer = EXPLORERS[name]()
    assert 2 <= len(explorer.controls) <= 4
    assert all(widget.description for widget in explorer.controls.values())


def ends_of(widget):
    """Return values that a control can take: all options, both ends, or two texts."""
    if hasattr(widget, "options"):
        return list(widget.options)
    return [widget.min, widget.max] if hasattr(widget, "min") else ["a", "(b"]


@pytest.mark.parametrize("name", EVERY)
def test_every_control_changes_the_picture_at_every_end_of_its_range(name):
    explorer = opened(name)
    if name == "rnn_step":
        explorer.set(inputs="two pulses")
    for widget in explorer.controls.values():
        start, first = widget.value, explorer.image
        ends = ends_of(widget)
        seen = []
        for end in ends:
            widget.value = end
            assert explorer.error is None
            seen.append(explorer.image)
        assert any(image != first for image in seen)
        widget.value = start


@pytest.mark.parametrize("name", EVERY)
def test_the_still_picture_and_its_words_are_the_same_each_time(name):
    first, second = EXPLORERS[name](), EXPLORERS[name]()
    moved = next(iter(second.controls.values()))
    moved.value = ends_of(moved)[-1]
    (one, _), (two, _) = first._repr_mimebundle_(), second._repr_mimebundle_()
    assert {k: v for k, v in one.items() if k != VIEW} == {
        k: v for k, v in two.items() if k != VIEW
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_notebook_keeps_the_widget_a_picture_and_its_words(name):
    explorer = EXPLORERS[name]()
    bundle, metadata = explorer._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == explorer.panel.model_id
    alt, note = bundle["text/plain"].rsplit("\n", 1)
    assert note == cards.NOTE
    if "image/png" in bundle:
        picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
        picture.load()
        assert picture.format == "PNG"
        assert picture.size == explorer.picture.size
        assert metadata["image/png"]["alt"] == alt
    else:
        assert f'alt="{html.escape(alt)}"' in bundle["text/html"]
        assert 'src="data:image/svg+xml;base64,' in bundle["text/html"]


def test_explorers_never_import_pyplot():
    code = (
        "import sys; from lstm_lab import explorers\n"
        "[make() for make in explorers.EXPLORERS.values()]\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def answers(name):
    """Return the answers, in bold, of the written questions about one explorer."""
    lesson = EXPLORERS[name].__module__.split(".")[2]
    path = LESSONS / lesson / f"questions_{name}.md"
    assert path.is_file(), f"write five questions, each with its answer in bold, into {path}"
    text = path.read_text(encoding="utf-8")
    found = [re.findall(r"\*\*(.+)\*\*$", ln) for ln in text.splitlines() if ln[:1].isdigit()]
    assert [len(one) for one in found] == [1] * 5, (
        f"five lines of {path} end with an answer in bold"
    )
    return [answer for (answer,) in found]


@pytest.mark.parametrize("name", EVERY)
def test_five_questions_are_answered_by_the_first_picture_alone(name):
    explorer = EXPLORERS[name]()
    image, _ = explorer.still()
    if image.media == "image/png":
        words = " ".join(word.text for word in explorer.picture.words.values())
    else:
        words = html.unescape(image.data.decode()).replace("\N{MINUS SIGN}", "-")
    missing = [answer for answer in answers(name) if answer not in words]
    assert not missing, f"the picture of {name} does not say {missing}"


@pytest.mark.parametrize("name", EVERY)
def test_the_first_title_is_short(name):
    explorer = EXPLORERS[name]()
    if explorer.prediction:
        explorer.prediction.skip.click()
    assert 10 < len(explorer.frame.title) <= 75
