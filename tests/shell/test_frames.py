"""What a picture is given to draw is described in one place: at the explorer's Frame."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import lstm_lab

PACKAGE = Path(lstm_lab.__file__).parent
MODULES = [
    ".".join(("lstm_lab", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted(PACKAGE.glob("lessons/*/*.py"))
    if re.search(r"^class Frame\(", path.read_text("utf-8"), flags=re.MULTILINE)
]


@pytest.mark.parametrize("module", MODULES)
def test_a_frame_says_what_each_of_its_fields_is(module):
    frame = import_module(module).Frame
    told = re.findall(r"\w+", inspect.getdoc(frame))
    assert [name for name in frame._fields if name not in told] == []
