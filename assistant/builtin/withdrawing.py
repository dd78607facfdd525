"""Words by which something written down is taken back."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

WITHDRAWS = re.compile(
    r"(?<![别不勿])(?<!不[要用能会])(?:撤回|撤销|撤掉|撤了|取消|作废|收回)|弄错|搞错"
    r"|(?:不用|不必|别|甭|不需要|无需)(?:再|来|去|过来|上门|派人|派?师傅|麻烦|你们|人)*(?:修|来|装|派|跑)(?:了|一趟)"
    r"|不(?:修|装|约)了"
    r"|(?<!don't )(?<!do not )(?<!dont )(?<!not )(?<![a-z])(?:withdraw|cancel|undo|void"
    r"|take (?:it|that|this|my \w+) back|call (?:it|that|the \w+|this) off|call off (?:the|my))"
    r"|(?<![a-z])(?:no need (?:to|for)|(?:don't|do not|dont) (?:need to |have to )?(?:bother|send))"
    r" .{0,24}(?:come|com\w+ out|repair|visit|anyone|anybody|technician|engineer|send\w*)",
    re.IGNORECASE,
)
"""Something is to be taken back, or nobody is to come any more."""


IF_SO = re.compile(
    r"(?:的话|如果|要是|假如)[^。.!！]{0,14}不[修装约来]|(?<![a-z])unless ", re.IGNORECASE
)
"""It is only to be taken back on a condition."""
OTHERS_DID = re.compile(
    r"(?:你们|他们|师傅|对方|被|给我)[^,，。]{0,8}(?:取消|撤)|取消了我"
    r"|(?<![a-z])(?:was|were|been|got|they|you|he|she|someone|who)(?: \w+)? cancell?ed",
    re.IGNORECASE,
)
"""It was taken back, by somebody else: a grievance."""
_SPELT = ("withdraw", "cancel")


def withdraws(text: str) -> bool:
    """Whether a text says that something is to be taken back, misspelt English words included."""
    return WITHDRAWS.search(_spelt(text)) is not None


def _spelt(text: str) -> str:
    """`text` with those words as they are spelt."""

    def right(match: re.Match[str]) -> str:
        found = process.extractOne(match[0].lower(), _SPELT, scorer=OSA.distance, score_cutoff=1)
        return found[0] if found else match[0]

    return re.sub(r"(?i)[a-z]{6,9}", right, text)
