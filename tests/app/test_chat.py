import json


def test_lines_from_a_pipe_are_one_conversation_and_replies_are_lines_of_json(dealerdesk):
    said = "给我来20台1.5匹挂机\n确认\n"
    ended = dealerdesk("chat", "--as", "dealer-east", "--json", given=said)
    proposed, done = (json.loads(line) for line in ended.out.splitlines())
    assert proposed["conversation_id"] == done["conversation_id"]
    assert proposed["proposals"]
    assert done["receipts"]
    assert dealerdesk("check", "--json").json["ok"]


def test_bytes_that_are_no_text_are_answered_and_the_talk_goes_on(dealerdesk):
    given = b"\xff\xfe\x00\n" + "你好\n".encode()
    ended = dealerdesk("chat", "--as", "dealer-east", "--json", given=given)
    bad, good = (json.loads(line) for line in ended.out.splitlines())
    assert "error" in bad
    assert good["reply"]


def test_without_a_token_there_is_no_telegram(dealerdesk):
    ended = dealerdesk("telegram")
    assert ended.code == 2
    assert "DEALERDESK_TELEGRAM_TOKEN" in ended.err
