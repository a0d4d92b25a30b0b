"""What the exit code of the program tells."""

GOOD = 0
MISTAKE = 2  # the user can mend it; typer's own code for a wrong option, too
BUG = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 + SIGINT, as shells count
