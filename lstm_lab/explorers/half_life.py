"""The name under which released notebooks import lesson 10's `new_networks`."""

from lstm_lab.lessons.l10_forget_gate.explorer import new_networks

__all__ = ["new_networks"]
