"""`gongbao` and `python -m service`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.disable()  # imports leave no garbage; a command collects again once it is loaded
    try:
        from service.cli.app import run  # in here, so that Ctrl-C while it loads is no traceback

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
