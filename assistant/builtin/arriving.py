"""Words by which goods are said to have come in."""

import re

ARRIVED = re.compile(
    r"(?<!没)(?<!未)(?<!还没)(?:收到|到货|到了|货到|送到了|签收|收货)"
    r"|(?<![a-z])(?:has|have|'ve|'s|is|are|was|were)? ?(?:just )?(?:come in|came in|arrived"
    r"|received|been delivered|turned up|showed up|here now|sign(?:ed)? for)(?![a-z])",
    re.IGNORECASE,
)
