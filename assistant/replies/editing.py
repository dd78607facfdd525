"""Editing standard replies: every edit is a new version, and any earlier one can come back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.replies.renderer import built_in
from assistant.replies.sample import sample
from assistant.replies.variables import LANGUAGES, check, given
from domain.database import actor_of
from domain.errors import NotFound, Retry, Unknown
from domain.models.people import User
from domain.models.replies import ReplyTemplate
from domain.scope import Permission

BUILT_IN = 0
"""The version of the wording that the product ships with."""


@dataclass(frozen=True, slots=True)
class Version:
    """A wording. `editor` and `at` are None for the one that the product ships with."""

    number: int
    text: str
    editor: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A reply in a list: its wording in force, by language, and in which languages it is edited."""

    name: str
    texts: dict[str, str]
    edited: tuple[str, ...]


def standing(session: Session) -> list[Standing]:
    """All replies as they are in force, by name. Raises `Forbidden` without the permission."""
    actor_of(session).require(Permission.EDIT_REPLIES)
    newest = session.scalars(select(ReplyTemplate).order_by(ReplyTemplate.version))
    edited = {(t.name, t.language): t.text for t in newest}
    return [
        Standing(
            name,
            {lang: edited.get((name, lang), built_in(lang)[name]) for lang in LANGUAGES},
            tuple(
                lang
                for lang in LANGUAGES
                if edited.get((name, lang), built_in(lang)[name]) != built_in(lang)[name]
            ),
        )
        for name in sorted(built_in("zh"))
    ]


def history(session: Session, name: str, language: str) -> list[Version]:
    """The versions of a reply, the one in force first, the product's own last.

    Raises:
        Unknown: no such reply or language.
        Forbidden: the actor may not edit replies.
    """
    actor_of(session).require(Permission.EDIT_REPLIES)
    _known(name, language)
    rows = session.execute(
        select(ReplyTemplate, User.username)
        .outerjoin(User, User.id == ReplyTemplate.edited_by)
        .where(ReplyTemplate.name == name, ReplyTemplate.language == language)
        .order_by(ReplyTemplate.version.desc())
    )
    edits = [Version(t.version, t.text, editor, t.edited_at) for t, editor in rows]
    return [*edits, Version(BUILT_IN, built_in(language)[name], None, None)]


def preview(name: str, language: str, text: str) -> str:
    """How a wording will look, once it is checked. Raises as `check`."""
    _known(name, language)
    check(name, language, text)
    return sample(text, language, given(name).names)


def edit(
    session: Session, name: str, language: str, text: str, based_on: int, now: datetime
) -> Version:
    """Put a wording in force.

    Arguments:
        based_on: the version that was seen when the edit began.

    Raises:
        Invalid, Unknown: as `check`.
        Retry: somebody else edited it meanwhile.
        Forbidden: the actor may not edit replies.
    """
    actor = actor_of(session)
    actor.require(Permission.EDIT_REPLIES)
    tidy = text.replace("\r\n", "\n").strip()
    preview(name, language, tidy)
    latest = history(session, name, language)[0].number
    if latest != based_on:
        raise Retry("reply")
    edited = ReplyTemplate(
        name=name,
        language=language,
        version=latest + 1,
        text=tidy,
        edited_by=actor.user_id,
        edited_at=now,
    )
    session.add(edited)
    session.flush()
    return Version(edited.version, edited.text, None, now)


def revert(
    session: Session, name: str, language: str, to: int, based_on: int, now: datetime
) -> Version:
    """Put an earlier wording in force again, as a new version.

    Raises:
        NotFound: there is no such version.
        Whatever `edit` raises.
    """
    found = [v for v in history(session, name, language) if v.number == to]
    if not found:
        raise NotFound("version", text=str(to))
    return edit(session, name, language, found[0].text, based_on, now)


def _known(name: str, language: str) -> None:
    if language not in LANGUAGES or name not in built_in(language):
        raise Unknown("reply", text=f"{name} {language}"[:64], candidates=[])
