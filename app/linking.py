"""The bot whose address links a Telegram account to a user."""

from app.faults import NotReady, WrongUsage
from app.settings import Settings


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
