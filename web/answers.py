"""Who gets an error how: programs as JSON, people as a page or as a notice within one."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import DomainError
from web.errors import error_language, fault_of, json_fault
from web.pages import page_fault
from web.problems import Problem

PROGRAMS = ("/api/", "/metrics", "/healthz", "/readyz", "/openapi.json")
"""Paths that answer in JSON."""


def answer_to(request: Request, error: Exception) -> Response:
    """The response to an error."""
    fault = fault_of(error, error_language(request))
    if request.url.path.startswith(PROGRAMS):
        return json_fault(fault)
    return page_fault(request, fault)


def install(application: FastAPI) -> None:
    """Let every anticipated error be answered as the visitor can read it."""

    async def answer(request: Request, error: Exception) -> Response:
        return answer_to(request, error)

    for kind in (DomainError, Problem, RequestValidationError, HTTPException):
        application.add_exception_handler(kind, answer)


class Unforeseen:
    """Answers what no handler knew, with an id and nothing else.

    Stands inside the other layers, so that such an answer too has its headers and its count.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun:
                raise
            response = answer_to(Request(scope), error)
            await response(scope, receive, send)
