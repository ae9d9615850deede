"""Losses over sequences, optimisers, clipping, the loop with its progress bar, checkpoints."""

from lstm_lab.training.clipping import clip_by_global_norm
from lstm_lab.training.loop import train
from lstm_lab.training.model import Batch, Model, bits_per_character, create, for_text
from lstm_lab.training.optimisers import adam, sgd
from lstm_lab.training.run import Diverged, Run
from lstm_lab.training.sampling import continue_text

__all__ = [
    "Batch",
    "Diverged",
    "Model",
    "Run",
    "adam",
    "bits_per_character",
    "clip_by_global_norm",
    "continue_text",
    "create",
    "for_text",
    "sgd",
    "train",
]
