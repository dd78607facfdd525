"""Replies and articles as HTML: light markup only. No links, no pictures, no raw HTML: a text that
somebody else had a hand in must neither lead away nor fetch anything."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def as_html(text: str) -> Markup:
    """Paragraphs, lists, tables and emphasis of `text`; everything else stays as it was written."""
    return Markup(_markdown().render(text))  # raw HTML is off: all is escaped


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False})
    return parser.enable("table").disable(
        ["link", "autolink", "image", "html_inline", "html_block", "heading", "lheading", "code"]
    )
