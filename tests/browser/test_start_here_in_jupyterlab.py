"""The first page in JupyterLab, by keyboard: typing, an unknown character, the guess."""

import re

import pytest


@pytest.fixture
def notebook(run_lesson):
    """The page Start here, run."""
    return run_lesson("00_start_here").notebook


def test_the_network_goes_on_behind_every_typed_character(notebook, expect):
    line = notebook.panel.get_by_label("you type")
    image = notebook.panel.locator(".jupyter-widgets img[alt*='You typed']")
    expect(image).to_have_attribute("alt", re.compile('You typed: \'If "x" is the name'))
    line.focus()
    notebook.page.keyboard.press("Control+a")
    notebook.page.keyboard.type('The "class" <b> (')
    expect(image).to_have_attribute("alt", re.compile(re.escape("'The \"class\" <b> ('. The net")))
    expect(line).to_have_value('The "class" <b> (')
    notebook.page.keyboard.insert_text("中")
    card = notebook.panel.get_by_role("alert")
    expect(card).to_contain_text("The network has never seen the character '中'")
    expect(image).to_have_count(0)
    notebook.page.keyboard.press("Backspace")
    expect(image).to_have_count(1)
    expect(card).to_have_count(0)


def test_a_guess_is_locked_in_and_stands_in_the_progress_table(notebook, expect):
    asked = notebook.cell("explorers.affine()")
    lock = asked.get_by_role("button", name="Lock in my guess")
    expect(lock).to_be_disabled()
    notebook.cell("explorers.affine()").locator(".noUi-handle").first.focus()
    notebook.page.keyboard.press("ArrowRight")
    expect(lock).to_be_enabled()
    lock.click()
    expect(notebook.panel).to_contain_text("✗ x: you 0.1 · it is 0.5")
    expect(lock).to_be_hidden()
    image = notebook.panel.locator(".jupyter-widgets img[alt*='number line']")
    expect(image).to_have_attribute("alt", re.compile("x = 0.5 gives a = 0"))
    notebook.run("progress_table()", "progress_table()  # again")
    table = notebook.cell("progress_table()  # again").locator("table").last
    expect(table.get_by_role("row").last).to_have_text(
        re.compile(r"00 · x where a is 0\s*0\.1\s*0\.5")
    )


def test_who_runs_the_page_again_finds_the_line_and_is_not_asked_again(run_lesson, expect):
    notebook = run_lesson("00_start_here").notebook
    expect(notebook.panel).to_contain_text("✗ x: you 0.1 · it is 0.5")
    asked = notebook.cell("explorers.affine()")
    assert asked.get_by_role("button", name="Lock in my guess").count() == 0
    notebook.cell("explorers.affine()").locator("summary").click()
    expect(notebook.panel).to_contain_text("Which input x gives a = 0?")
