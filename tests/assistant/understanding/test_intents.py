"""What a message mainly wants. A seventh of the training messages is enough to show behaviour."""

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.taxonomy import taxonomy
from assistant.understanding import store, training
from assistant.understanding.classifier import IntentClassifier
from assistant.understanding.messages import training_messages

SOME = training_messages()[::7]


@pytest.fixture(scope="module")
def few() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "training_messages", lambda: SOME)
        patch.setattr("subprocess.run", lambda *_, **__: None)
        yield patch


@pytest.fixture(scope="module")
def folder(few: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    training.train_and_cache(folder)
    return folder


@pytest.fixture(scope="module")
def classifier(folder: Path) -> IntentClassifier:
    return IntentClassifier.load(folder)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("帮我取消昨天那张订单", "change_order"),
        ("where is my order, has it shipped?", "order_status"),
        ("发票什么时候开", "invoice"),
        ("I want to speak to a real person", "human_handoff"),
        ("谢谢", "smalltalk"),
        ("给我讲个笑话", "out_of_scope"),
    ],
)
def test_a_plain_wish_is_understood(classifier: IntentClassifier, text: str, intent: str) -> None:
    assert classifier.classify(text).intent == intent


@pytest.mark.parametrize("text", ["", " \n ", "👍👍", "？？？", "\x00\x07", "asdkjh qwe", "123"])
def test_every_text_gets_an_intent_of_the_taxonomy(classifier: IntentClassifier, text: str) -> None:
    guess = classifier.classify(text)

    assert guess.intent in taxonomy().intents
    assert 0 <= guess.confidence <= 1


def test_nothing_said_is_doubtful(classifier: IntentClassifier) -> None:
    assert classifier.classify("").confidence < 0.5


def test_runners_up_follow_in_order_and_never_pass_the_guess(classifier: IntentClassifier) -> None:
    guess = classifier.classify("钱我付了，货呢")
    ranked = [(guess.intent, guess.confidence), *guess.runners_up]

    assert len({intent for intent, _ in ranked}) == len(ranked)
    assert all(one >= other for (_, one), (_, other) in pairwise(ranked))
    assert sum(share for _, share in ranked) <= 1.0001


def test_many_are_answered_in_their_order_and_as_if_alone(classifier: IntentClassifier) -> None:
    texts = [message.text for message in SOME[:200]]

    assert classifier.classify_many(texts) == [classifier.classify(text) for text in texts]
    assert classifier.classify_many([]) == []


def test_traditional_characters_and_full_width_letters_mean_the_same(
    classifier: IntentClassifier,
) -> None:
    assert classifier.classify("請幫我開發票") == classifier.classify("请帮我开发票")
    assert classifier.classify("ＣＡＮＣＥＬ my order") == classifier.classify("cancel my order")


def test_the_product_named_does_not_change_the_intent(classifier: IntentClassifier) -> None:
    guesses = {classifier.classify(f"{goods}还有货吗") for goods in ("空调", "滤芯", "洗衣机")}

    assert len(guesses) == 1


def test_a_megabyte_is_read_in_bounded_time(classifier: IntentClassifier) -> None:
    began = time.perf_counter()
    classifier.classify("帮我查一下订单到哪了 " * 80_000)

    assert time.perf_counter() - began < 1


def test_training_again_gives_the_same_machine(
    few: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    training.train_and_cache(tmp_path)
    first, second = (store.load(training.cached_path(place)) for place in (folder, tmp_path))

    assert (first.keys == second.keys).all()
    assert (first.weights == second.weights).all()
    assert (first.trust == second.trust).all()


def test_a_cache_that_cannot_be_read_is_made_again(
    few: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(training, "training_messages", lambda: SOME[::5])
    training.cached_path(tmp_path).write_bytes(b"PK\x03\x04 half a file")

    assert training.trained(tmp_path).labels == tuple(sorted(taxonomy().intents))
    assert store.load(training.cached_path(tmp_path)).labels


def test_a_folder_that_cannot_be_written_costs_only_time(
    few: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(training, "training_messages", lambda: SOME[::5])
    (tmp_path / "file").touch()

    assert training.trained(tmp_path / "file" / "cache").labels


def test_another_message_or_library_is_another_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    before = training.fingerprint()
    training.fingerprint.cache_clear()
    monkeypatch.setattr(training, "version", lambda library: "0")
    after = training.fingerprint()
    training.fingerprint.cache_clear()

    assert before != after


def test_a_stored_machine_holds_no_pickle_and_no_part_is_left(folder: Path) -> None:
    assert [path.suffix for path in folder.iterdir()] == [".npz"]
    assert store.load(training.cached_path(folder)) is not None  # read with allow_pickle=False


def test_messages_cover_every_intent_in_every_voice() -> None:
    voices = {message.voice for message in training_messages()}
    covered = {(message.voice, message.intent) for message in training_messages()}

    assert covered >= {(voice, intent) for voice in voices for intent in taxonomy().intents}
