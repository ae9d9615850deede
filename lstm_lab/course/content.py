"""Find the course's notebooks and name its lessons. Standard library only."""

import json
import re
from pathlib import Path
from typing import NamedTuple

PARTS = {
    "1_recurrent_networks": range(0, 8),
    "2_lstm_gates": range(8, 14),
    "3_lstm_backward": range(14, 20),
    "4_training": range(20, 90),
}
APPENDICES = "appendices"  # 90 to 99 belong to no part, and have no exercises
RENAMED = {"17_find_the_bug": "18_find_the_bug"}  # lessons, by the names of earlier versions
NAME = re.compile(r"(\d\d)_[a-z0-9_]+")


class Lesson(NamedTuple):
    """A lesson: its name, part and title; paths are relative to the content's root."""

    name: str  # "01_one_step_of_memory"
    part: str  # "1_recurrent_networks"
    title: str  # the first heading
    notebook: Path
    exercise: Path | None
    solution: Path | None

    @property
    def number(self):
        """Return the two digits, as text: "01"."""
        return self.name[:2]


def root():
    """Return the folder that holds notebooks/, exercises/ and solutions/.

    A wheel carries them inside the package; a checkout has them at its top level. Raises
    FileNotFoundError when neither is there.
    """
    here = Path(__file__).resolve()
    for folder in (here.parent / "content", here.parents[2]):
        if (folder / "notebooks").is_dir():
            return folder
    raise FileNotFoundError(
        f"The course's notebooks are neither beside {here} nor in {here.parents[2]}: "
        "please install lstm-lab again."
    )


def part_of(name):
    """Return the part of the lesson `name`, or APPENDICES; raise ValueError for any other name."""
    matched = NAME.fullmatch(name)
    number = int(matched[1]) if matched else None
    for part, numbers in PARTS.items():
        if number in numbers:
            return part
    if number is not None and number >= 90:
        return APPENDICES
    raise ValueError(f"{name!r} is not a lesson's name: it takes the form 01_one_step_of_memory.")


def lessons(folder=None):
    """List the lessons whose notebooks are built, in order; folder is `root()` by default."""
    folder = Path(folder or root())
    built = sorted((folder / "notebooks").glob("*.ipynb"))
    return [_lesson(folder, path) for path in built if NAME.fullmatch(path.stem)]


def _lesson(folder, path):
    part = part_of(path.stem)
    beside = Path(part, path.name)
    exercise, solution = (
        Path(kind, beside) if (folder / kind / beside).is_file() else None
        for kind in ("exercises", "solutions")
    )
    return Lesson(path.stem, part, _title(path), path.relative_to(folder), exercise, solution)


def _title(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "".join(line for cell in cells for line in [*cell["source"], "\n"])
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else path.stem
