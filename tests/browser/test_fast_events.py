"""A reader who leans on the arrow keys: the last picture belongs to the last value."""

import re
import time

from lstm_lab import explorers

LEFT, RIGHT = ["ArrowLeft"], ["ArrowRight"]
# From 1 in halves: up to 6.5, ten times 4 down or up, down to 4.5, up to 7, first reached here.
KEYS = RIGHT * 11 + (LEFT * 8 + RIGHT * 8) * 5 + LEFT * 4 + RIGHT * 5
FIRST, LAST = 1.0, 7.0
SHOWS = """words => [...document.querySelectorAll(".jupyter-widgets img[alt]")]
    .some(image => image.alt === words)"""


def words_at(bias):
    """Return what the picture of lesson 10 says at this bias."""
    explorer = explorers.forget_gate(predict=False)
    explorer.set(b=bias)
    return explorer.alt


def press_fast(page, keys, seconds=2.0):
    """Press the keys evenly within the seconds, as far as the machine keeps up; return the time."""
    began = time.perf_counter()
    for number, key in enumerate(keys):
        early = began + number * seconds / len(keys) - time.perf_counter()
        time.sleep(max(0.0, early))
        page.keyboard.press(key)
    return time.perf_counter() - began


def test_after_a_hundred_fast_keys_the_picture_is_that_of_the_last(open_notebook, expect):
    notebook = open_notebook("notebooks/10_forget_gate.ipynb")
    page = notebook.page
    notebook.run("import numpy as np")
    notebook.run("explorers.forget_gate()")
    shown = notebook.shown()
    shown.uncover()
    page.wait_for_function(SHOWS, arg=words_at(FIRST))
    slider = shown.control("hslider", "bias b_f")
    slider.locator(".noUi-handle").focus()
    pressing = press_fast(page, KEYS)
    pressed = time.perf_counter()
    page.wait_for_function(SHOWS, arg=words_at(LAST))
    latency = time.perf_counter() - pressed
    print(f"{len(KEYS)} keys in {pressing:.2f} s, the last picture {1000 * latency:.0f} ms later")
    expect(slider.locator(".widget-readout")).to_have_text(f"{LAST:.2f}")
    notebook.wait_for_kernel()
    expect(shown.image).to_have_attribute("alt", re.compile(re.escape(words_at(LAST)) + "$"))
