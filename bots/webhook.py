"""Webhooks: JSON posted to an address that a reader chose, signed so that he can trust it.

Headers and signature are those of https://www.standardwebhooks.com. The address is looked up once
and connected to as found, so that a name cannot lead to one place when it is checked and to
another when it is used.
"""

import base64
import hashlib
import hmac
import socket
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any

import httpx

from bots.undeliverable import Undeliverable

TIMEOUT = 15.0
"""Seconds for the whole of each exchange's parts."""
_GONE = 410
_PREFIX = "v1,"


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted.

    Arguments:
        key: the same for every attempt; receivers know a repetition by it.
        body: UTF-8 JSON.
        at: of this attempt; receivers refuse what is old.
    """

    key: str
    url: str
    secret: str
    body: bytes
    at: datetime


def send_webhook(post: Post, *, private: bool = False) -> None:
    """Post, and be content with any answer from 200 to 299. Redirections are not followed.

    Arguments:
        private: whether addresses within this network, and plain HTTP, are allowed.

    Raises:
        Undeliverable: refused, unreachable, or at an address that is not allowed.
    """
    url = httpx.URL(post.url)
    address = _address(url, private)
    headers = {
        "Host": url.netloc.decode(),
        "Content-Type": "application/json",
        "webhook-id": post.key,
        "webhook-timestamp": str(int(post.at.timestamp())),
        "webhook-signature": signature(post),
    }
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
            answer = client.post(
                url.copy_with(host=address),
                content=post.body,
                headers=headers,
                extensions={"sni_hostname": url.host},
            )
    except httpx.HTTPError as error:
        raise Undeliverable(f"the receiver: {type(error).__name__}") from error
    if not answer.is_success:
        gone = answer.status_code == _GONE
        raise Undeliverable(f"the receiver answered {answer.status_code}", for_good=gone)


def signature(post: Post) -> str:
    """HMAC-SHA256 over key, time in seconds and body, in base64, under the endpoint's secret."""
    content = f"{post.key}.{int(post.at.timestamp())}.".encode() + post.body
    digest = hmac.new(post.secret.encode(), content, hashlib.sha256).digest()
    return _PREFIX + base64.b64encode(digest).decode()


def _address(url: httpx.URL, private: bool) -> str:
    """The address a host stands for, if it may be posted to."""
    if url.scheme != "https" and not private:
        raise Undeliverable("the address is not https", for_good=True)
    try:
        found: list[Any] = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Undeliverable("the host is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(_is_public(address) for address in addresses):
        raise Undeliverable("the address lies within a private network", for_good=True)
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ip_address(address)
    return found.is_global and not found.is_multicast
