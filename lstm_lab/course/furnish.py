"""How JupyterLab looks in a workspace: settings, a style sheet, the first layout, the last page.

All of it lies in the workspace's `.lstm_lab/jupyter`, and the learner's own choices stay. Standard
library only.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from lstm_lab import progress
from lstm_lab.course import kernel

SETTINGS = {
    # The picture of a slider is there again after a reopen, without a kernel.
    "@jupyter-widgets/jupyterlab-manager/plugin": {"saveState": True},
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    # Names are long, and need the column's room.
    "@jupyterlab/filebrowser-extension/browser": {"showLastModifiedColumn": False},
}

# The first time the side bars are folded: at 1280 pixels a lesson needs the room.
LAYOUT = {
    "data": {
        "layout-restorer:data": {
            "left": {"collapsed": True, "visible": True, "widgets": ["filebrowser"]},
            "right": {"collapsed": True, "visible": True, "widgets": []},
        }
    },
    "metadata": {"id": "default"},
}

STYLE = """\
/* Written by lstm-lab at each start.
   A picture that was saved waits for its kernel: it says so in words, not by broken links. */
.jupyter-widgets-disconnected::before { content: none !important; display: none !important; }
.lstm-lab-panel.jupyter-widgets-disconnected::after {
  content: "Run this cell to move it.";
  color: #5A6270;
  font-size: 13px;
}
/* A lesson, its exercise and its solution have one file name. */
.lm-TabBar-tab[title*="Path: exercises/"] .lm-TabBar-tabLabel::before { content: "Exercise "; }
.lm-TabBar-tab[title*="Path: solutions/"] .lm-TabBar-tabLabel::before { content: "Solution "; }
.lm-TabBar-tab[title*=".fresh"] .lm-TabBar-tabLabel::before,
.jp-DirListing-item[title*=".fresh"] .jp-DirListing-itemText::before { content: "Fresh copy: "; }
.lm-TabBar-tab[title*=".new"] .lm-TabBar-tabLabel::before,
.jp-DirListing-item[title*=".new"] .jp-DirListing-itemText::before { content: "New version: "; }
"""


def furnish(folder):
    """Write what is not there yet into a workspace's `.lstm_lab` folder, and the style sheet."""
    jupyter = Path(folder, "jupyter")
    for name, values in SETTINGS.items():
        file = jupyter / "settings" / f"{name}.jupyterlab-settings"
        if not file.exists():
            _write(file, json.dumps(values, indent=1) + "\n")
    _write(jupyter / "config" / "custom" / "custom.css", STYLE)
    kernel.write_spec(jupyter / "data")


def has_layout(folder):
    """Say whether JupyterLab has kept a layout in this `.lstm_lab` folder."""
    return any(_layouts(folder))


def last_open(folder):
    """Return the notebook that was in front when JupyterLab was left, or None.

    Parameters: folder, a workspace. Returns a path in the workspace, such as
    "notebooks/05_why_memory_fades.ipynb"; the file may be gone since.
    """
    for file in _layouts(Path(folder, progress.FOLDER)):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            main = json.loads(file.read_bytes())["data"]["layout-restorer:data"]["main"]
            kind, _, path = main["current"].partition(":")
            if kind == "notebook":
                return path
    return None


def _layouts(folder):
    """List the layouts that JupyterLab keeps, the newest first."""
    files = Path(folder, "jupyter", "workspaces").glob("*.jupyterlab-workspace")
    return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    progress.write_atomically(file, text)
