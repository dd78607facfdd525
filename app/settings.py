"""What an operator may choose: environment variables, or lines of a `.env` in the current folder.

All are listed in `docs/settings.md`. Nothing but this file reads the environment.
"""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.database import Database


def _database(value: SecretStr) -> SecretStr:
    try:
        backend = make_url(value.get_secret_value()).drivername
    except ArgumentError:
        backend = ""
    if backend not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return value


def _zone(value: str) -> str:
    from zoneinfo import available_timezones

    if value not in available_timezones():
        raise ValueError("must be an IANA time zone such as Asia/Shanghai")
    return value


def _mail(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must begin with smtp:// or smtps:// and name a host")
    return value


Mail = Annotated[SecretStr, AfterValidator(_mail)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]


class Settings(BaseSettings):
    """Every setting, with its meaning."""

    model_config = SettingsConfigDict(
        env_prefix="DEALERDESK_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    data: Path = Field(
        Path("dealerdesk-data"), description="Folder for the built-in database and search index."
    )
    database_url: DatabaseUrl | None = Field(
        None,
        description="SQLAlchemy URL of the database: `postgresql+psycopg://…`, or `sqlite:///…`. "
        "Unset: a SQLite file in the data folder.",
    )
    upgrade_url: DatabaseUrl | None = Field(
        None,
        description="PostgreSQL: the URL of the tables' owner, for `upgrade`, `backup` and "
        "`restore`. The role of `database_url` then only serves.",
    )
    pool_size: int = Field(
        10, ge=1, le=200, description="Database connections that one process keeps open."
    )
    chroma_url: str | None = Field(
        None, description="A Chroma server such as `http://chroma:8000`. Unset: the data folder."
    )
    cache: Path | None = Field(
        None,
        description="Folder for what can be made again (the trained intent classifier). "
        "Unset: the user's cache folder.",
    )
    model: Literal["auto", "builtin", "llm"] = Field(
        "auto",
        description="Who leads the conversation: `builtin`, `llm`, or `auto`: the LLM where an "
        "OpenAI key or address is set.",
    )
    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias="OPENAI_API_KEY",
        description="Key for an OpenAI-compatible LLM.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias="OPENAI_BASE_URL",
        description="Address of an OpenAI-compatible LLM. Unset: OpenAI's own.",
    )
    openai_model: str = Field(
        "gpt-4.1-mini", validation_alias="OPENAI_MODEL", description="Name of the LLM."
    )
    llm_timeout: float = Field(
        20, gt=0, le=100, description="Seconds after which the built-in model takes over."
    )
    proposal_minutes: int = Field(
        15, ge=1, le=24 * 60, description="How long a proposal may be confirmed."
    )
    telegram_token: SecretStr | None = Field(None, description="The Telegram bot's token.")
    telegram_api: str = Field(
        "https://api.telegram.org", description="Address of the Telegram Bot API."
    )
    smtp_url: Mail | None = Field(
        None,
        description="Mail server for digests: `smtp://user:password@host:587`, or `smtps://…`. "
        "Unset: no e-mail is sent.",
    )
    mail_from: str = Field(
        "dealerdesk@localhost.localdomain", description="Address that e-mail comes from."
    )
    webhook_private: bool = Field(
        False,
        description="Whether webhooks may go to addresses of private networks, and without TLS.",
    )
    public_name: str = Field("晨岚电器 Chenlan", description="The brand, as shown on every page.")
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Address under which people reach the web pages."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses of proxies, by commas, whose X-Forwarded headers are believed.",
    )
    secure_cookies: bool = Field(
        True, description="Whether cookies travel by HTTPS alone. `demo` turns it off."
    )
    rates_url: str = Field(
        "memory://",
        description="Where rate limits are counted: `memory://`, or `redis://…` for several "
        "processes.",
    )
    report_megabytes: int = Field(
        20,
        ge=1,
        le=30,
        description="Megabytes of an uploaded report that is read; a larger one is kept for a "
        "person.",
    )
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        "Asia/Shanghai", description="Time zone of new users."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least important log lines to write."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="Form of log lines; `auto`: `console` on a terminal, `json` elsewhere."
    )
    log_sql_ms: float = Field(
        200, ge=0, description="SQL statements slower than this many milliseconds are logged."
    )

    @property
    def database(self) -> URL:
        """Where the serving processes find the database."""
        if self.database_url is None:
            return URL.create("sqlite", database=str(self.data.absolute() / "dealerdesk.db"))
        return make_url(self.database_url.get_secret_value())

    @property
    def owner_database(self) -> URL:
        """The same database, as the owner of its tables."""
        if self.upgrade_url is None:
            return self.database
        return make_url(self.upgrade_url.get_secret_value())

    @property
    def serving_role(self) -> str | None:
        """The PostgreSQL role that serves, where another owns the tables."""
        own = self.upgrade_url is not None and not self.is_sqlite
        return self.database.username if own else None

    @property
    def is_sqlite(self) -> bool:
        return self.database.get_backend_name() == "sqlite"

    @property
    def has_llm(self) -> bool:
        """Whether an LLM leads."""
        configured = self.openai_api_key is not None or self.openai_base_url is not None
        return configured if self.model == "auto" else self.model == "llm"

    def open_database(self) -> Database:
        """A new engine on the database."""
        return Database(self.database, pool_size=self.pool_size)


def settings_for(data: Path | None = None, **chosen: object) -> Settings:
    """The settings, with what the command line chose instead.

    Raises:
        pydantic.ValidationError: a setting is impossible.
    """
    if data is not None:
        chosen["data"] = data
    return Settings(**chosen)  # type: ignore[arg-type] # checked by pydantic


def variable(name: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return str(alias) if alias else f"DEALERDESK_{name.upper()}"
