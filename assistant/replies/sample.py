"""A standard reply as it will look: every variable stands for itself."""

from collections.abc import Iterator
from typing import Any

from jinja2 import ChainableUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from assistant.replies.renderer import environment_of
from domain.errors import Invalid


class _StandIn:
    """Whatever a template asks of it, it is there: a part, a list of one, a true condition."""

    unsafe_callable = alters_data = False  # what the sandbox asks before a call

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, part: str) -> "_StandIn":
        if part.startswith("_"):
            raise AttributeError(part)
        return _StandIn(part)

    def __getitem__(self, key: Any) -> "_StandIn":
        return _StandIn(key) if isinstance(key, str) else self

    def __call__(self, *_arguments: Any) -> "_StandIn":
        return self

    def __iter__(self) -> Iterator["_StandIn"]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __gt__(self, _other: Any) -> bool:
        return True

    __lt__ = __ge__ = __le__ = __gt__

    def __add__(self, _other: Any) -> "_StandIn":
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __truediv__ = __add__

    def __float__(self) -> float:
        return 1.0

    def __abs__(self) -> "_StandIn":
        return self

    def __round__(self, _digits: int = 0) -> "_StandIn":
        return self

    def __str__(self) -> str:
        return f"‹{self._name}›"


def sample(text: str, language: str, names: frozenset[str]) -> str:
    """The text of a template with its variables' names in the places of their values.

    Raises:
        Invalid: `reply_syntax` where it cannot be rendered.
    """
    real = environment_of(language)
    environment = SandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, undefined=ChainableUndefined, autoescape=False
    )
    environment.filters |= {
        name: _shown for name in real.filters if name not in environment.filters
    }
    try:
        shown = environment.from_string(text).render({name: _StandIn(name) for name in names})
    except (TemplateError, TypeError, ValueError) as error:
        raise Invalid("reply_syntax", line=0, fault=str(error)) from None
    return "\n".join(line.strip() for line in shown.splitlines() if line.strip())


def _shown(value: Any, *_arguments: Any) -> str:
    if isinstance(value, str | _StandIn):
        return str(value)
    return "、".join(str(part) for part in value)
