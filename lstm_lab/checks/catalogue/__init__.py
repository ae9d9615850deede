"""Every mistake with a name: its title, what the learner is told, and the next steps.

Words in braces are filled in by the check. No entry holds the answer: it says where to look.
"""

from __future__ import annotations

from lstm_lab.checks.catalogue.back_in_time import BACK_IN_TIME
from lstm_lab.checks.catalogue.backward import BACKWARD
from lstm_lab.checks.catalogue.cell import CELL
from lstm_lab.checks.catalogue.entry import Entry
from lstm_lab.checks.catalogue.form import FORM
from lstm_lab.checks.catalogue.forward import FORWARD
from lstm_lab.checks.catalogue.gate_errors import GATE_ERRORS
from lstm_lab.checks.catalogue.gates import GATES
from lstm_lab.checks.catalogue.long_memory import LONG_MEMORY
from lstm_lab.checks.catalogue.reading_out import READING_OUT
from lstm_lab.checks.report import Finding

TABLES = (FORM, FORWARD, READING_OUT, BACKWARD, LONG_MEMORY, GATES, CELL, GATE_ERRORS, BACK_IN_TIME)
CATALOGUE = {mistake: entry for table in TABLES for mistake, entry in table.items()}

__all__ = ["CATALOGUE", "TABLES", "Entry", "finding"]


def finding(mistake, stage="form", note="", more=(), **details):
    """Return the Finding of a mistake, its braces filled from `details`.

    Parameters: mistake, an id; stage, as in Finding; note, a sentence to add to the message;
    more, hints to add. Raises KeyError for an id that is not in the catalogue.
    """
    entry = CATALOGUE[mistake]
    message = " ".join(part for part in (entry.message.format(**details), note) if part)
    return Finding(mistake, message, (*(h.format(**details) for h in entry.hints), *more), stage)
