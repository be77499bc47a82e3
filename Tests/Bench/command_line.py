"""The command line of every bench: options, then `--` and the program to try."""

import sys


def parsed(parser):
    """The options, and the words behind the first `--`; none where it is missing."""
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    return parser.parse_args(words[:split]), words[split + 1:]
