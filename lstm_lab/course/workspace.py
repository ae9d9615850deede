"""The learner's own copy of the course: where it is, and how it is brought up to date.

No call here overwrites what the learner wrote: a notebook is replaced only while its cells are as
delivered, a new version is put beside one that was edited, and every file is written in one step,
so that an update may be cut off anywhere and run again. Links that lead out are not followed.
Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

import lstm_lab
from lstm_lab import progress
from lstm_lab.course import content, manifest

KINDS = ("notebooks", "exercises")


class WorkspaceError(Exception):
    """The workspace cannot be used; the message is a sentence that says what to do."""


class FailedError(Exception):
    """Something failed that is not the user's doing; the message is a sentence."""


class Update:
    """One run of an update: the shipped notebooks, the workspace, and the sentences to tell."""

    def __init__(self, workspace, shipped):
        self.workspace, self.shipped = Path(workspace), Path(shipped)
        self.told = []

    def run(self):
        """Deliver every shipped notebook; write the manifest last; return the sentences."""
        folder = self.workspace / progress.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with progress.locked(folder / "update.lock"):
            self.manifest, sentence = manifest.read(self.workspace)
            first = not self.manifest["delivered"] and not sentence
            for old, path in renamed_notebooks(self.shipped):
                self._move(old, path)
            for path in shipped_notebooks(self.shipped):
                self._deliver(path)
            self.manifest["version"] = lstm_lab.__version__
            manifest.write(self.workspace, self.manifest)
        added = first and all(line.startswith("New: ") for line in self.told)
        return [line for line in [sentence, *([] if added else self.told)] if line]

    def _move(self, old, path):
        """Give a notebook of an earlier version its new name, or take it away if never edited."""
        source, target = self.workspace / old, self.workspace / path
        if not source.is_file() or leads_out(self.workspace, source):
            return
        if not self._edited(old):
            if not os.path.lexists(target):
                self._put(path, target, manifest.fingerprint(self.shipped / path))
            source.unlink()
            self.told.append(f"Renamed: {old} is now {path}.")
        elif os.path.lexists(target):
            if self.manifest["offered"].get(old) != path:
                self.manifest["offered"][old] = path
                self.told.append(f"{old} has your work and is left as it is: {path} is there too.")
            return
        else:
            os.rename(source, target)
            self.told.append(f"Renamed with your work in it: {old} is now {path}.")
            if old in self.manifest["delivered"]:
                self.manifest["delivered"][path] = self.manifest["delivered"][old]
        self.manifest["delivered"].pop(old, None)
        self.manifest["offered"].pop(old, None)

    def _edited(self, path):
        """Say whether a notebook is not as it was delivered; a damaged one counts as edited."""
        try:
            found = manifest.fingerprint(self.workspace / path)
        except manifest.NotebookError:
            return True
        return found != self.manifest["delivered"].get(path)

    def _deliver(self, path):
        """Bring one notebook up to date, or put the new version beside, or leave it."""
        target, mark = self.workspace / path, manifest.fingerprint(self.shipped / path)
        if leads_out(self.workspace, target):
            return self.told.append(f"Left as it is: {path} is a link out of the course folder.")
        if not os.path.lexists(target):
            return self._add(path, target, mark)
        try:
            found = manifest.fingerprint(target)
        except manifest.NotebookError as error:
            reason = f"{path} is damaged ({error}) and left as it is"
            return self._offer(path, mark, reason) or self.told.append(f"{reason}.")
        if found == mark:
            self.manifest["delivered"][path] = mark
        elif found == self.manifest["delivered"].get(path):
            self._put(path, target, mark)
            self.told.append(f"Updated: {path}.")
        elif mark != self.manifest["delivered"].get(path):
            self._offer(path, mark, f"{path} has your work and is left as it is")
        return None

    def _add(self, path, target, mark):
        """Put a notebook where there is none, unless something else lies at its folder's place."""
        try:
            self._put(path, target, mark)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTDIR, errno.ELOOP):
                raise
            self.told.append(f"Left out: {path}, because its folder's place is taken.")
        else:
            self.told.append(f"New: {path}.")

    def _put(self, path, target, mark):
        """Write the shipped notebook, not run yet, at the target in one step."""
        target.parent.mkdir(parents=True, exist_ok=True)
        progress.write_atomically(target, manifest.fresh(self.shipped / path))
        self.manifest["delivered"][path] = mark

    def _offer(self, path, mark, reason):
        """Put the shipped notebook beside the learner's, once per version; return its path then."""
        if self.manifest["offered"].get(path) == mark:
            return None
        beside = put_beside(self.shipped / path, self.workspace / path, "new")
        self.manifest["offered"][path] = mark
        self.told.append(f"{reason}; the course's version is {beside.name} beside it.")
        return beside


def shipped_notebooks(shipped):
    """Return the paths of the shipped lessons and exercises, relative, with "/", in order."""
    found = (path for kind in KINDS for path in Path(shipped, kind).rglob("*.ipynb"))
    hidden = ".ipynb_checkpoints"
    return sorted(p.relative_to(shipped).as_posix() for p in found if hidden not in p.parts)


