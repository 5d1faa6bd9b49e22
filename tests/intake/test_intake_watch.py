"""A watch over feeds, channels, pages and folders: new items once, through changes, failures, restarts and kills."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from threading import Event

import pytest
from intake_texts import CLASH, TALKS, page, paragraphs
from loopback import Reply, html, quick, serve
from test_intake_feeds import item, rss, story

from hudna.intake.addresses import key
from hudna.intake.archive import Archive
from hudna.intake.fetch import Fetcher
from hudna.intake.origin import Taken
from hudna.intake.watch import Round, Watch, keep_and_hand_on
from hudna.intake.watch_list import WatchListError, read


@pytest.fixture
def site():
    with serve({}) as running:
        yield running


@pytest.fixture
def listed(tmp_path):
    def write(*entries, every="1s"):
        tables = "".join("\n[[feed]]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in e.items()) for e in entries)
        path = tmp_path / "feeds.toml"
        path.write_text(f'every = "{every}"\n{tables}\n', encoding="utf-8")
        return path

    return write


def items_of(site, *paths):
    return [key(site.url(path)) for path in paths]


class Desk:
    """Who consumes: keeps items in a set, as a ledger would."""

    def __init__(self, path, tmp_path, **changes):
        self.items = set()
        self.settings = quick(home=tmp_path, **changes)
        self.path = path
        self.watch = self.start()

    def start(self, stop=None):
        return Watch(self.path, self.settings, seen=self.items.__contains__, mark=self.items.add, stop=stop,
                     fetcher=Fetcher(self.settings))  # fmt: skip

    def restart(self):
        self.watch.close()
        self.watch = self.start()

    def round(self, due=True):
        if due:
            for feed in self.watch.state.feeds.values():
                feed.due = 0
        found = list(self.watch.round())
        assert isinstance(found[-1], Round)
        taken = [f for f in found if isinstance(f, Taken)]
        return [t.origin.item for t in taken], [f.reason for f in found[:-1] if not isinstance(f, Taken)], found[-1]


@pytest.fixture
def desk(tmp_path):
    made = []

    def make(path, **changes):
        made.append(Desk(path, tmp_path, **changes))
        return made[-1]

    yield make
    for one in made:
        one.watch.close()


def test_new_entries_are_taken_once_also_after_a_restart(site, listed, desk):
    site.routes |= {"/rss": Reply(rss(item("/1"), item("/2"))), **{f"/{n}": story(CLASH) for n in range(1, 5)}}
    here = desk(listed({"url": site.url("/rss"), "outlet": "وكالة"}))
    assert here.round()[0] == items_of(site, "/1", "/2")
    assert here.round()[0] == []
    here.restart()
    site.routes["/rss"] = Reply(rss(item("/3"), item("/1?utm_source=rss"), item("/2#x")))
    items, problems, told = here.round()
    assert items == items_of(site, "/3")
    assert problems == []
    assert str(told).endswith("1 asked, 0 unchanged, 1 taken, 0 known, 0 failed; next in 1 s")
    assert sorted(site.paths()) == ["/1", "/2", "/3", "/rss", "/rss", "/rss"]


def test_a_feed_that_has_not_changed_is_not_sent_again_also_after_a_restart(site, listed, desk):
    def feed(asked):
        return (
            Reply(b"", 304)
            if asked.headers.get("if-none-match") == "x"
            else Reply(rss(item("/1")), headers={"ETag": "x"})
        )

    site.routes |= {"/rss": feed, "/1": story(CLASH)}
    here = desk(listed({"url": site.url("/rss")}))
    assert here.round()[2].unchanged == 0
    here.restart()
    assert here.round()[2].unchanged == 1


def test_an_entry_that_fails_is_asked_for_again_and_at_last_given_up(site, listed, desk):
    site.routes["/rss"] = lambda a: Reply(rss(item("/1"), item("/2")), headers={"ETag": "x"})
    site.routes["/2"] = story(CLASH)
    here = desk(listed({"url": site.url("/rss")}), attempts=1)
    assert here.round()[:2] == (items_of(site, "/2"), ["answered 404 Not Found"])
    assert here.round()[1] == ["answered 404 Not Found"], "its feed is asked for whole as long as an entry is missing"
    here.restart()
    assert here.round()[1] == ["answered 404 Not Found"]
    assert here.round()[1] == []
    assert site.paths().count("/1") == 3


def test_a_feed_that_fails_is_asked_less_and_less_often_and_disturbs_no_other(site, listed, desk):
    site.routes |= {"/rss": Reply(rss(item("/1"))), "/1": story(CLASH)}
    bad = site.url("/bad")
    here = desk(listed({"url": bad}, {"url": site.url("/rss")}), attempts=1)
    items, problems, _ = here.round()
    assert (items, problems) == (items_of(site, "/1"), ["answered 404 Not Found"])
    waits = []
    for _ in range(4):
        waits.append(here.watch.state.feed(bad).due - time.time())
        here.round()
    assert [round(w) for w in waits] == [1, 2, 4, 8]
    asked = len(site.asked)
    here.round(due=False)
    assert len(site.asked) == asked


def test_a_channel_page_gives_each_message_once(site, listed, desk):
    def channel(*numbers):
        posts = "".join(f'<div class="tgme_widget_message" data-post="reef/{n}"><div class="tgme_widget_message_text '
                        f'js-message_text">{CLASH}</div></div>' for n in numbers)  # fmt: skip
        return html(page(posts))

    site.routes["/s/reef"] = channel(1, 2)
    here = desk(listed({"url": site.url("/s/reef"), "outlet": "أخبار الريف"}))
    assert here.round()[0] == ["https://t.me/reef/1", "https://t.me/reef/2"]
    site.routes["/s/reef"] = channel(2, 3)
    items, _, told = here.round()
    assert items == ["https://t.me/reef/3"]
    assert told.known == 1


def test_a_page_is_taken_again_when_its_text_changes_and_not_when_its_furniture_does(site, listed, desk):
    site.routes["/live"] = lambda a: html(page(f"<article>{paragraphs(CLASH)}</article><p hidden>{a.number}</p>"))
    here = desk(listed({"url": site.url("/live")}))
    assert len(here.round()[0]) == 1
    assert here.round()[0] == []
    site.routes["/live"] = story(CLASH + "\n\n" + TALKS)
    assert len(here.round()[0]) == 1


def test_new_files_of_a_folder_are_taken_when_they_are_whole(listed, desk, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def put(name, text, age=60):
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (time.time() - age,) * 2)

    put("a.txt", CLASH)
    put("b.txt", TALKS, age=0)
    put("c.txt.part", TALKS)
    here = desk(listed({"folder": "in", "outlet": "مكتب"}))
    assert len(here.round()[0]) == 1
    put("b.txt", TALKS, age=30)
    put("copy.txt", CLASH)
    items, problems, told = here.round()
    assert len(items) == 1
    assert (told.known, problems) == (1, [])
    here.restart()
    assert here.round()[0] == []


def test_a_changed_list_is_read_again_and_a_broken_one_told(site, listed, desk):
    site.routes |= {
        "/rss": Reply(rss(item("/1"))),
        "/2": Reply(rss(item("/3"))),
        "/1": story(CLASH),
        "/3": story(TALKS),
    }
    here = desk(listed({"url": site.url("/rss")}))
    here.round()
    here.path.write_text("[[feed", encoding="utf-8")
    assert "the list before it is kept" in here.round()[1][0]
    time.sleep(0.01)
    listed({"url": site.url("/2")})
    assert here.round()[0] == items_of(site, "/3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no [[feed]]"),
        ("[[feed]]\nurl = 'http://x.org/'\nevrey = '5m'", "feed 1: unknown: evrey"),
        ("[[feed]]\noutlet = 'x'", "either url or folder"),
        ("[[feed]]\nurl = 'http://x.org/'\nfolder = 'x'", "either url or folder"),
        ("[[feed]]\nurl = 'file:///x'", "neither http nor https"),
        ("[[feed]]\nurl = 5", "url is no text"),
        ("every = 5\n[[feed]]\nurl = 'http://x.org/'", "every is 5"),
        ("[[feed]]\nurl = 'http://x.org/'\nevery = '0s'", "every is '0s'"),
        ("[[feed]]\nurl = 'http://x.org/'\n[[feed]]\nurl = 'http://X.org:80'", "stands twice"),
        ("feed = 3", "no [[feed]]"),
        ("\x00", "feeds.toml"),
    ],
)
def test_a_list_at_fault_is_told_with_its_place(tmp_path, text, reason):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WatchListError) as told:
        read(path)
    assert reason in str(told.value)


@pytest.mark.parametrize("state", ["", "junk", "{}", '{"feeds": 3, "tries": {}, "files": {}, "seq": 0}', "[]"])
def test_a_broken_state_costs_requests_and_nothing_else(site, listed, desk, state):
    site.routes |= {"/rss": Reply(rss(item("/1"))), "/1": story(CLASH)}
    here = desk(listed({"url": site.url("/rss")}))
    here.round()
    here.watch.state_path.write_text(state)
    here.restart()
    assert here.round()[0] == []


def test_a_stop_ends_behind_the_item_under_way_and_the_rest_comes_next_time(site, listed, desk):
    site.routes |= {"/rss": Reply(rss(*(item(f"/{n}") for n in range(5))), headers={"ETag": "x"})}
    site.routes |= {f"/{n}": story(CLASH) for n in range(5)}
    here = desk(listed({"url": site.url("/rss")}))
    stop = Event()
    here.watch.close()
    here.watch = here.start(stop)
    got = []
    for found in here.watch.rounds():
        got.append(found)
        if len(got) == 2:
            stop.set()
    assert len(got) == len(here.items) == 2
    here.restart()
    assert len(here.round()[0]) == 3


def test_what_was_archived_and_not_handed_on_is_handed_on_at_the_next_start(site, listed, tmp_path):
    site.routes |= {"/rss": Reply(rss(*(item(f"/{n}") for n in range(4)))), **{f"/{n}": story(CLASH) for n in range(4)}}
    path, settings, archive = listed({"url": site.url("/rss")}), quick(home=tmp_path), Archive(tmp_path / "archive")
    handed = []

    def run(fails):
        items = set(archive.items())
        watch = Watch(path, settings, seen=items.__contains__)
        for feed in watch.state.feeds.values():
            feed.due = 0

        def hand_on(taken, sha):
            if len(handed) == fails:
                raise KeyboardInterrupt
            handed.append((taken.origin.item, taken.published, taken.outlet, sha))
            return iter(())

        try:
            for _ in keep_and_hand_on(watch.round(), watch, archive, items, hand_on):
                pass
        finally:
            watch.close()

    with pytest.raises(KeyboardInterrupt):
        run(2)
    run(None)
    assert len(list(archive.items())) == 4
    assert len(set(handed)) == 4
    assert site.paths().count("/2") == 1
    before = len(handed)
    run(None)
    assert len(handed) == before


def test_a_watch_killed_at_any_moment_takes_everything_once(site, listed, tmp_path):
    site.routes |= {"/rss": Reply(rss(*(item(f"/{n}") for n in range(60))), headers={"ETag": "x"})}
    site.routes |= {f"/{n}": lambda a: story(f"{CLASH}\n{a.path} {a.number}") for n in range(60)}
    listed({"url": site.url("/rss")})
    env = os.environ | {"HUDNA_HOME": str(tmp_path / "home"), "HUDNA_ALLOW_HOSTS": "127.0.0.1", "HUDNA_DELAY": "0"}
    command = [sys.executable, "-m", "hudna.cli", "watch", str(tmp_path / "feeds.toml")]
    chance, archive = random.Random(3), Archive(tmp_path / "home" / "archive")
    for _ in range(8):
        job = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        kept = len(list(archive.items()))
        until = time.monotonic() + 10
        while len(list(archive.items())) < min(60, kept + 1) and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(job.pid, signal.SIGKILL)
        job.wait()
        assert list(archive.verify()) == []
    job = subprocess.run([*command, "--once"], env=env, capture_output=True, text=True, timeout=60)
    assert job.returncode == 0, job.stderr
    items = list(archive.items())
    assert len(items) == len(set(items)) == 60


def test_a_signal_ends_the_command_in_good_order(site, listed, tmp_path):
    site.routes |= {"/rss": Reply(rss(item("/1"))), "/1": story(CLASH)}
    listed({"url": site.url("/rss")}, every="1h")
    env = os.environ | {"HUDNA_HOME": str(tmp_path / "home"), "HUDNA_ALLOW_HOSTS": "127.0.0.1", "HUDNA_DELAY": "0"}
    command = [sys.executable, "-m", "hudna.cli", "watch", str(tmp_path / "feeds.toml")]
    job = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = job.stdout.readline()
    assert "round 1: 1 asked, 0 unchanged, 1 taken, 0 known, 0 failed" in line
    job.terminate()
    assert job.wait(timeout=5) == 0
    assert job.stderr.read() == ""
    job.stdout.close()
    job.stderr.close()
