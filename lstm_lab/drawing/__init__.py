"""How a picture is drawn: SVG, matplotlib, the look, words, the cell's plumbing. Knows no model."""
