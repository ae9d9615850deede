"""Recurrent networks and the LSTM, derived, drawn, written by the learner and proved by numbers."""

__version__ = "0.1.0"
