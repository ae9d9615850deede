"""Keep a training on disk and go on with it another day, bit for bit."""

from __future__ import annotations

import numpy as np

from lstm_lab.training import archive
from lstm_lab.training.run import Run
from lstm_lab.training.trees import arrays, rebuild

KIND = "an lstm_lab checkpoint, version 1"


def save(path, run):
    """Write a Run to an .npz file, whole or not at all. Raises OSError if that fails."""
    state = arrays(run.state or ())
    named = {
        **{f"params/{name}": array for name, array in arrays(run.model.params).items()},
        **{f"optimiser/{name}": array for name, array in arrays(run.optimiser_state).items()},
        **{f"state/{name}": array for name, array in state.items()},
        "losses": run.losses,
        "norms": run.norms,
    }
    facts = {
        "step": run.step,
        "rng_state": run.rng_state,
        "vocabulary": run.model.vocabulary,
        "message": run.message,
    }
    archive.write(path, KIND, named, facts)


def load(path, model, optimiser):
    """Read a Run back.

    Parameters: path; model and optimiser, as the training began with: they give the cell, the
    loss and the structure; the numbers come from the file.
    Returns a Run for `train` to go on with.
    Raises archive.DamagedFileError if the file is damaged, foreign, or of a model or optimiser that
    differs, saying in what; OSError if there is no such file.
    """
    named, facts = archive.read(path, KIND)
    if facts["vocabulary"] != model.vocabulary:
        raise archive.DamagedFileError(
            f"{path} is of a model with other characters: {len(facts['vocabulary'])} of them, "
            f"this model has {len(model.vocabulary)}"
        )
    params = _fill(path, "params", model.params, named)
    optimiser_state = _fill(path, "optimiser", optimiser.start(model.params), named)
    state = tuple(array for name, array in named.items() if name.startswith("state/")) or None
    losses, norms = named["losses"], named["norms"]
    return Run(
        model._replace(params=params),
        optimiser_state,
        facts["step"],
        losses,
        norms,
        state,
        facts["rng_state"],
        facts["message"],
    )


def _fill(path, part, tree, named):
    """Return the tree with the file's arrays, after comparing names, shapes and dtypes."""
    wanted = {f"{part}/{name}": array for name, array in arrays(tree).items()}
    found = {name: array for name, array in named.items() if name.startswith(f"{part}/")}
    if wanted.keys() != found.keys():
        raise archive.DamagedFileError(
            f"{path} should hold {list(wanted)}, but it holds {list(found)}"
        )
    for name, array in wanted.items():
        if (found[name].shape, found[name].dtype) != (np.shape(array), array.dtype):
            raise archive.DamagedFileError(
                f"{path}: {name} should be {np.shape(array)} of {array.dtype}, "
                f"but it is {found[name].shape} of {found[name].dtype}"
            )
    return rebuild(tree, [found[name] for name in wanted])
