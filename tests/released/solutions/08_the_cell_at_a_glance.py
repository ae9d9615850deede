# %%
from lstm_lab import checks, explorers

# %%
def gate_settings(wish):
    """Say how the three valves of the cell stand, so that a wish comes true.

    wish  one of "keep", "overwrite", "add", "clear", "hide"

    Returns (i, f, o), each 0 (shut) or 1 (open): input gate, forget gate, output gate.
    """
    ### BEGIN SOLUTION
    settings = {
        "keep": (0, 1, 1),
        "overwrite": (1, 0, 1),
        "add": (1, 1, 1),
        "clear": (0, 0, 1),
        "hide": (0, 1, 0),
    }
    return settings[wish]
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.gate_settings(gate_settings).require()
### END HIDDEN TESTS
checks.gate_settings(gate_settings)

# %%
explorers.gate_settings(gate_settings)
