"""The name under which lesson 10, and released notebooks, import its new networks."""

from lstm_lab.lessons.l10_forget_gate.fresh import new_lstms, new_networks, typical

__all__ = ["new_lstms", "new_networks", "typical"]
