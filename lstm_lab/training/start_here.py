"""The trained LSTM of the page "Start here": load it, or train it again.

`python -m lstm_lab.training.start_here` trains it on this Python's help topics, a few minutes on
one core, and writes `lstm_lab/data/start_here.npz`. What it learned differs by Python version; the
file says which text it was trained on.
"""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.data import text
from lstm_lab.training import archive, optimisers
from lstm_lab.training.loop import train
from lstm_lab.training.model import Model, bits_per_character, for_text
from lstm_lab.training.trees import arrays, rebuild

KIND = "the network of Start here, version 1"
HIDDEN, STEPS, STREAMS, SEED = 128, 50, 32, 1
# A fast start and a slow end: (updates in all, learning rate).
PHASES = ((2400, 5e-3), (3600, 1e-3), (4200, 2e-4))


class StartHere(NamedTuple):
    """A trained model of text and what is known of it.

    Attributes: model, Model; unit, the number of the cell that follows the flag best; flag, what
    it follows ("inside parentheses" or "inside quotes"); correlation, between the two on the test
    part; bits, per character there; corpus, a sentence on the text it was trained on.
    """

    model: Model
    unit: int
    flag: str
    correlation: float
    bits: float
    corpus: str


def path():
    """Return where the file is."""
    return resources.files("lstm_lab.data") / "start_here.npz"


def load():
    """Return the trained StartHere. Raises archive.DamagedFileError if the file was changed."""
    with resources.as_file(path()) as file:
        named, facts = archive.read(file, KIND)
    if _digest(named) != facts["sha256"]:
        raise archive.DamagedFileError(f"{path()} was changed: its numbers do not fit its sha256")
    model = for_text(lstm, facts["vocabulary"], facts["hidden"], rng=np.random.default_rng(0))
    # Kept in float16 to be small, used in float32.
    params = rebuild(model.params, (named[k].astype(np.float32) for k in arrays(model.params)))
    return StartHere(
        model._replace(params=params), *(facts[name] for name in StartHere._fields[1:])
    )


def _digest(named):
    """Return the sha256 of arrays, names and all."""
    digest = hashlib.sha256()
    for name in sorted(named):
        digest.update(name.encode() + np.ascontiguousarray(named[name]).tobytes())
    return digest.hexdigest()


def cell_values(model, ids):
    """Return what the LSTM's cells hold after each character: tanh(c), (characters, H)."""
    xs = text.one_hot(ids, len(model.vocabulary), np.float32)[:, None]
    _, _, tape = sequence.forward(lstm, model.params.cell, xs)
    return np.stack([np.tanh(trace.c[0]) for trace in tape.traces])


def inside_parentheses(string):
    """Say for each character whether a parenthesis is open after it, within its paragraph."""
    return _inside(string, lambda depth, c: max(0, depth + (c == "(") - (c == ")")))


def inside_quotes(string):
    """Say for each character whether a double quote is open after it, within its paragraph."""
    return _inside(string, lambda depth, c: depth ^ (c == '"'))


FLAGS = {"inside parentheses": inside_parentheses, "inside quotes": inside_quotes}


def _inside(string, step):
    """Follow a depth through each paragraph; return where it is above 0, bools (characters,)."""
    flags = []
    for part in re.split(r"(\n\n)", string):
        depth = 0
        for character in part:
            depth = step(depth, character)
            flags.append(depth > 0)
    return np.array(flags)


def correlations(values, flags):
    """Return the correlation (H,) of each unit's values (characters, H) with the flags."""
    values, flags = values - values.mean(axis=0), flags - flags.mean()
    size = np.linalg.norm(values, axis=0) * np.linalg.norm(flags)
    return (values * flags[:, None]).sum(axis=0) / np.maximum(size, 1e-12)


def find_unit(model, corpus):
    """Choose, on the validation part, the unit and the flag that go together best.

    Returns the unit's number, the flag's name and their correlation on the test part.
    """
    found = []
    for name, flag in FLAGS.items():
        r = correlations(_values(model, corpus.validation), flag(corpus.validation))
        found.append((abs(r).max(), int(abs(r).argmax()), name))
    _, unit, name = max(found)
    r = correlations(_values(model, corpus.test), FLAGS[name](corpus.test))
    return unit, name, float(r[unit])


def _values(model, string):
    """Return the cells' values over a text."""
    return cell_values(model, text.encode(string, model.vocabulary))


def fit(corpus, phases=PHASES, hidden=HIDDEN, progress=True):
    """Train an LSTM on the corpus and return the Model."""
    rng = np.random.default_rng(SEED)
    windows = text.windows(text.encode(corpus.train, corpus.vocabulary), STEPS, STREAMS)
    run = for_text(lstm, corpus.vocabulary, hidden, rng=rng)
    for updates, rate in phases:
        run = train(run, windows, updates, optimiser=optimisers.adam(rate), progress=progress)
    return run.model


def save(model, corpus, file):
    """Write the model in float16, with its best unit and what the text was. Returns the facts."""
    named = {name: a.astype(np.float16) for name, a in arrays(model.params).items()}
    unit, flag, correlation = find_unit(model, corpus)
    test = text.encode(corpus.test, corpus.vocabulary)
    facts = {
        "unit": unit,
        "flag": flag,
        "correlation": round(correlation, 3),
        "bits": round(bits_per_character(model, test), 3),
        "corpus": text.describe(corpus),
        "hidden": len(model.params.readout.V),
        "vocabulary": corpus.vocabulary,
        "sha256": _digest(named),
    }
    archive.write(file, KIND, named, facts)
    return facts


def main():
    """Train, write the file, print what it reached."""
    corpus = text.load()
    facts = save(fit(corpus), corpus, path())
    for name in ("corpus", "bits", "unit", "flag", "correlation"):
        print(f"{name:<12} {facts[name]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
