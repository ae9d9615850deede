"""The roles: apart in colour, and apart on grey paper."""

from itertools import combinations

from matplotlib.colors import to_rgb

from lstm_lab.drawing import style

SHOWN_TOGETHER = ("i", "g", "f", "o", "c", "h")


def test_no_two_roles_share_a_colour():
    colours = [role.colour for role in style.ROLES.values()]
    reference = style.ROLES["reference"].colour
    assert len({c for c in colours if c != reference}) == len(colours) - 1


def test_roles_that_are_drawn_together_differ_by_line_or_marker_on_grey_paper():
    looks = [(style.ROLES[r].line, style.ROLES[r].marker) for r in (*SHOWN_TOGETHER, "x")]
    assert len(set(looks)) == len(looks)


def test_every_line_stands_out_from_the_paper():
    def grey(colour):
        return sum(w * c for w, c in zip((0.299, 0.587, 0.114), to_rgb(colour), strict=True))

    assert all(grey(role.colour) < 0.72 for role in style.ROLES.values())


def test_colours_of_gates_and_states_lie_apart():
    for one, two in combinations(SHOWN_TOGETHER, 2):
        a, b = to_rgb(style.ROLES[one].colour), to_rgb(style.ROLES[two].colour)
        assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) > 0.05
