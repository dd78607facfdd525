"""The link that a person opens to connect his Telegram account."""

from urllib.parse import urlencode


def deep_link(bot_username: str, token: str) -> str:
    """The address that opens the bot and hands it `token` (see `make_link`), good for one use."""
    return f"https://t.me/{bot_username.removeprefix('@')}?{urlencode({'start': token})}"
