"""What an operator is told when a command cannot do its work, and the exit code that goes with it.

1    refused: a rule, a check or a person says no
2    the command line or a setting is wrong
3    the house is not in a state to work: no database, wrong version, port taken
70   something nobody foresaw
130  interrupted
"""

REFUSED = 1
USAGE = 2
NOT_READY = 3
UNFORESEEN = 70
INTERRUPTED = 130


class Fault(Exception):
    """A reason in plain words.

    Arguments:
        code: the exit code.
    """

    def __init__(self, message: str, code: int = REFUSED) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class NotReady(Fault):
    """The house is not in a state to work; the message says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, NOT_READY)


class WrongUsage(Fault):
    """The command line asks for something impossible."""

    def __init__(self, message: str) -> None:
        super().__init__(message, USAGE)
