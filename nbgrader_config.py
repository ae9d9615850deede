# nbgrader reads this file from the folder it is started in: the course as it stands is its course.
import os
import sysconfig

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, OverwriteCells

from lstm_lab.course.copies import SUBMITTED

c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "lstm_lab"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# A release copies every file beside a notebook, and the .py beside it holds the answers.
c.CourseDirectory.ignore.append("*.py")

c.FileNameCollectorPlugin.named_regexp = SUBMITTED

# Seconds for one cell: a training needs more than nbgrader's 30.
c.Execute.timeout = 120
c.OverwriteCells.add_missing_cells = True

# nbgrader calls the program `alembic`, which lies beside it, also where no environment is active.
os.environ["PATH"] = sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", "")


class RestoreChecks(OverwriteCells):
    """Bring a deleted check back, after the nearest marked cell before it, or else at the end.

    nbgrader's own way stops with the whole submission where the answer is deleted too.
    """

    def add_missing_grade_cells(self, nb, resources):
        source = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        answers = {cell.name for cell in source.solution_cells}
        points = {cell.name: cell.max_score for cell in source.grade_cells}
        before = set()
        for known in source.source_cells:
            places = [i for i, cell in enumerate(nb.cells) if _grade_id(cell) in before]
            if known.name in points and known.name not in map(_grade_id, nb.cells):
                self.log.warning("Missing check %s is added again", known.name)
                cell = self.missing_cell_transform(known, points[known.name], known.name in answers)
                cell["id"] = known.name
                nb.cells.insert(max(places, default=len(nb.cells) - 1) + 1, cell)
            before.add(known.name)
        return nb, resources


def _grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


class ShowReports(NbGraderPreprocessor):
    """Turn the result of a check into something shown.

    nbgrader reads a result as partial credit, a number, and warns when it is none. A check ends in
    a report; it has passed when nothing was raised.
    """

    def preprocess_cell(self, cell, resources, index):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            for output in cell.get("outputs", []):
                if output.output_type == "execute_result":
                    output.output_type = "display_data"
                    del output["execution_count"]
        return cell, resources


c.Autograde.sanitize_preprocessors = [
    RestoreChecks if step is OverwriteCells else step
    for step in Autograde.sanitize_preprocessors.default()
]
c.Autograde.autograde_preprocessors = [
    step
    for known in Autograde.autograde_preprocessors.default()
    for step in ([known, ShowReports] if known is Execute else [known])
]
