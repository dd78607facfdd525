import pytest
from sqlalchemy import select

from domain.errors import Forbidden, NotFound, WrongState
from domain.models.log import Event
from domain.models.reports import FileProblem
from domain.reports.operations import HANDED_IN, Upload, keep_file
from domain.reports.queries import find_report
from domain.scope import SYSTEM
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


@pytest.fixture
def scanned(door, actor, database, clock):
    """A report whose file holds pictures alone."""
    dealer = actor("dealer-east")
    upload = Upload("scan.pdf", "application/pdf", b"%PDF", problem=FileProblem.SCANNED)
    with database.write(dealer) as session:
        key = keep_file(session, upload, clock.now()).id
    return door.call("submit_report", {"upload": key}, caller_of(dealer)).result


def test_what_a_person_reads_in_a_scan_is_read_for_issues_like_any_report(
    door, actor, scanned, database
):
    assert scanned["state"] == "needs_person"
    typed = {"report": scanned["report"], "text": TEXT}
    kept = door.call("transcribe_report", typed, caller_of(actor("headoffice"))).result
    assert kept["state"] == "received"
    with database.read(SYSTEM) as session:
        report = find_report(session, scanned["report"])
        assert (report.text, report.problem) == (TEXT, None)
        asked = select(Event).where(Event.name == HANDED_IN)
        assert [event.arguments for event in session.scalars(asked)] == [{"report": report.id}]


def test_a_report_that_was_read_is_not_typed_over(door, actor, handed_in):
    typed = {"report": handed_in["report"], "text": "等等"}
    with pytest.raises(WrongState):
        door.call("transcribe_report", typed, caller_of(actor("headoffice")))


def test_a_dealer_types_no_reports_in_for_the_office(door, actor, scanned):
    typed = {"report": scanned["report"], "text": TEXT}
    with pytest.raises(Forbidden):
        door.call("transcribe_report", typed, caller_of(actor("dealer-east")))
