"""How sentences for the reader are put together. Standard library only."""


def listed(names, last="and"):
    """Join names for a sentence: "a", "a and b", "a, b and c"; `last` stands before the last."""
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end
