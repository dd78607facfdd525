"""What a way of sending says when it could not deliver."""


class Undeliverable(Exception):
    """Not delivered.

    Arguments:
        reason: short, for administrators; holds nothing of the content.
        for_good: whether trying again is of no use.
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
