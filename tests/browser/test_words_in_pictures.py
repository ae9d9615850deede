"""No word of a drawn picture is small, lies on another or is cut off, as Chromium sets it."""

import pytest

from lstm_lab.explorers import EXPLORERS

SMALLEST = 13  # pixels of a letter
LEAST = 3  # pixels: boxes are a little larger than the letters in them
BOXES = """([smallest, least]) => {
  const box = e => e.getBoundingClientRect(), picture = box(document.querySelector("svg"));
  const words = [...document.querySelectorAll("text")].filter(e => e.textContent.trim());
  const cut = words.filter(e => box(e).left < picture.left || box(e).right > picture.right + 1
    || box(e).bottom > picture.bottom + 4).map(e => "cut: " + e.textContent);
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  const small = words.filter(e => size(e) < smallest).map(e => "small: " + e.textContent);
  const over = [];
  words.forEach((a, k) => words.slice(k + 1).forEach(b => {
    const [p, q] = [box(a), box(b)];
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    const lies = wide > least && high > least + 0.3 * size(a);
    if (lies) over.push(a.textContent + " | " + b.textContent);
  }));
  return [...cut, ...small, ...over];
}"""


def drawings(explorer):
    """Return an explorer's pictures as SVG text: now, answered, and at both ends of its time."""
    found = [explorer.image]
    if explorer.prediction:
        explorer.prediction.skip.click()
        found.append(explorer.image)
    for name, widget in explorer.controls.items():
        for end in (getattr(widget, "min", None), getattr(widget, "max", None)):
            if end is not None:
                explorer.set(**explorer.defaults | {name: end})
                found.append(explorer.image)
    return [image.data.decode() for image in found if image and "svg" in image.media]


@pytest.mark.parametrize("name", EXPLORERS)
def test_no_word_of_a_drawing_is_small_lies_on_another_or_is_cut(name, page):
    for drawing in drawings(EXPLORERS[name]()):
        page.set_content(f'<body style="margin:0">{drawing}</body>')
        assert page.evaluate(BOXES, [SMALLEST, LEAST]) == []
