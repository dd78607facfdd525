"""A file that a dealer sends to the bot is a report handed in, once."""

from domain.reports.queries import recent_reports
from tests.factories.people import actor_named

TEXT = "周报：货在路上晃了十来天，客户天天催。"


def document(telegram, content: bytes, name: str = "周报.txt") -> dict:
    telegram.files["F1"] = content
    return {"file_id": "F1", "file_unique_id": "F1", "file_name": name, "file_size": len(content)}


def test_a_file_is_handed_in_once_though_its_update_comes_again(bot, telegram, linked_phone, house):
    phone = linked_phone("dealer-east")
    with bot():
        number = phone.sends(document=document(telegram, TEXT.encode()))
        assert "报告收到了" in phone.texts(1)[0]
    with bot():
        phone.sends(document=document(telegram, TEXT.encode()))
        assert "之前已经交过" in phone.texts(2)[1]
        phone.sends(document=document(telegram, b"PK broken", "表.xlsx"))
        assert "文件已损坏" in phone.texts(3)[2]
    assert number
    with house.database.read(actor_named(house.database, "dealer-east")) as session:
        reports = recent_reports(session)
        assert [(r.channel, r.state) for r in reports] == [
            ("telegram", "needs_person"),
            ("telegram", "received"),
        ]


def test_a_customers_file_is_not_taken(bot, telegram, linked_phone):
    phone = linked_phone("customer-east")
    with bot():
        phone.sends(document=document(telegram, TEXT.encode()))
        assert "只看得懂文字" in phone.texts(1)[0]
