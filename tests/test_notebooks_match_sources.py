"""The built notebooks are those of their sources; whether outputs are fresh is nbval's job."""

from lstm_lab.course import content
from lstm_lab.publish import build


def test_every_notebook_and_every_exercise_is_as_its_source_says():
    assert build.check(content.root()) == []
