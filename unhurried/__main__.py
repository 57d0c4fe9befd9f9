"""`python -m unhurried` and the command `unhurried`."""

import sys

from unhurried.launch.command import main

if __name__ == "__main__":
    sys.exit(main())
