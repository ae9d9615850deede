"""The course as files: its lessons, the build, and the learner's workspace."""
