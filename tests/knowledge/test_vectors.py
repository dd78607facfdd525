import gc
import socket
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from sqlalchemy import delete

from domain.models.knowledge import Article
from domain.scope import SYSTEM
from knowledge.embedding import embed
from knowledge.ownership import FolderTaken, Ownership
from knowledge.search import Knowledge
from knowledge.vectors import PAUSE_SECONDS, Vectors
from tests.knowledge.asking import CUSTOMER, TODAY, add_article, edit_article

QUESTION = "空调压缩机保修几年"


def slugs(knowledge: Knowledge, text: str, language: str = "zh") -> list[str]:
    return [p.article for p in knowledge.search(CUSTOMER, text, language, TODAY)]


def test_a_vector_is_the_same_whenever_it_is_made():
    code = "from knowledge.embedding import embed; print(embed('滤芯 filter').tobytes().hex())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == embed("滤芯 filter").tobytes().hex()


def test_wrong_homophones_and_misspellings_are_alike():
    assert embed("挂鸡漏水") @ embed("挂机漏水") > embed("挂鸡漏水") @ embed("返利对账")
    assert embed("warrenty") @ embed("warranty") > embed("warrenty") @ embed("delivery")


def test_vectors_find_what_shares_only_the_sound(with_vectors, knowledge):
    assert "accounts" not in slugs(knowledge, "邦锭")
    assert "accounts" in slugs(with_vectors, "邦锭")


def test_an_edited_article_is_replaced_in_the_folder(articles, with_vectors):
    assert slugs(with_vectors, QUESTION)[0] == "warranty"
    edit_article(articles, "warranty", "zh", body="## 阳台柜承重\n\n阳台柜承重 80 公斤。")
    assert slugs(with_vectors, "阳台柜承重")[0] == "warranty"
    texts = [p.text for p in with_vectors.search(CUSTOMER, QUESTION, "zh", TODAY, limit=60)]
    assert not any("整机保修期从购机" in text for text in texts)


def test_a_deleted_article_leaves_the_folder(articles, with_vectors):
    add_article(articles)
    assert slugs(with_vectors, "balcony cabinet", "en")[0] == "balcony"
    with articles.write(SYSTEM) as session:
        session.execute(delete(Article).where(Article.slug == "balcony"))
    assert "balcony" not in slugs(with_vectors, "balcony cabinet", "en")


def test_the_folder_is_used_again_after_a_restart(articles, tmp_path):
    for _ in range(2):
        knowledge = Knowledge(articles, tmp_path / "vectors", None)
        assert "accounts" in slugs(knowledge, "邦锭")
        knowledge.close()


def test_a_second_owner_of_the_folder_searches_by_keywords(articles, with_vectors, tmp_path):
    assert "accounts" in slugs(with_vectors, "邦锭")
    second = Knowledge(articles, tmp_path / "vectors", None)
    assert slugs(second, QUESTION)[0] == "warranty"
    assert "accounts" not in slugs(second, "邦锭")
    assert "accounts" in slugs(with_vectors, "邦锭")
    second.close()


def test_a_folder_is_free_again_once_its_owner_has_ended(tmp_path):
    code = (
        "import sys, pathlib; from knowledge.ownership import Ownership;"
        "held = Ownership(pathlib.Path(sys.argv[1])); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"held\n"
        with pytest.raises(FolderTaken):
            Ownership(tmp_path)
        owner.kill()
    Ownership(tmp_path).release()


def test_a_server_out_of_reach_does_not_stop_a_search(articles):
    knowledge = Knowledge(articles, None, f"http://127.0.0.1:{_free_port()}")
    assert slugs(knowledge, QUESTION)[0] == "warranty"
    knowledge.close()


def test_chroma_is_left_alone_for_a_while_after_a_failure(tmp_path):
    now = [0.0]
    taken = Ownership(tmp_path)
    vectors = Vectors(tmp_path, None, now=lambda: now[0])
    vectors.hold({})
    taken.release()
    assert not (tmp_path / "chroma").exists()
    now[0] += PAUSE_SECONDS - 1
    vectors.nearest("保修", {"everybody"}, 3)
    assert not (tmp_path / "chroma").exists()
    now[0] += 2
    vectors.nearest("保修", {"everybody"}, 3)
    assert (tmp_path / "chroma").exists()
    vectors.close()


@pytest.mark.slow
def test_a_chroma_server_serves_as_well_as_a_folder(articles, tmp_path):
    port = _free_port()
    program = Path(sys.executable).with_name("chroma")
    with subprocess.Popen(
        [program, "run", "--path", tmp_path / "server", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        _wait_for(port)
        knowledge = Knowledge(articles, None, f"http://127.0.0.1:{port}")
        found = slugs(knowledge, "邦锭")
        knowledge.close()
        del knowledge
        _collect_what_chroma_leaves_open()
        server.terminate()
    assert "accounts" in found


def _collect_what_chroma_leaves_open() -> None:
    """Chroma's HTTP client has no way to close its connections."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
