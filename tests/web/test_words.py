"""The catalogues of words."""

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

from domain.models.approvals import ApprovalStatus
from domain.models.proposals import ProposalStatus
from domain.models.sales import OrderStatus
from domain.models.service import TicketKind, TicketStatus
from domain.scope import Role
from tools.all import REGISTRY
from tools.registry import Effect
from web.words import LANGUAGES, Words, catalogue

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"


def test_both_languages_have_the_same_keys_and_places_to_fill():
    zh, en = catalogue("zh"), catalogue("en")
    assert zh.keys() == en.keys()
    for key in zh:
        assert _places(zh[key]) == _places(en[key]), key


def test_every_word_a_template_asks_for_exists():
    for template in TEMPLATES.rglob("*.html"):
        for key in re.findall(r"""\bt\(["']([a-z_.]+)["'][,)]""", template.read_text("utf-8")):
            assert key in catalogue("zh"), (template.name, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_is_shown_has_a_word(language):
    known = catalogue(language)
    shown: dict[str, Iterable[str]] = {
        "status": OrderStatus,
        "ticket_status": TicketStatus,
        "kind": TicketKind,
        "approval_status": ApprovalStatus,
        "proposal.state": ProposalStatus,
        "role": [role for role in Role if role is not Role.SYSTEM],
        "step": [tool.name for tool in REGISTRY],
        "receipt": [tool.name for tool in REGISTRY if tool.effect is not Effect.READ],
    }
    missing = [f"{kind}.{code}" for kind, codes in shown.items() for code in codes]
    assert [key for key in missing if key not in known] == []


def test_a_code_without_a_word_is_shown_as_it_is():
    assert Words("en").of("status", "half_shipped") == "half shipped"


def test_chinese_is_not_left_in_english_nor_english_in_chinese():
    for key, text in catalogue("en").items():
        if not key.startswith("other_language"):
            assert not re.search(r"[一-鿿]", text), key
    for key, text in catalogue("zh").items():
        if not key.startswith(("other_language", "html_", "comma")):
            assert re.search(r"[一-鿿（）？]", text) or "{" in text, key


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
