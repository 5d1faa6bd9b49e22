"""Input made or broken so as to hang or crash: a clear report, in time."""

import os
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_texts import CLASH, page, paragraphs

from hudna.intake import NotReadable, limits, page_from_bytes, worker

WORDS = "قال مسؤول إن الجيش دخل المدينة أمس. "


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + f">{WORDS}</p>",
        "<p " + " ".join(f"a{n}" for n in range(50_000)) + f">{WORDS}</p>",
        "<div>" * 50_000 + WORDS,
        "<b>" * 20_000 + WORDS,
        "<table><tr><td>" * 3_000 + WORDS,
        "<ul><li>" * 1_500 + WORDS,
        "<article>" * 3_000 + WORDS,
        '<div class="share">' * 3_900 + WORDS,
        f"<font><p>{WORDS}" * 3_000,
        f"<a href=x>{WORDS}</a>" * 20_000,
        '<p a="' + "x" * 1_000_000,
        "<" * 500_000,
        "<p a='\"" * 100_000,
        "<!--" * 100_000,
    ],
    ids=lambda html: html[:12],
)
def test_bombs_end_soon(html):
    started = time.monotonic()
    check(f"<html><body>{html}".encode())
    assert time.monotonic() - started < 8


def test_bytes_over_the_cap_are_refused():
    with pytest.raises(NotReadable, match="larger than 16 MB"):
        page_from_bytes(b"x" * (limits.MAX_BYTES + 1))


def test_a_page_with_much_text_is_refused():
    with pytest.raises(NotReadable, match="the cap is"):
        page_from_bytes((WORDS * 40_000).encode())


def test_a_heavy_page_is_read_in_the_worker():
    html = page("<div>" * 400 + paragraphs(CLASH))
    assert limits.measure(html).heavy
    assert page_from_bytes(html.encode()).stories[0].text == CLASH.replace("\n\n", "\n")


def test_the_worker_is_killed_when_its_time_is_up_and_the_next_page_is_read(monkeypatch):
    monkeypatch.setattr(worker, "_START_UP", 0.0)
    own = worker.Worker()
    with pytest.raises(NotReadable, match="takes longer than"):
        own.extract(page(paragraphs(CLASH) * 2_000), None, seconds=0.01)
    monkeypatch.setattr(worker, "_START_UP", 30.0)
    assert own.extract(page(paragraphs(CLASH)), None, seconds=10).articles
    own.close()


def test_the_worker_serves_threads_in_turn():
    html = page(paragraphs(CLASH))
    found = []
    threads = [threading.Thread(target=lambda: found.append(worker.extract(html).articles)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_a_forked_process_gets_a_worker_of_its_own():
    code = (
        "import os; from hudna.intake import worker; h='<p>'+'قال مسؤول إن الجيش دخل المدينة أمس. '*9;"
        "worker.extract(h); pid=os.fork(); n=len(worker.extract(h).articles);"
        "ok = n == 1 and (pid == 0 or os.waitpid(pid, 0)[1] == 0); os._exit(0 if ok else 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def check(data):
    try:
        found = page_from_bytes(data)
    except NotReadable:
        return
    assert found.stories
    assert all(s.text.strip() for s in found.stories)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data):
    check(data)


_TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<article>",
        "</article>",
        "<table>",
        "<td>",
        "<h1>",
        "<a href='x'>",
        "</a>",
        "<form>",
        "<nav>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<div class='share'>",
        "</div>",
        "<meta charset='utf-16'>",
        "<time datetime='2018-99-99'>",
        "<meta property='og:title' content='",
        "'>",
        "<title>",
        "&#x0;",
        "&#1585;",
        "<template>",
        "<svg>",
        "<![CDATA[",
        "\x00",
        "<body>",
        "</body>",
        "<html>",
        "<select>",
        "<frameset>",
        "\ufeff",
        "\u202e",
    ]
)
_TEXT = st.sampled_from([CLASH, WORDS * 6, "ترك الرد", "\n\n", "الرئيسية", "12 مارس 2018", "شارك"])


@given(
    st.lists(_TAGS | _TEXT | st.text(max_size=20), max_size=40), st.sampled_from(["utf-8", "windows-1256", "utf-16"])
)
@settings(max_examples=150, deadline=None)
def test_any_markup(parts, encoding):
    check("".join(parts).encode(encoding, errors="replace"))


@given(
    st.lists(
        st.sampled_from([*CLASH.split("\n\n"), *CLASH.split("،"), "\r\n", "\n\n", "\u2028", "رد", " ", "-"]),
        max_size=60,
    )
)
@settings(max_examples=80, deadline=None)
def test_stories_of_any_text_are_its_substrings_in_order(parts):
    text = "".join(parts)
    try:
        found = page_from_bytes(text.encode(), name="a.txt")
    except NotReadable:
        return
    end = 0
    for story in found.stories:
        assert story.start >= end
        end = story.start + len(story.text)
        assert text[story.start : end] == story.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_does_not_block(tmp_path):
    from hudna.intake import open_inputs

    os.mkfifo(tmp_path / "pipe")
    (raw,) = open_inputs([str(tmp_path)])
    assert raw.path is None
