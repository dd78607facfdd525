"""Pictures of what is wrong: no channel takes them yet. That is said, and noted on the ticket."""

from assistant.builtin.plan import Brief, Step, say
from assistant.builtin.telling import asks
from assistant.understanding.canonical import canonical
from assistant.understanding.visit_words import PHOTOS


def photos(brief: Brief) -> list[Step] | None:
    """That pictures cannot be taken in, with a note on the ticket of the talk that there are some;
    None when the message is not about pictures, or opens a ticket itself."""
    said = canonical(brief.text).text
    tickets = [t for t in brief.tickets if t.is_open and t.is_visit]
    if not PHOTOS.search(said) or (not tickets and brief.understanding.main.intent in _OWN):
        return None
    if len(tickets) != 1 or brief.focus.turned or asks(brief.text):
        return [say("add_to_ticket.photos", ticket="")] if tickets else None
    number = tickets[0].number

    def follow(_results: object) -> list[Step]:
        return [say("add_to_ticket.photos", ticket=number)]

    arguments = {"ticket": number, "note": brief.text[:2000]}
    return [Step(tool="add_to_ticket", arguments=arguments, follow=follow, intent="open_ticket")]


_OWN = frozenset({"open_ticket", "submit_report", "complaint", "return_refund"})


def photos_kept(text: str) -> list[Step]:
    """What is said of pictures with a ticket that is opened."""
    if not PHOTOS.search(canonical(text).text):
        return []
    return [say("add_to_ticket.photos", ticket="")]
