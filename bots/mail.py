"""E-mail: one message to one person, as text and HTML, over SMTP."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bots.undeliverable import Undeliverable

TIMEOUT = 30.0
"""Seconds for each exchange with the server."""
_PERMANENT = 500
"""SMTP replies from here on are final (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in.

    Arguments:
        url: `smtp://` (encrypted where the server offers it, and always if there is a password)
            or `smtps://` (encrypted from the start), with `user:password@` where needed.
        sender: the address that messages come from.
        name: of the sender, as shown.
    """

    url: str
    sender: str
    name: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A message.

    Arguments:
        key: the same for every attempt; it becomes the Message-ID, by which mailboxes know a
            repetition.
        unsubscribe: the address that ends these messages, by one click (RFC 8058).
    """

    key: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    unsubscribe: str
    at: datetime


def send_mail(server: MailServer, mail: Mail) -> None:
    """Hand a message to the server.

    Raises:
        Undeliverable: it was refused, or the server cannot be reached.
    """
    asyncio.run(_hand_in(server, message(server, mail)))


def message(server: MailServer, mail: Mail) -> EmailMessage:
    """The message as it travels."""
    domain = server.sender.rpartition("@")[2]
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(server.name, addr_spec=server.sender)
    made["To"] = mail.to
    made["Subject"] = mail.subject
    made["Date"] = mail.at
    made["Message-ID"] = f"<{mail.key}@{domain}>"
    made["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    made["Content-Language"] = mail.language  # before, it would go to the first part alone
    return made


async def _hand_in(server: MailServer, made: EmailMessage) -> None:
    client = _client(server.url)
    try:
        await client.connect()
        await client.send_message(made)
    except aiosmtplib.SMTPAuthenticationError as error:
        raise Undeliverable("the mail server refused the password") from error
    except aiosmtplib.SMTPRecipientsRefused as error:
        final = all(refused.code >= _PERMANENT for refused in error.recipients)
        raise Undeliverable("the mail server refused the address", for_good=final) from error
    except aiosmtplib.SMTPResponseException as error:
        final = error.code >= _PERMANENT
        raise Undeliverable(f"the mail server answered {error.code}", for_good=final) from error
    except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as error:
        raise Undeliverable(f"the mail server: {type(error).__name__}") from error
    finally:
        client.close()  # the message was taken or not by now: a farewell could only confuse that


def _client(url: str) -> aiosmtplib.SMTP:
    parts = urlsplit(url)
    password = unquote(parts.password) if parts.password else None
    encrypted = parts.scheme == "smtps"
    return aiosmtplib.SMTP(
        hostname=parts.hostname,
        port=parts.port,
        username=unquote(parts.username) if parts.username else None,
        password=password,
        use_tls=encrypted,
        start_tls=None if encrypted or password is None else True,
        timeout=TIMEOUT,
    )
