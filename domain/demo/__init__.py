"""The demo network: a whole invented brand with its dealers, customers, goods and history."""

from domain.demo.maker import make_demo
from domain.demo.people import DemoUser

__all__ = ["DemoUser", "make_demo"]
