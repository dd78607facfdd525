"""Finding dealers and users."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Ambiguous, Invalid, NotFound, Unknown
from domain.models.people import Dealer, Region, User
from domain.naming import normalise
from domain.scope import Actor, Level, Role


def resolve_dealer(session: Session, text: str) -> Dealer:
    """The one dealer the actor may see that `text` names (code, name, part of a name).

    Raises:
        NotFound: none, or beyond the actor's scope: the two look alike.
        Ambiguous: several that he may see.
    """
    wanted = normalise(text)
    visible = list(session.scalars(select(Dealer).order_by(Dealer.id)))
    exact = [d for d in visible if wanted in {normalise(n) for n in (d.code, d.name_zh, d.name_en)}]
    found = exact or [
        d
        for d in visible
        if len(wanted) > 1 and (wanted in normalise(d.name_zh) or wanted in normalise(d.name_en))
    ]
    if not found:
        raise NotFound("dealer", text=text)
    if len(found) > 1:
        labels = [{"code": d.code, "name_zh": d.name_zh, "name_en": d.name_en} for d in found]
        raise Ambiguous("dealer", text=text, candidates=labels)
    return found[0]


def dealer_names(session: Session) -> list[tuple[str, str, str, str]]:
    """Code, Chinese and English name and city of every dealer that the actor may see."""
    rows = session.execute(select(Dealer.code, Dealer.name_zh, Dealer.name_en, Dealer.city))
    return [(code, name_zh, name_en, city) for code, name_zh, name_en, city in rows]


def dealer_for(session: Session, text: str | None) -> Dealer:
    """The dealer something is done for: the actor's own, or the one that staff name.

    Raises:
        Invalid: `dealer_required` when staff name none.
        NotFound, Ambiguous: as `resolve_dealer`; a dealer or a customer who names one that is
            not his own learns no more than that.
    """
    actor = actor_of(session)
    if actor.level in (Level.DEALER, Level.CUSTOMER):
        own = session.get_one(Dealer, actor.dealer_id)
        if text and resolve_dealer(session, text).id != own.id:
            raise NotFound("dealer", text=text)
        return own
    if not text:
        raise Invalid("dealer_required")
    return resolve_dealer(session, text)


def resolve_region(session: Session, text: str) -> Region:
    """The one region that `text` names (code or name, with or without 区, 大区, region).

    Raises:
        Unknown: none; with the regions there are.
    """
    wanted = _region_form(text)
    known = list(session.scalars(select(Region).order_by(Region.id)))
    for region in known:
        if wanted in {_region_form(n) for n in (region.code, region.name_zh, region.name_en)}:
            return region
    labels = [{"code": r.code, "name_zh": r.name_zh, "name_en": r.name_en} for r in known]
    raise Unknown("region", text=text, candidates=labels)


def dealer_key_for(session: Session, text: str | None) -> int:
    """The key of `dealer_for`'s dealer, which takes no look at the database when it is the
    actor's own.

    Raises:
        Invalid, NotFound, Ambiguous: as `dealer_for`.
    """
    actor = actor_of(session)
    if text or actor.dealer_id is None or actor.level not in (Level.DEALER, Level.CUSTOMER):
        return dealer_for(session, text).id
    return actor.dealer_id


def _region_form(text: str) -> str:
    form = normalise(text)
    for ending in ("region", "地区", "大区", "区域", "区"):
        form = form.removesuffix(ending)
    return form


def members_of(session: Session, department: str) -> list[User]:
    """The active people of a department."""
    theirs = select(User).where(User.role == Role.DEPARTMENT, User.department == department)
    return list(session.scalars(theirs.where(User.active).order_by(User.name)))


def actor_from(user: User) -> Actor:
    """The actor a signed-in user is."""
    return Actor(
        user_id=user.id,
        username=user.username,
        name=user.name,
        role=Role(user.role),
        dealer_id=user.dealer_id,
        region_id=user.region_id,
        customer_id=user.customer_id,
        department=user.department,
        language=user.language,
        time_zone=user.time_zone,
    )
