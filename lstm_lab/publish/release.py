"""Make an exercise from its solution, cell for cell and byte for byte as nbgrader does.

A learner gets the cells of the solution without outputs: between `### BEGIN SOLUTION` and
`### END SOLUTION` stands a stub, what is between `### BEGIN HIDDEN TESTS` and its END is gone, and
nbgrader's checksums tell later whether a check was changed.
"""

import copy
import hashlib

CODE_STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
TEXT_STUB = ("YOUR ANSWER HERE",)


class ReleaseError(Exception):
    """Marks do not fit together; the message names the file, the cell and the mark."""


def exercise(solution, path):
    """Return what learners get of a solution, as a notebook of its own.

    Parameters: solution, an nbformat notebook, not changed; path, how messages name it. Raises
    ReleaseError for a mark that is nested, has no partner, or stands in a cell of another kind.
    """
    released = copy.deepcopy(solution)
    for number, cell in enumerate(released.cells):
        _release(cell, f"{path}, cell {number}")
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return released


def _release(cell, place):
    """Clear a cell in place; lock and sign it if it is marked."""
    mark = cell.metadata.get("nbgrader", {})
    stub = CODE_STUB if cell.cell_type == "code" else TEXT_STUB
    cleared = _without(cell.source, "SOLUTION", stub, place)
    visible = _without(cleared, "HIDDEN TESTS", (), place)
    if cleared != cell.source and not mark.get("solution"):
        raise ReleaseError(f"{place}: `### BEGIN SOLUTION` stands in a cell without answer=.")
    if visible != cleared and not mark.get("grade"):
        raise ReleaseError(f"{place}: `### BEGIN HIDDEN TESTS` stands in a cell without check=.")
    whole = mark.get("solution") and cleared == cell.source
    cell.source = "\n".join(stub) if whole else visible
    if mark:
        cell.metadata.update({"deletable": False} | ({} if mark.solution else {"editable": False}))
        mark.update(cell_type=cell.cell_type, checksum=_checksum(cell, mark))


def _without(text, name, stub, place):
    """Return the text with each region of this name replaced by the stub, indented as the mark."""
    kept, inside = [], False
    for line in text.split("\n"):
        begins, ends = f"BEGIN {name}" in line, f"END {name}" in line
        if begins and inside:
            raise ReleaseError(f"{place}: `### BEGIN {name}` stands inside another one.")
        if ends and not inside:
            raise ReleaseError(f"{place}: `### END {name}` has no BEGIN before it.")
        if begins:
            kept += [line[: len(line) - len(line.lstrip())] + words for words in stub]
        elif not inside and not ends:
            kept.append(line)
        inside = begins or (inside and not ends)
    if inside:
        raise ReleaseError(f"{place}: `### BEGIN {name}` has no END after it.")
    return "\n".join(kept)


def _checksum(cell, mark):
    """Return nbgrader's checksum of a marked cell (`nbgrader.utils.compute_checksum`)."""
    locked = not mark.solution and (mark.grade or mark.locked)
    signed = [cell.source, cell.cell_type, mark.grade, mark.solution, locked, mark.grade_id]
    signed += [float(mark.points)] if mark.grade else []
    return hashlib.md5("".join(map(str, signed)).encode(), usedforsecurity=False).hexdigest()
