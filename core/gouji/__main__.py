"""`python -m gouji`: the same as the program `gouji`."""

import sys

from gouji.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
