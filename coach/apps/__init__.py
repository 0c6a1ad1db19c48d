"""The doors: each opens the coach to one kind of caller. Only they turn errors into words and exit codes."""
