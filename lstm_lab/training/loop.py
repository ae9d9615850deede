"""The training loop: a fixed number of updates, a progress bar, and nothing learned is lost."""

from __future__ import annotations

import copy

import numpy as np

from lstm_lab.shapes import check_generator, check_sizes
from lstm_lab.training import checkpoints, optimisers
from lstm_lab.training.clipping import clip_by_global_norm
from lstm_lab.training.model import Batch, loss_and_gradients
from lstm_lab.training.run import Diverged, Run, check_optimiser, start
from lstm_lab.training.trees import arrays

SHOWN = 50  # the bar's loss is the mean over this many updates


def train(
    model,
    batches,
    updates,
    *,
    optimiser=None,
    clip=1.0,
    carry_state=True,
    rng=None,
    on_progress=None,
    every=50,
    checkpoint=None,
    progress=True,
):
    """Make a fixed number of updates, one a batch, and return what was reached.

    Parameters
    ----------
    model : Model, or a Run to go on with
        Going on gives bit for bit what a training without the pause gives.
    batches : list of Batches, or of tuples such as `data.text.windows` makes; or a function
        A list is used in order, again and again; the state is carried from each to the next and
        is zero where the list begins, and for batches with lengths. A function is called with rng
        and returns one Batch of independent examples.
    updates : int
        How many there shall be in all, those of a Run included.
    optimiser : Optimiser; by default adam(3e-3)
    clip : float or None
        The limit of the gradients' global norm (V3); None for no limit.
    carry_state : bool
        False begins every batch with a state of zeros.
    rng : numpy.random.Generator, for batches that are a function
    on_progress : callable
        Called with the Run after each `every` updates and after the last.
    checkpoint : path
        A file that is kept up to date as often, see `checkpoints`.
    progress : bool
        Whether to show the bar.

    Returns
    -------
    Run
        An interrupt (the stop button, Ctrl-C) ends the training early and says so; what was
        learned is in the Run. The arguments do not change, but for the draws from rng.

    Raises
    ------
    Diverged
        If a loss, a gradient or a parameter is not finite; it carries the Run before.
    TypeError, ValueError
        If an argument does not fit.
    """
    optimiser = optimisers.adam(3e-3) if optimiser is None else optimiser
    run = _begin(model, batches, updates, optimiser, rng, every)
    limit = _limit(clip)

    def report():
        if checkpoint is not None:
            checkpoints.save(checkpoint, run)
        if on_progress is not None:
            on_progress(run)

    with _bar(run, updates, progress) as bar, np.errstate(over="ignore", invalid="ignore"):
        try:
            while run.step < updates:
                batch, state = _next_batch(batches, run, carry_state, rng)
                run = _advance(run, batch, state, optimiser, limit, rng)
                bar.update()
                if run.step % every == 0 or run.step == updates:
                    bar.set_postfix_str(_recent_loss(run), refresh=False)
                    report()
        except KeyboardInterrupt:
            return _interrupted(run, updates, checkpoint)
    return run._replace(message=f"Finished after {run.step:,} updates.")


def _begin(model, batches, updates, optimiser, rng, every):
    """Check the arguments and return the Run to start from."""
    check_sizes(updates=updates, every=every)
    if callable(batches):
        check_generator(rng)
    elif not (hasattr(batches, "__getitem__") and len(batches)):
        raise TypeError(
            "batches must be a list of at least one batch, or a function of rng, "
            f"got {type(batches).__name__}"
        )
    run = model if isinstance(model, Run) else start(model, optimiser)
    check_optimiser(run, optimiser)
    if callable(batches) and run.rng_state is not None:
        rng.bit_generator.state = run.rng_state
    return run


def _limit(clip):
    """Return the limit of the gradients' norm: infinite where they are not clipped."""
    if clip is not None and not clip > 0:
        raise ValueError(f"clip must be a positive number or None, got {clip!r}")
    return np.inf if clip is None else clip


def _next_batch(batches, run, carry_state, rng):
    """Return the batch of the coming update and the state to start it with."""
    if callable(batches):
        return Batch(*batches(rng)), None
    place = run.step % len(batches)
    batch = Batch(*batches[place])
    carried = carry_state and place > 0 and batch.lengths is None
    return batch, run.state if carried else None


def _advance(run, batch, state, optimiser, limit, rng):
    """Make one update: return the next Run, or raise Diverged. Nothing half done is ever seen."""
    loss, gradients, state = loss_and_gradients(run.model, batch, state)
    norm = run.norms[-1] if run.step else None
    _require_finite(run, "the loss", loss, loss, norm, limit)
    gradients, norm = clip_by_global_norm(gradients, limit)
    _require_finite(run, "the gradient", norm, loss, norm, limit)
    params, optimiser_state = optimiser.update(run.model.params, gradients, run.optimiser_state)
    for name, array in arrays(params).items():
        _require_finite(run, f"the new {name}", array, loss, norm, limit)
    return Run(
        run.model._replace(params=params),
        optimiser_state,
        run.step + 1,
        np.append(run.losses, loss),
        np.append(run.norms, norm),
        state,
        None if rng is None else copy.deepcopy(rng.bit_generator.state),
    )


def _require_finite(run, what, value, loss, norm, limit):
    """Raise Diverged, with a likely cause, unless all numbers of the value are finite."""
    if np.isfinite(value).all():
        return
    if not run.step:
        cause = "It is the first update: look at the data, the starting weights, the learning rate."
    elif limit == np.inf:
        cause = "The gradients are not clipped: try clip=1.0, then a smaller learning rate."
    else:
        cause = "The learning rate is probably too large: try a third of it."
    raise Diverged(run, what, loss, norm, cause)


def _bar(run, updates, progress):
    """Return a progress bar that suits where it is shown, a notebook or a terminal."""
    from tqdm.auto import tqdm

    # In a notebook each redraw is several messages, and a queue that overflows drops the last one.
    settings = {"unit": "update", "mininterval": 1.0}
    return tqdm(total=updates, initial=run.step, disable=not progress, **settings)


def _recent_loss(run):
    """Write the mean of the last losses: in bits for a model of text, else as it is."""
    mean = run.losses[-SHOWN:].mean()
    if run.model.vocabulary:
        return f"{mean / np.log(2):.2f} bits per character, on training text"
    return f"loss {mean:.4g}"


def _interrupted(run, updates, checkpoint):
    """Keep what was learned, say so, and return the Run."""
    if checkpoint is not None:
        checkpoints.save(checkpoint, run)
    message = (
        f"Interrupted after {run.step:,} of {updates:,} updates. What was learned is kept: "
        "train(run, ...) goes on from here."
    )
    print(message)
    return run._replace(message=message)
