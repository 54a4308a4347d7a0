"""The command: settle the language, then run; whatever goes wrong ends in one line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Final

from tongbao import messages

FAILED: Final = 1
INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; docs/cli.md says what each means."""
    words = hoist(sys.argv[1:] if arguments is None else arguments)
    # The help texts are fixed when the commands are defined, so the language comes first.
    messages.choose(words[1] if words[:1] == ["--lang"] else None)
    _never_fail_on_a_character()
    from schemas.errors import TongbaoError
    from tongbao.cli import app

    try:
        return _code(app(args=words, prog_name="tongbao", standalone_mode=True))
    except SystemExit as error:
        return _code(error.code)
    except TongbaoError as error:
        _complain(messages.say("error", detail=error.message(messages.current())))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # a traceback tells its reader nothing; --debug shows it
        if "--debug" in words:
            raise
        _complain(messages.say("unexpected", detail=f"{type(error).__name__}: {error}"))
    return FAILED


def hoist(words: Sequence[str]) -> list[str]:
    """The words with `--lang` and `--debug` moved to the front, wherever they were written.

    >>> hoist(["extract", "a.txt", "--lang", "zh"])
    ['--lang', 'zh', 'extract', 'a.txt']
    >>> hoist(["extract", "--lang=en", "--debug", "--", "--lang"])
    ['--lang', 'en', '--debug', 'extract', '--', '--lang']
    """
    front: list[str] = []
    rest: list[str] = []
    debug: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *left]
        elif name == "--lang":
            front = ["--lang", value if equals else next(left, "")]
        elif word == "--debug":
            debug = [word]
        else:
            rest.append(word)
    return front + debug + rest


def _never_fail_on_a_character() -> None:
    """What goes into a file or a pipe is UTF-8, whatever the locale; a terminal keeps its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _code(code: object) -> int:
    return code if isinstance(code, int) else 0 if code is None else FAILED


def _complain(line: str) -> None:
    print(line, file=sys.stderr)


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main())


if __name__ == "__main__":
    run()
