# nbgrader reads this file from the folder it is started in: the course as it stands is its course.
c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "lstm_lab"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# A release copies every file beside a notebook, and the .py beside it holds the answers.
c.CourseDirectory.ignore.append("*.py")
