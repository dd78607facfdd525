"""Which model leads the conversation."""

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def leading_model(settings: Settings) -> "BaseChatModel | None":
    """The LLM of the settings; None: the built-in model leads."""
    if not settings.has_llm:
        return None
    from assistant.llm import chat_model  # loads LangChain

    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return chat_model(
        base_url=settings.openai_base_url,
        api_key=key,
        model=settings.openai_model,
        timeout=settings.llm_timeout,
    )
