"""Long measurements whose results the course stores. No lesson and no test runs them whole."""
