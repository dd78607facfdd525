"""The HTTP application: API and screens over the services that `app` hands in."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from web import answers
from web.admission import Admission
from web.answers import Unforeseen
from web.api import chat, conversations, me, operation, proposals, reports, token, tools
from web.assets import STATIC
from web.headers import SecurityHeaders
from web.metrics import Measured, Metrics
from web.request_ids import RequestIds
from web.screens import SCREENS
from web.services import Services
from web.throttle import Throttle

API = (token, me, chat, conversations, proposals, tools, reports, operation)


def create_application(services: Services) -> FastAPI:
    """The application that serves `services`.

    What it keeps of its own is in memory: meters, and the counts of its throttle unless
    `services.rates_url` names a shared storage.
    """
    metrics = Metrics()
    application = FastAPI(
        title="Dealerdesk",
        version=_version(),
        docs_url=None,  # the page of `screens/docs.py` shows it without foreign scripts
        redoc_url=None,
        middleware=[
            Middleware(RequestIds),
            Middleware(Measured, metrics=metrics),
            Middleware(SecurityHeaders, https=services.secure_cookies),
            Middleware(Unforeseen),
            Middleware(Admission),
        ],
    )
    application.state.services = services
    application.state.metrics = metrics
    application.state.throttle = Throttle(services.rates, services.rates_url)
    answers.install(application)
    for resource in API:
        application.include_router(resource.router)
    for screen in SCREENS:
        application.include_router(screen.router, include_in_schema=False)
    application.mount("/static", StaticFiles(directory=STATIC), name="static")
    return application


def _version() -> str:
    try:
        return version("dealerdesk")
    except PackageNotFoundError:
        return "0"
