"""The bot whose address links a Telegram account to a user."""

import structlog

from app.faults import NotReady, WrongUsage
from app.settings import Settings
from bots.telegram.deep_links import deep_link

log = structlog.get_logger("house")


class ChatLinks:
    """Makes the addresses at which people link their Telegram account. The bot's name is asked
    of Telegram when the first one is made."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._name: str | None = None

    def __call__(self, secret: str) -> str | None:
        """The address for a one-time secret; None where there is no bot, or none that answers."""
        if self._settings.telegram_token is None:
            return None
        try:
            self._name = self._name or bot_name(self._settings)
        except (NotReady, WrongUsage) as error:
            log.warning("no bot to link to", reason=str(error))
            return None
        return deep_link(self._name, secret)


def bot_name(settings: Settings) -> str:
    """The bot's name, asked of Telegram.

    Raises:
        WrongUsage: no bot is configured, or Telegram does not know it.
        NotReady: Telegram cannot be reached.
    """
    if settings.telegram_token is None:
        raise WrongUsage("DEALERDESK_TELEGRAM_TOKEN is not set; @BotFather on Telegram gives one.")
    from aiogram.exceptions import TelegramNetworkError  # aiogram takes 2.7 s

    from bots.telegram.polling import TokenRefused
    from bots.telegram.running import bot_username

    try:
        return bot_username(settings.telegram_token.get_secret_value(), settings.telegram_api)
    except TokenRefused:
        raise WrongUsage("Telegram does not know DEALERDESK_TELEGRAM_TOKEN.") from None
    except TelegramNetworkError:
        raise NotReady(f"Telegram cannot be reached at {settings.telegram_api}.") from None
