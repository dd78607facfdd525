"""The built-in model is a chat model like any other: bound, called, listened to."""

from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.tools import tool

from assistant.builtin.model import TURN, BuiltInModel, TurnState
from assistant.builtin.plan import Step


class Listener(BaseCallbackHandler):
    def __init__(self):
        self.heard = []

    def on_chat_model_start(self, *_about, **_more):
        self.heard.append("start")

    def on_llm_end(self, response, **_more):
        self.heard.append(response.generations[0][0].message.tool_calls[0]["name"])


class Sayings:
    """A composer that says the names of its templates."""

    def say(self, name, _manner, **_values):
        return name


@tool
def check_stock(product: str) -> str:
    """What there is."""
    return product


def asked():
    steps = [Step(tool="check_stock", arguments={"product": "CL-AC35W"})]
    nobody: Any = None
    composer: Any = Sayings()
    state = TurnState(nobody, nobody, composer, steps=steps)
    return [HumanMessage("有货吗", additional_kwargs={TURN: state})]


def test_a_listener_hears_of_every_call():
    listener = Listener()
    model = BuiltInModel().bind_tools([check_stock])
    model.invoke(asked(), config={"callbacks": [listener]})
    RunnableLambda(model.invoke).invoke(asked(), config={"callbacks": [listener]})
    assert listener.heard == ["start", "check_stock"] * 2


def test_it_answers_the_same_whether_or_not_somebody_listens():
    model = BuiltInModel().bind_tools([check_stock])
    unheard = RunnableLambda(model.invoke).invoke(asked())
    assert unheard.tool_calls == model.invoke(asked()).tool_calls
    assert unheard.tool_calls[0]["args"] == {"product": "CL-AC35W"}


def test_it_calls_only_what_is_bound():
    reply = BuiltInModel().bind_tools([]).invoke(asked())
    assert (reply.tool_calls, reply.text) == ([], "not_understood")
