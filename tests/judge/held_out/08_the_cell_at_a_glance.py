"""Answers to exercise 08, written from its text alone."""


# %% wrong gate_settings: forget valve upside down, 1 empties and 0 keeps
def gate_settings(wish):
    if wish == "keep":
        return 0, 0, 1
    if wish == "overwrite":
        return 1, 1, 1
    if wish == "add":
        return 1, 0, 1
    if wish == "clear":
        return 0, 1, 1
    return 0, 0, 0


# %% wrong gate_settings: valves given in the order f, i, o
def gate_settings(wish):
    f, i, o = {
        "keep": (1, 0, 1),
        "overwrite": (0, 1, 1),
        "add": (1, 1, 1),
        "clear": (0, 0, 1),
        "hide": (1, 0, 0),
    }[wish]
    return f, i, o


# %% wrong gate_settings: hide also empties the cell, all three valves shut
def gate_settings(wish):
    settings = {}
    settings["keep"] = (0, 1, 1)
    settings["overwrite"] = (1, 0, 1)
    settings["add"] = (1, 1, 1)
    settings["clear"] = (0, 0, 1)
    settings["hide"] = (0, 0, 0)
    return settings[wish]


# %% wrong gate_settings: overwrite leaves the forget valve open, the old stays
def gate_settings(wish):
    i, f, o = 0, 1, 1
    if wish in ("overwrite", "add"):
        i = 1  # let the new one in
    elif wish == "clear":
        f = 0
    elif wish == "hide":
        o = 0
    return (i, f, o)


# %% wrong gate_settings: `or "add"` is always true, i is 1 for every wish
def gate_settings(wish):
    if wish == "overwrite" or "add":
        i = 1
    else:
        i = 0
    if wish == "overwrite" or wish == "clear":
        f = 0
    else:
        f = 1
    o = 0 if wish == "hide" else 1
    return i, f, o


# %% wrong gate_settings: clear only shuts the tap, the cell keeps its content
def gate_settings(wish):
    match wish:
        case "keep":
            return 0, 1, 1
        case "overwrite":
            return 1, 0, 1
        case "add":
            return 1, 1, 1
        case "clear" | "hide":  # nothing may be seen
            return 0, 1, 0


# %% right gate_settings: each valve from the wishes that need it open
def gate_settings(wish):
    i = int(wish in {"overwrite", "add"})
    f = int(wish in {"keep", "add", "hide"})
    o = int(wish != "hide")
    return i, f, o


# %% right gate_settings: chain of ifs, clear with the tap shut too
def gate_settings(wish):
    if wish == "keep":
        i, f, o = 0, 1, 1
    elif wish == "overwrite":
        i, f, o = 1, 0, 1
    elif wish == "add":
        i, f, o = 1, 1, 1
    elif wish == "clear":
        i, f, o = 0, 0, 0
    elif wish == "hide":
        i, f, o = 0, 1, 0
    else:
        raise ValueError(wish)
    return (i, f, o)


# %% right gate_settings: digits of a code looked up by position
def gate_settings(wish):
    wishes = ["keep", "overwrite", "add", "clear", "hide"]
    codes = "011 101 111 001 010".split()
    code = codes[wishes.index(wish)]
    return tuple(int(digit) for digit in code)
