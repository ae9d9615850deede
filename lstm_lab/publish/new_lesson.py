"""Make the skeleton of a new lesson: every file that a lesson has, and its place in LESSONS.

The files in templates/ lie as they will lie in the course; words such as @name@, in their paths and
in their texts, are filled in. An appendix is one file, made from appendix.py.txt.
"""

import keyword
import re
from pathlib import Path

from lstm_lab.course import content
from lstm_lab.progress import write_atomically

TEMPLATES = Path(__file__).with_name("templates")
APPENDIX = Path(__file__).with_name("appendix.py.txt")
LIST = "lstm_lab/lessons/__init__.py"
START = "00_start_here"


class SkeletonError(Exception):
    """The lesson cannot be made; the message says why. Nothing was written."""


def make(root, number, slug):
    """Write the files of a lesson that passes the tests of form; return their paths.

    Parameters: root, the checkout; number, such as 26, or 90 to 99 for an appendix; slug, such as
    "a_slug", which is also what its exercise and its explorer are called at first. Raises
    SkeletonError for a number or a slug that is taken or none, and for a file that is there.
    """
    root, name = Path(root), f"{number:02d}_{slug}"
    _look_at(root, number, slug)
    words, files = _words(root, name, slug), {}
    if words["part"] == content.APPENDICES:
        made = root / f"notebooks/{name}.py"
        write_atomically(made, _filled(APPENDIX.read_text("utf-8"), words))
        return [made]
    for template in sorted(TEMPLATES.rglob("*.txt")):
        place = template.relative_to(TEMPLATES).with_suffix("").as_posix()
        files[root / _filled(place, words)] = _filled(template.read_text("utf-8"), words)
    for path in files:
        if path.exists():
            raise SkeletonError(f"{path} is there already. Nothing was written.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    _enlist(root / LIST, f"l{name}")
    return [*files, root / LIST]


def _look_at(root, number, slug):
    """Raise SkeletonError unless number and slug are free, and the slug can name a function."""
    from lstm_lab import checks, explorers

    if not re.fullmatch("[a-z][a-z0-9_]*", slug) or keyword.iskeyword(slug):
        raise SkeletonError(f"{slug!r} cannot name a function: take small letters, digits and _.")
    try:
        content.part_of(f"{number:02d}_{slug}")
    except ValueError:
        last = max(n for numbers in content.PARTS.values() for n in numbers)
        raise SkeletonError(
            f"There is no lesson {number}: take 0 to {last}, or {last + 1} to 99 for an appendix."
        ) from None
    for name in _lessons(root):
        if int(name[:2]) == number or name[3:] == slug:
            raise SkeletonError(f"There is a lesson {name} already.")
    if slug in checks.EXERCISES or slug in explorers.EXPLORERS:
        raise SkeletonError(f"There is an exercise or a picture called {slug} already.")


def _lessons(root):
    """Return the names of the lessons that have a notebook or a folder, in order."""
    folders = {path.parent.name[1:] for path in root.glob("lstm_lab/lessons/l*/*.py")}
    return sorted(folders | {path.stem for path in root.glob("notebooks/*.py")})


def _words(root, name, slug):
    """Return what the words in the templates stand for."""
    part, title = content.part_of(name), slug.replace("_", " ").capitalize()
    appendix = part == content.APPENDICES
    others = [
        each for each in _lessons(root) if (content.part_of(each) == content.APPENDICES) == appendix
    ]
    around = {"Previous": [other for other in others if other < name][-1:]}
    around["Next"] = [other for other in others if other > name][:1]
    links = [
        f"{word}: [{_title(root, other)}]({other}.ipynb)"
        for word, others in around.items()
        for other in others
    ]
    if appendix:
        links.insert(0, f"Back: [{_title(root, START)}]({START}.ipynb)")
    else:
        links.insert(len(around["Previous"]), f"[Exercise](../exercises/{part}/{name}.ipynb)")
    words = {"name": name, "NN": name[:2], "slug": slug, "title": title}
    return words | {"part": part, "digit": part[0], "links": " ·\n".join(links)}


def _title(root, name):
    """Return a lesson's title, "18 · Find the bug"; its name where there is none."""
    source = root / "notebooks" / f"{name}.py"
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    found = re.search(rf"^# ({name[:2]} .+)$", text, re.MULTILINE)
    return found[1] if found else name


def _filled(text, words):
    return re.sub(r"@(\w+)@", lambda word: words[word[1]], text)


def _enlist(path, lesson):
    """Put the lesson into LESSONS, in order."""
    before, listed = path.read_text(encoding="utf-8").split("LESSONS = (\n")
    entries, after = listed.split(")\n", 1)
    lines = sorted([*entries.splitlines(keepends=True), f'    "{lesson}",\n'])
    write_atomically(path, f"{before}LESSONS = (\n{''.join(lines)})\n{after}")
