"""A server that speaks Telegram's Bot API on loopback, with a person's phone in front of it.

    with BotApi() as telegram:
        telegram.push(message("hello"))
        telegram.wait_for(lambda: telegram.texts(), 1)

Updates come again with every poll until an offset confirms them, as Telegram does it. It runs in
a thread of its own, so that tests read like a person's day: write, wait, look.
"""

import asyncio
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

TOKEN = "4200:AAtest-token-of-a-bot-on-loopback-only"
BOT_ID = 4200
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Dealerdesk", "username": "dealerdesk_bot"}
PATIENCE = 20.0

Call = tuple[str, dict[str, Any]]


class BotApi:
    """`calls`: what the bot did, in order, without its polls: (method, parameters), done at
    `moments`. `confirmed`: the newest update that will not come again. `faults`: what is still to
    go wrong, by method. `files`: what was sent to the bot, by file id."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.moments: list[float] = []
        self.confirmed = 0
        self._updates: list[dict[str, Any]] = []
        self._next_update, self._next_message = 7_001, 1
        self.faults: dict[str, deque[Callable[[web.Request], web.Response]]] = {}
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._pushed = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self.url = ""
        self.files: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def push(self, event: dict[str, Any], update_id: int | None = None) -> int:
        """Let an update come; the same number again repeats one. Its number."""
        with self._changed:
            number = update_id or self._next_update
            self._next_update = max(self._next_update, number + 1)
            self._updates.append({"update_id": number} | event)
        self._loop.call_soon_threadsafe(self._pushed.set)
        return number

    def limit(self, method: str, seconds: int) -> None:
        """Refuse the next call of this method with `retry_after`."""
        told = {"retry_after": seconds}
        self._fault(method, lambda _: _refusal(429, "Too Many Requests", parameters=told))

    def refuse(self, method: str, status: int, description: str) -> None:
        """Refuse the next call of this method."""
        self._fault(method, lambda _: _refusal(status, description))

    def drop(self, method: str) -> None:
        """Break the connection at the next call of this method."""

        def broken(request: web.Request) -> web.Response:
            if request.transport:
                request.transport.abort()
            return web.Response()

        self._fault(method, broken)

    def of(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of this method."""
        with self._changed:
            return [given for name, given in self.calls if name == method]

    def wait_for(self, look: Callable[[], list[Any]], count: int) -> list[Any]:
        """What `look` finds, as soon as it is `count` or more."""
        self.wait_until(lambda: len(look()) >= count, look)
        return look()

    def wait_until(self, true: Callable[[], bool], shown: Callable[[], Any] = str) -> None:
        """Wait until something is true of what the bot did."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            with self._changed:
                left = deadline - time.monotonic()
                assert left > 0, f"waited in vain; there is {shown()}"
                self._changed.wait(min(left, 0.05))

    def _fault(self, method: str, answer: Callable[[web.Request], web.Response]) -> None:
        self.faults.setdefault(method, deque()).append(answer)

    async def _open(self) -> None:
        application = web.Application()
        application.router.add_post("/bot{token}/{method}", self._serve)
        application.router.add_get("/file/bot{token}/{name}", self._serve_file)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        address: tuple[str, int] = self._runner.addresses[0]
        self.url = f"http://127.0.0.1:{address[1]}"

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _refusal(401, "Unauthorized")
        given = {name: _value(str(value)) for name, value in (await request.post()).items()}
        faults = self.faults.get(method)
        if faults:
            return faults.popleft()(request)
        if method == "getUpdates":
            return _result(await self._poll(given))
        with self._changed:
            self.calls.append((method, given))
            self.moments.append(time.monotonic())
            self._changed.notify_all()
        return _result(self._answer(method, given))

    async def _serve_file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    def _answer(self, method: str, given: dict[str, Any]) -> Any:
        if method == "getMe":
            return BOT
        if method == "getFile":
            name = given["file_id"]
            return {"file_id": name, "file_unique_id": name, "file_path": name}
        if method not in ("sendMessage", "editMessageReplyMarkup"):
            return True
        self._next_message += 1
        chat = {"id": given["chat_id"], "type": "private"}
        number = given.get("message_id", self._next_message + 900)
        return {"message_id": number, "date": 0, "chat": chat, "text": str(given.get("text", ""))}

    async def _poll(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        deadline = time.monotonic() + int(given.get("timeout", 0))
        with self._changed:
            offset = int(given.get("offset", 0))
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            self.confirmed = max(self.confirmed, offset - 1)
            self._changed.notify_all()
        while not self._updates and (left := deadline - time.monotonic()) > 0:
            self._pushed.clear()
            try:
                await asyncio.wait_for(self._pushed.wait(), left)
            except TimeoutError:
                break
        return self._updates[: int(given.get("limit", 100))]


def _value(text: str) -> Any:
    """A form's value: what is JSON there comes as data, texts stay what they are."""
    if text[:1] in "{[" or text.lstrip("-").isdigit():
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _result(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refusal(status: int, description: str, **more: Any) -> web.Response:
    told = {"ok": False, "error_code": status, "description": description}
    return web.json_response(told | more, status=status)
