"""Say in sentences how a stored notebook differs from the one its source stands for."""

from difflib import SequenceMatcher


def differences(label, expected, path, ran):
    """List what differs between the notebook `expected` and the file at `path`; [] when nothing.

    Parameters
    ----------
    label : str
        How the sentences name the file.
    expected : nbformat notebook
        What the source stands for, without outputs.
    path : Path
        The stored notebook.
    ran : bool
        True for a lesson or a solution, whose cells must have run; what they printed is not
        compared. False for an exercise, which must hold no outputs.
    """
    import nbformat

    if not path.is_file():
        return [f"{label} is not built."]
    text = path.read_text(encoding="utf-8")
    try:
        stored = nbformat.reads(text, as_version=4)
    except Exception as error:  # whatever nbformat finds wrong with a broken file
        return [f"{label} is not a notebook: {error}"]
    found = _cells(expected, stored) or _details(expected, stored, ran)
    if not found and nbformat.writes(stored) + "\n" != text:
        found = ["the file is not in the form that the build writes"]
    return [f"{label}: {sentence}." for sentence in found]


def _cells(expected, stored):
    """List the cells that were changed, are missing or are extra; numbers count from 0."""
    old, new = ([(c.cell_type, c.source) for c in book.cells] for book in (stored, expected))
    found = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(i2 - i1, j2 - j1)
        found += [f"the source of cell {j} changed" for j in range(j1, j1 + pairs)]
        found += [f"cell {j} of the source is missing" for j in range(j1 + pairs, j2)]
        found += [f"cell {i} is not in the source" for i in range(i1 + pairs, i2)]
    return found


def _details(expected, stored, ran):
    """List what else differs between notebooks whose cells hold the same text."""
    found = []
    if expected.metadata != stored.metadata:
        found.append("the metadata of the notebook differ")
    for number, (new, old) in enumerate(zip(expected.cells, stored.cells, strict=True)):
        if (new.metadata, new.get("id")) != (old.metadata, old.get("id")):
            found.append(f"the tags or the id of cell {number} changed")
        if old.cell_type == "code" and old.source.strip():
            if ran and not old.execution_count:
                found.append(f"cell {number} was not run")
            if not ran and (old.outputs or old.execution_count):
                found.append(f"cell {number} of an exercise holds an output")
    return found
