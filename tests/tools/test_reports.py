import pytest

from domain.errors import NotFound
from tests.factories.desk import caller_of

TEXT = "十月月报：本月销量平稳，十二台柜机九天还没到库，客户天天催。"


@pytest.fixture
def handed_in(door, actor):
    return door.call("submit_report", {"text": TEXT}, caller_of(actor("dealer-east"))).result


def test_a_report_handed_in_is_kept_and_the_same_again_is_that_one(door, actor, handed_in):
    again = door.call("submit_report", {"text": TEXT}, caller_of(actor("clerk-east"))).result
    assert (again["report"], again["repeated"]) == (handed_in["report"], True)


def test_a_report_can_be_taken_back(door, actor, handed_in):
    number = {"report": handed_in["report"]}
    taken_back = door.call("withdraw_report", number, caller_of(actor("dealer-east"))).result
    assert taken_back["state"] == "withdrawn"


def test_another_dealers_report_is_absent(door, actor, handed_in):
    number = {"report": handed_in["report"]}
    for tool in ("withdraw_report", "report_status"):
        with pytest.raises(NotFound):
            door.call(tool, number, caller_of(actor("dealer-south-en")))
