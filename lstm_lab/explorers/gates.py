"""The name under which released notebooks import `lstm_lab.shell.gate_by_gate`."""

from lstm_lab.shell.gate_by_gate import GATES, Run, run

__all__ = ["GATES", "Run", "run"]
