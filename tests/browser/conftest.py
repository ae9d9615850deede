"""JupyterLab in a real browser: the command as a subprocess, and one page of Chromium."""

import os
import re
import shutil
import subprocess
import sys
import threading

import pytest

from lstm_lab.course import content

SECONDS = 60  # the longest wait, for a loaded machine; no test waits without a condition
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMAND = """
import sys
from pathlib import Path
from lstm_lab.course import content
content.root = lambda: Path(sys.argv[1])
from lstm_lab.cli import main
sys.exit(main(sys.argv[2:]))
"""


class Course:
    """A learner's home: starts `lstm-lab --no-browser`, and stops it. `folder` is the workspace.

    The shipped course is copied first: a build that runs meanwhile must not change it.
    """

    def __init__(self, home):
        self.home, self.folder, self.shipped = home, home / "lstm_lab_course", home / "shipped"
        for kind in ("notebooks", "exercises", "solutions"):
            shutil.copytree(content.root() / kind, self.shipped / kind)
        self.process = self.address = None

    def command(self, *arguments):
        """Start `lstm-lab` with the arguments; return the process, its words in one pipe."""
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(self.shipped), *arguments],
            cwd=self.home,
            env={**os.environ, "LSTM_LAB_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def say(self, *arguments):
        """Run `lstm-lab` with the arguments to its end; return what it printed."""
        return self.command(*arguments).communicate(timeout=SECONDS)[0]

    def start(self):
        self.process = self.command("--no-browser")
        guard = threading.Timer(SECONDS, self.process.kill)  # or reading could wait for ever
        guard.start()
        said = ""
        while not (found := re.search(r"^http://\S+$", said, re.MULTILINE)):
            line = self.process.stdout.readline()
            assert line, f"lstm-lab ended: {said}"
            said += line
        guard.cancel()
        self.address = found[0]

    def stop(self):
        self.process.terminate()
        assert self.process.wait(SECONDS) == 0
        self.process.stdout.close()

    def address_of(self, notebook):
        """Return the address that opens this notebook alone: "reset" forgets the open tabs."""
        return re.sub(r"/lab/tree/[^?]*", f"/lab/tree/{notebook}", self.address) + "&reset"


@pytest.fixture(scope="module")
def course(request, tmp_path_factory):
    """The course, open, for all tests of a module."""
    find = request.getfixturevalue("require")
    find("chromium")
    find("playwright")
    course = Course(tmp_path_factory.mktemp("home"))
    course.start()
    yield course
    course.stop()


@pytest.fixture(scope="session")
def expect(require):
    """Playwright's assertions, which wait until they hold; a minute, for a loaded machine."""
    require("playwright")
    from playwright.sync_api import expect

    expect.set_options(timeout=SECONDS * 1000)
    return expect


@pytest.fixture(scope="module")
def browser(require):
    """Chromium without a window."""
    program = require("chromium")
    require("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, tmp_path):
    """A page of a fresh browser, 1280 pixels wide; a last picture of it is kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    yield page
    page.screenshot(path=tmp_path / "last.png")
    context.close()


class Notebook:
    """A notebook in JupyterLab, with what a learner does in it."""

    def __init__(self, page, address, expect):
        self.page, self.expect = page, expect
        page.goto(address)
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.panel.locator(".jp-Cell").first.wait_for()
        self.wait_for_kernel()

    def wait_for_kernel(self):
        """Wait until the kernel is connected and idle; what is run earlier may be lost."""
        self.page.locator("#jp-main-statusbar").get_by_text("(ipykernel) | Idle").wait_for()

    def menu(self, menu, entry):
        """Choose an entry of the main menu."""
        self.page.get_by_role("menubar").get_by_text(menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def run_all(self):
        """Restart the kernel and run every cell; return at once. Old outputs are taken away."""
        self.menu("Edit", "Clear Outputs of All Cells")
        self.menu("Run", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.panel.locator(".jp-InputPrompt").get_by_text("[1]:").wait_for(state="attached")

    def cell(self, text):
        """Return the first code cell whose source holds the text."""
        source = self.page.locator(".jp-InputArea", has_text=text)
        return self.panel.locator(".jp-CodeCell", has=source).first

    def run(self, text, source=None):
        """Run the cell that holds the text, with a new source if given; wait until it ran."""
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        if source:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(source)
        prompt = self.cell(source or text).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        self.page.keyboard.press("Shift+Enter")
        ran = self.page.locator(".jp-InputPrompt").filter(has_text=re.compile(r"\[\d+\]:"))
        ran = ran.filter(has_not_text=before)
        self.cell(source or text).locator(ran).wait_for()

    def output(self, text):
        """Return the output of the cell that holds the text."""
        return self.cell(text).locator(".jp-OutputArea-output")

    def shown(self, line=None):
        """Return the explorer of the cell that holds the line, or the notebook's first one."""
        drawn = self.page.locator(".jupyter-widgets img[alt]")
        first = self.panel.locator(".jp-CodeCell", has=drawn).first
        return Shown(self, self.cell(line) if line else first)

    def has_no_errors(self):
        """Fail if a cell shows an error, or anything else that JupyterLab draws as one."""
        errors = self.panel.locator(".jp-OutputArea-output[data-mime-type$=stderr]")
        self.expect(errors).to_have_count(0)

    def save(self):
        """Save by the menu once every cell has run, and again while the tab shows unsaved work.

        What a kernel sends a moment after its last cell makes the notebook unsaved once more.
        """
        self.expect(self.panel.locator(".jp-InputPrompt").get_by_text("[*]:")).to_have_count(0)
        unsaved = self.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")
        for _ in range(6):
            self.menu("File", "Save Notebook")
            self.page.wait_for_timeout(1000)
            if unsaved.count() == 0:
                return
        self.expect(unsaved).to_have_count(0)


class Shown:
    """An explorer in JupyterLab, moved by keyboard. `image` is its live picture."""

    def __init__(self, notebook, place):
        self.notebook, self.page, self.place = notebook, notebook.page, place
        self.image = place.locator(".jupyter-widgets img[alt]").first

    def control(self, kind, label):
        """Return the first control of a kind, "hslider" or "dropdown", with the label."""
        return self.place.locator(f".widget-{kind}", has_text=label).first

    def uncover(self):
        """Ask to see the picture without a guess, and wait until that was heard."""
        found = self.place.get_by_role("button", name="Show me without a guess").first
        button = found.element_handle()  # this one: the locator would go on to the next question
        button.focus()
        self.page.keyboard.press("Enter")
        button.wait_for_element_state("hidden")

    def press(self, label, key):
        """Press a key at the slider with the label."""
        self.control("hslider", label).locator(".noUi-handle").focus()
        self.page.keyboard.press(key)

    def choose(self, label, option):
        """Choose an option of the list with the label."""
        self.control("dropdown", label).locator("select").select_option(option)

    def choose_next(self, label):
        """Take the next entry of a list: the Lab keeps a closed list's arrows, Space opens it."""
        self.control("dropdown", label).locator("select").focus()
        for key in ("Space", "ArrowDown", "Enter"):
            self.page.keyboard.press(key)

    def says(self, words):
        """Wait until the picture's words hold these; fail if they never do."""
        pattern = re.compile(re.escape(words))
        self.notebook.expect(self.image).to_have_attribute("alt", pattern)

    def fits_at_both_widths(self, folder):
        """Fail if the picture is cut off in a wide or a narrow window; keep both in the folder."""
        self.notebook.wait_for_kernel()  # the last move is drawn
        for width in (800, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.image.scroll_into_view_if_needed()
            self.notebook.expect(self.image).to_be_in_viewport()
            picture, place = self.image.bounding_box(), self.place.bounding_box()
            assert picture["width"] > 300
            assert picture["x"] + picture["width"] <= place["x"] + place["width"]
            self.page.screenshot(path=folder / f"{width}.png")


@pytest.fixture
def open_notebook(page, course, expect):
    """The function that opens a notebook of the workspace, `folder`, on the page."""

    def open_notebook(path):
        return Notebook(page, course.address_of(path), expect)

    open_notebook.folder = course.folder
    return open_notebook


@pytest.fixture
def run_lesson(open_notebook):
    """The function that runs a lesson and returns the explorer of a line, or its first one."""

    def run_lesson(name, line=None):
        notebook = open_notebook(f"notebooks/{name}.ipynb")
        notebook.run_all()
        shown = notebook.shown(line)
        shown.image.wait_for()
        return shown

    return run_lesson