def renamed_notebooks(shipped):
    """Return (old path, new path) of the shipped notebooks that had another name before."""
    old = {new: old for old, new in content.RENAMED.items()}
    return [
        (path.replace(Path(path).stem, old[Path(path).stem]), path)
        for path in shipped_notebooks(shipped)
        if Path(path).stem in old
    ]


def leads_out(workspace, target):
    """Say whether a path is a link, or lies in a folder that leads out of the workspace."""
    target = Path(target)
    parent = Path(os.path.realpath(target.parent))  # resolve() raises on a loop of links
    return target.is_symlink() or not parent.is_relative_to(os.path.realpath(workspace))


def put_beside(source, target, word):
    """Copy `source`, not run yet, beside `target` as NAME.word.ipynb, or -2 if that is taken.

    Returns the new path, or the one that already holds the same cells. No file is overwritten.
    """
    mark, number = manifest.fingerprint(source), 1
    while True:
        suffix = word if number == 1 else f"{word}-{number}"
        beside = target.with_name(f"{target.stem}.{suffix}.ipynb")
        if not os.path.lexists(beside):
            beside.parent.mkdir(parents=True, exist_ok=True)
            progress.write_atomically(beside, manifest.fresh(source))
            return beside
        with contextlib.suppress(manifest.NotebookError):
            if not beside.is_symlink() and manifest.fingerprint(beside) == mark:
                return beside
        number += 1


def update(workspace, shipped=None):
    """Make the workspace, or bring it up to date; return the sentences to tell the learner.

    Parameters: workspace, a path; shipped, the folder with notebooks/ and exercises/, by default
    the course's own. Raises WorkspaceError where the folder is not the course's to use, and
    OSError when the disk is full or cannot be written to; what was there is then still there.
    """
    workspace, shipped = Path(workspace).resolve(), Path(shipped or content.root())
    _check_place(workspace, shipped)
    return Update(workspace, shipped).run()


def _check_place(workspace, shipped):
    """Raise WorkspaceError unless the folder is new, empty or a course folder."""
    own = [shipped, *(shipped / kind for kind in (*KINDS, "solutions"))]
    if any(workspace == place.resolve() for place in own):
        raise WorkspaceError(f"{workspace} is the course itself; please give another folder.")
    if workspace.exists() and not workspace.is_dir():
        raise WorkspaceError(f"{workspace} is a file; please give a folder.")
    if leads_out(workspace, workspace / progress.FOLDER / "x"):
        raise WorkspaceError(f"{workspace / progress.FOLDER} leads to another folder; remove it.")
    if not workspace.is_dir() or is_workspace(workspace, shipped):
        return
    if any(not entry.name.startswith(".") for entry in workspace.iterdir()):
        raise WorkspaceError(
            f"{workspace} holds other files and is not a course folder; "
            "please give a new or an empty folder."
        )


def is_workspace(folder, shipped=None):
    """Say whether the folder is a course folder, also one whose hidden records were lost."""
    folder = Path(folder)
    if (folder / progress.FOLDER).is_dir():
        return True
    paths = shipped_notebooks(shipped or content.root()) if folder.is_dir() else []
    return any((folder / path).is_file() for path in paths)


def locate(given=None):
    """Return the place of the workspace, which may not exist yet.

    The one given; else the one around the working directory; else the one remembered; else
    lstm_lab_course in the home folder. Raises WorkspaceError when the remembered one is gone.
    """
    if given:
        return Path(given).expanduser().resolve()
    if found := progress.find_workspace():
        return found
    if remembered := _remembered():
        if is_workspace(remembered):
            return remembered
        raise WorkspaceError(
            f"Your course folder {remembered} is not there any more. If you moved it, say where: "
            "lstm-lab --workspace NEW_PLACE. To begin again: "
            f'lstm-lab --workspace "{remembered}".'
        )
    return (_home() / "lstm_lab_course").resolve()


def existing(given=None):
    """Return the workspace like `locate`; raise WorkspaceError unless it is there."""
    workspace = locate(given)
    if not is_workspace(workspace):
        raise WorkspaceError(f"There is no course folder at {workspace}; lstm-lab open makes one.")
    return workspace


def remember(workspace):
    """Keep the workspace's place for the next time; OSError when that cannot be written."""
    file = config_folder() / "workspace.txt"
    if _remembered() != Path(workspace):
        file.parent.mkdir(parents=True, exist_ok=True)
        progress.write_atomically(file, f"{workspace}\n")


def _remembered():
    """Return the place kept by `remember`, or None."""
    try:
        text = (config_folder() / "workspace.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(text) if text and "\0" not in text else None


def config_folder():
    """Return the platform's folder for settings; the variable LSTM_LAB_HOME replaces it."""
    if "LSTM_LAB_HOME" in os.environ:
        return _home() / "settings"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or _home() / "AppData/Roaming") / "lstm_lab"
    if sys.platform == "darwin":
        return _home() / "Library/Application Support/lstm_lab"
    return Path(os.environ.get("XDG_CONFIG_HOME") or _home() / ".config") / "lstm_lab"


def _home():
    return Path(os.environ.get("LSTM_LAB_HOME") or Path.home())
