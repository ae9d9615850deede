"""The instructor's page in JupyterLab, in a real browser."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

PART, LESSON = "1_recurrent_networks", "01_one_step_of_memory"
SECONDS = 120  # the longest wait for one condition, for a loaded machine
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture
def course(nbgrader, copy_course, tmp_path):
    """A course directory with one lesson, released, and one student's right work."""
    course = copy_course(tmp_path / "course", (LESSON,))
    nbgrader(course, "generate_assignment", PART, "--force")
    handed_in = course / "submitted" / "ann" / PART
    handed_in.mkdir(parents=True)
    shutil.copy(course / "solutions" / PART / f"{LESSON}.ipynb", handed_in)
    return course


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def without_news(folder):
    """Write settings without the question about news, which would cover the page."""
    file = folder / "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    file.parent.mkdir(parents=True)
    file.write_text('{"fetchNews": "false"}')
    return folder


@pytest.fixture
def address(course, tmp_path):
    """The address of a JupyterLab that an instructor starts in the course directory."""
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.port={port}", "--IdentityProvider.token=teach"]
    command += [f"--LabApp.user_settings_dir={without_news(tmp_path / 'settings')}"]
    own = {"JUPYTER_CONFIG_DIR": str(tmp_path / "none"), "HOME": str(tmp_path)}
    with open(tmp_path / "log.txt", "wb") as log:
        server = subprocess.Popen(
            command, cwd=course, env={**os.environ, **own}, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + SECONDS
        while not answers(port):
            alive = server.poll() is None and time.monotonic() < deadline
            assert alive, (tmp_path / "log.txt").read_text()[-2000:]
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/lab?token=teach"
    finally:
        server.terminate()
        server.wait(SECONDS)


@pytest.fixture
def page(require):
    """A page of Chromium without a window."""
    program = require("chromium")
    require("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(SECONDS * 1000)
        yield page
        browser.close()


def test_the_formgrader_lists_the_part_and_grades_a_student(page, address, tmp_path):
    page.goto(address)
    page.get_by_role("menubar").get_by_text("Nbgrader", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Formgrader", exact=True).click()
    frame = page.frame_locator("iframe")
    part = frame.locator("tr", has_text=PART)
    part.locator("td.num-submissions a", has_text="1").click()
    student = frame.locator("tr", has=frame.locator("td.student-id", has_text="ann"))
    student.locator("td.autograde a").click()
    dialog = frame.locator(".modal.in")
    dialog.wait_for()
    page.screenshot(path=tmp_path / "formgrader.png")
    assert f"Successfully autograded '{PART}' for student 'ann'" in dialog.inner_text()
    student.locator("td.status", has_text="graded").wait_for()
    score, of = student.locator("td.score").inner_text().split(" / ")
    assert float(score) == float(of) > 0
