"""Every small change of a function's syntax tree: what a hurried hand might have written.

Nothing here knows the exercises: the changes are mechanical.
"""

from __future__ import annotations

import ast
import copy
import itertools

_OTHER_OPERATOR = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult,
}
_OTHER_COMPARISON = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.Gt: ast.GtE}
_OTHER_NAMES = {
    "tanh": ("sin", "exp"),
    "exp": ("log", "square"),
    "log": ("log2", "exp", "log10"),
    "log2": ("log",),
    "sum": ("mean", "max"),
    "mean": ("sum",),
    "max": ("min", "mean"),
    "cumsum": ("cumprod",),
}


def mutants(source):
    """Return a function's source, normalised, and the sources of all its changes, each once.

    Parameters: source, text that defines a function, and then those that it calls. The docstrings
    are dropped.
    """
    tree = ast.parse(source)
    for function in tree.body:
        _drop_docstring(function)
    original = ast.unparse(tree)
    found = {}
    for changed in itertools.chain(_everywhere(tree), _exchanged_names(tree), _fewer_lines(tree)):
        if not any(map(_appends_itself, ast.walk(changed))):
            found[ast.unparse(ast.fix_missing_locations(changed))] = None
    found.pop(original, None)
    return original, list(found)


def _appends_itself(node):
    """True for `hs.append(hs)`: NumPy would never come to the end of such a list."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "append"
        and ast.dump(node.func.value) == ast.dump(node.args[0])
    )


def _drop_docstring(function):
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]


def _everywhere(tree):
    """Yield a copy of the tree for each replacement of each expression."""
    names = [argument.arg for argument in tree.body[0].args.args]
    names += sorted(
        {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    )
    for k, node in enumerate(ast.walk(tree)):
        for replacement in _replacements(node, names):
            yield _replaced(tree, k, replacement)


def _replaced(tree, k, replacement):
    """Copy the tree with its k-th node, in walking order, replaced."""
    tree = copy.deepcopy(tree)
    target = next(itertools.islice(ast.walk(tree), k, None))
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, field, replacement)
            elif isinstance(value, list) and any(item is target for item in value):
                setattr(parent, field, [replacement if i is target else i for i in value])
    return tree


def _replacements(node, names):
    """Yield what may stand in a node's place."""
    for kind, change in _CHANGES.items():
        if isinstance(node, kind):
            yield from change(node, names)


def _binary(node, names):
    yield node.left
    yield node.right
    yield ast.BinOp(node.right, node.op, node.left)
    other = _OTHER_OPERATOR.get(type(node.op))
    if other:
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.left, ast.BinOp):  # a + b * c for (a + b) * c, and the like
        inner = node.left
        yield ast.BinOp(inner.left, inner.op, ast.BinOp(inner.right, node.op, node.right))


def _unary(node, names):
    if isinstance(node.op, ast.USub):
        yield node.operand


def _name(node, names):
    if not isinstance(node.ctx, ast.Load) or node.id not in names:
        return
    yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)
    yield ast.Attribute(ast.Name(node.id, ast.Load()), "T", ast.Load())
    yield ast.UnaryOp(ast.USub(), ast.Name(node.id, ast.Load()))


def _attribute(node, names):
    if node.attr == "T":
        yield node.value
    for other in _OTHER_NAMES.get(node.attr, ()):
        yield ast.Attribute(node.value, other, ast.Load())


def _call(node, names):
    if len(node.args) >= 1:
        yield node.args[0]
    if isinstance(node.func, ast.Attribute) and not isinstance(node.func.value, ast.Name):
        yield node.func.value
    if isinstance(node.func, ast.Attribute) and node.func.attr == "tanh":
        yield _sigmoid(node.args[0])
    if isinstance(node.func, ast.Attribute) and node.func.value and not node.args:
        yield node.func.value
    for k in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:k] + node.keywords[k + 1 :])


def _sigmoid(argument):
    return ast.parse(f"1 / (1 + np.exp(-({ast.unparse(argument)})))", mode="eval").body


def _constant(node, names):
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield from (ast.Constant(v) for v in (node.value + 1, node.value - 1, 0, -node.value))
    elif node.value is None:
        yield ast.Constant(0)


def _subscript(node, names):
    if isinstance(node.ctx, ast.Load):
        yield node.value
    if isinstance(node.slice, ast.Name | ast.BinOp):
        for op in (ast.Add(), ast.Sub()):
            shifted = ast.BinOp(node.slice, op, ast.Constant(1))
            yield ast.Subscript(node.value, shifted, node.ctx)


def _compare(node, names):
    other = _OTHER_COMPARISON.get(type(node.ops[0]))
    if other:
        yield ast.Compare(node.left, [other()], node.comparators)


def _augmented(node, names):
    yield ast.Assign([node.target], node.value, lineno=0)
    other = _OTHER_OPERATOR.get(type(node.op))
    if other:
        yield ast.AugAssign(node.target, other(), node.value)


def _assign(node, names):
    """A name that is assigned anew may be changed in place instead, or added to."""
    target = node.targets[0]
    if isinstance(target, ast.Name) and target.id in names:
        place = ast.Subscript(ast.Name(target.id, ast.Load()), ast.Constant(...), ast.Store())
        yield ast.Assign([place], node.value, lineno=0)
        yield ast.AugAssign(target, ast.Add(), node.value)


def _for(node, names):
    """The loop may run backwards, or leave out its first or last turn."""
    for text in ("reversed(list({}))", "list({})[1:]", "list({})[:-1]"):
        turns = ast.parse(text.format(ast.unparse(node.iter)), mode="eval").body
        yield ast.For(node.target, turns, node.body, node.orelse, lineno=0)


def _return(node, names):
    yield ast.Return(None)
    if isinstance(node.value, ast.Tuple):
        for one, other in itertools.combinations(range(len(node.value.elts)), 2):
            elements = list(node.value.elts)
            elements[one], elements[other] = elements[other], elements[one]
            yield ast.Return(ast.Tuple(elements, ast.Load()))


_CHANGES = {
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Constant: _constant,
    ast.Subscript: _subscript,
    ast.Compare: _compare,
    ast.AugAssign: _augmented,
    ast.Assign: _assign,
    ast.For: _for,
    ast.Return: _return,
}


def _exchanged_names(tree):
    """Yield the tree with two arguments exchanged everywhere in the body."""
    arguments = [argument.arg for argument in tree.body[0].args.args]
    for one, other in itertools.combinations(arguments, 2):
        changed = copy.deepcopy(tree)
        for node in ast.walk(changed):
            if isinstance(node, ast.Name):
                node.id = {one: other, other: one}.get(node.id, node.id)
        yield changed


def _fewer_lines(tree):
    """Yield the tree without one of its statements, or with two neighbours exchanged."""
    for k, node in enumerate(ast.walk(tree)):
        body = getattr(node, "body", None)
        if not isinstance(body, list) or isinstance(node, ast.Module):
            continue
        for line in range(len(body)):
            less = body[:line] + body[line + 1 :] or [ast.Pass()]
            yield _with_body(tree, k, less)
            if line:
                swapped = [*body[: line - 1], body[line], body[line - 1], *body[line + 1 :]]
                yield _with_body(tree, k, swapped)


def _with_body(tree, k, body):
    changed = copy.deepcopy(tree)
    next(itertools.islice(ast.walk(changed), k, None)).body = copy.deepcopy(body)
    return changed
