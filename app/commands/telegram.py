"""`dealerdesk telegram`"""

from functools import partial

from app.commands.options import Data, new_app
from app.faults import WrongUsage
from app.house import open_house
from app.logs import begin_command
from app.output import say
from app.settings import settings_for
from app.stopping import until_stopped
from app.working import chat_deliveries
from bots.telegram.polling import TokenRefused
from bots.telegram.running import run_until_stopped

app = new_app()


@app.command("telegram")
def speak(data: Data = None) -> None:
    """Speak with people on Telegram until asked to stop. DEALERDESK_TELEGRAM_TOKEN names the bot.

    One process a bot. A person links his account with the one-time address that he gets on his
    page, or from `dealerdesk user link`.
    """
    settings = settings_for(data)
    begin_command(settings)
    if settings.telegram_token is None:
        raise WrongUsage("DEALERDESK_TELEGRAM_TOKEN is not set; @BotFather on Telegram gives one.")
    house = open_house(settings, serving=False)
    try:
        house.load()
        with until_stopped() as stop:
            say("Speaking on Telegram.")
            token = settings.telegram_token.get_secret_value()
            run_until_stopped(
                house,
                token=token,
                api_base=settings.telegram_api,
                stop=stop,
                beside=partial(chat_deliveries, settings, house.database, house.clock),
            )
    except TokenRefused:
        raise WrongUsage("Telegram does not know DEALERDESK_TELEGRAM_TOKEN.") from None
    finally:
        house.close()
