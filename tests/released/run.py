"""Run the code of a released notebook, cell by cell, and show what each cell ends with."""

import ast
import sys
from pathlib import Path


def run(path):
    names = {"__name__": "__main__"}
    for number, cell in enumerate(Path(path).read_text(encoding="utf-8").split("# %%\n")):
        body = ast.parse(cell, f"{path}, cell {number}").body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), f"{path}, cell {number}", "exec"), names)
        if last:
            shown = eval(
                compile(ast.Expression(last.value), f"{path}, cell {number}", "eval"), names
            )
            bundle = getattr(shown, "_repr_mimebundle_", None)
            if bundle:
                bundle()


if __name__ == "__main__":
    run(sys.argv[1])
