"""What a standard reply may ask for: the variables that its built-in wording shows are given."""

from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError, meta, nodes

from assistant.replies.renderer import built_in, environment_of
from domain.errors import Invalid, Unknown

LANGUAGES = ("zh", "en")
LONGEST = 4_000
_ALWAYS = frozenset({"now", "today", "zone", "departments"})
"""Given to every template (see `Composer.say`)."""


@dataclass(frozen=True, slots=True)
class Variables:
    """Names that a template asks for.

    Arguments:
        names: at the top ("r").
        parts: of values ("result", "order").
        told: parts that it tells whatever the case: outside conditions and loops.
    """

    names: frozenset[str]
    parts: frozenset[str]
    told: frozenset[str]


def variables(text: str, language: str) -> Variables:
    """What a template asks for.

    Raises:
        Invalid: `reply_syntax` where it is no template.
    """
    environment = environment_of(language)
    try:
        tree = environment.parse(text)
        environment.compile(tree)
    except TemplateSyntaxError as error:
        raise Invalid("reply_syntax", line=error.lineno, fault=str(error.message)) from None
    told = [part for node in tree.body if isinstance(node, nodes.Output) for part in _parts(node)]
    names = frozenset(meta.find_undeclared_variables(tree))
    return Variables(names, frozenset(_parts(tree)), frozenset(told))


def given(name: str) -> Variables:
    """What the built-in wordings of a reply show to be given and to have to be told.

    Raises:
        Unknown: there is no reply of this name.
    """
    if name not in built_in("zh"):
        raise Unknown("reply", text=name[:64], candidates=[])
    both = [variables(built_in(language)[name], language) for language in LANGUAGES]
    return Variables(
        both[0].names | both[1].names | _ALWAYS,
        both[0].parts | both[1].parts,
        both[0].told & both[1].told,
    )


def check(name: str, language: str, text: str) -> None:
    """Let a wording pass only if it asks for nothing that is not given, and tells what it must.

    Raises:
        Invalid: empty or too long; `reply_syntax`; `reply_unknown` with the variables that are not
            given; `reply_missing` with those that must be told.
        Unknown: there is no reply of this name.
    """
    known = given(name)
    if not text.strip() or len(text) > LONGEST:
        raise Invalid("reply_length", maximum=LONGEST)
    used = variables(text, language)
    if unknown := sorted((used.names - known.names) | (used.parts - known.parts)):
        raise Invalid("reply_unknown", variables=", ".join(unknown))
    if missing := sorted(known.told - used.parts):
        raise Invalid("reply_missing", variables=", ".join(missing))


def _parts(tree: nodes.Node) -> list[str]:
    """The names of parts that are asked for, as `r.result` or as `r['items']`."""
    found = [node.attr for node in tree.find_all(nodes.Getattr)]
    keys = (node.arg for node in tree.find_all(nodes.Getitem))
    return found + [
        str(key.value) for key in keys if isinstance(key, nodes.Const) and _is_name(key.value)
    ]


def _is_name(value: Any) -> bool:
    return isinstance(value, str)
