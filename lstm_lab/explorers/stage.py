"""The name under which released notebooks import lesson 12's scenes."""

from lstm_lab.lessons.l12_output_gate.explorer import OFTEN, OPEN, changes_after_the_jump, run

__all__ = ["OFTEN", "OPEN", "changes_after_the_jump", "run"]
