"""The inbox: what is at rest and new is taken once; what is being copied waits."""

import os
from pathlib import Path

import pytest

from pipelines.load import inbox
from pipelines.load.inbox import Look, dump_seen, files_at_rest, inbox_path, look, parse_seen

NOW = 1_800_000_000.0
LONG_AGO = NOW - 3600


def put(folder: Path, name: str, content: str = "content", at: float = LONG_AGO) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (at, at))
    return path


def again(folder: Path, before: Look, now: float = NOW) -> Look:
    """The next look, with the state passed through text as a cursor is."""
    return look(folder, parse_seen(dump_seen(before.seen)), now)


def test_a_file_is_taken_when_it_looks_the_same_twice_and_never_again(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf")
    first = look(tmp_path, parse_seen(None), NOW)
    assert (first.arrived, first.waiting) == ((), 1)
    second = again(tmp_path, first)
    assert (second.arrived, second.waiting) == ((path,), 0)
    third = again(tmp_path, second)
    assert (third.arrived, third.waiting) == ((), 0)


def test_a_file_that_grows_or_was_written_a_moment_ago_waits(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "half")
    first = look(tmp_path, {}, NOW)
    put(tmp_path, "a.pdf", "half and more", at=NOW - 1)
    second = again(tmp_path, first)
    third = again(tmp_path, second)
    assert (second.arrived, third.arrived, third.waiting) == ((), (), 1)
    assert len(again(tmp_path, third, NOW + 60).arrived) == 1


def test_moving_touching_and_copying_bring_nothing_new(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf")
    state = again(tmp_path, look(tmp_path, {}, NOW))
    path.rename(tmp_path / "b.pdf")
    put(tmp_path, "sub/c.pdf", at=LONG_AGO + 5)
    state = again(tmp_path, again(tmp_path, state))
    assert (state.arrived, state.waiting, len(state.seen)) == ((), 0, 2)


def test_changed_content_arrives_again(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf")
    state = again(tmp_path, look(tmp_path, {}, NOW))
    put(tmp_path, "a.pdf", "corrected", at=LONG_AGO + 5)
    assert again(tmp_path, again(tmp_path, state)).arrived == (path,)


def test_the_arrival_id_depends_on_content_alone(tmp_path: Path) -> None:
    for folder, names in (("x", ("1", "2")), ("y", ("2", "1"))):
        for name, content in zip(names, ("one", "two"), strict=True):
            put(tmp_path / folder, f"{name}.pdf", content)
    x, y = (again(tmp_path / folder, look(tmp_path / folder, {}, NOW)) for folder in ("x", "y"))
    assert x.arrival_id == y.arrival_id
    put(tmp_path / "y", "3.pdf", "three")
    assert again(tmp_path / "y", again(tmp_path / "y", y)).arrival_id != x.arrival_id


def test_a_flood_is_taken_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_ARRIVALS", 2)
    for number in range(5):
        put(tmp_path, f"{number}.pdf", str(number))
    state = look(tmp_path, {}, NOW)
    taken = []
    for _ in range(4):
        state = again(tmp_path, state)
        taken.append(len(state.arrived))
    assert taken == [2, 2, 1, 0]


def test_temporary_files_and_a_missing_folder_are_no_arrivals(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf.part")
    put(tmp_path, ".gitkeep")
    assert look(tmp_path, {}, NOW).seen == {}
    assert look(tmp_path / "missing", {}, NOW).seen == {}


def test_a_nightly_run_leaves_out_what_is_still_written(tmp_path: Path) -> None:
    rested = put(tmp_path, "a.pdf")
    put(tmp_path, "b.pdf", at=NOW - 1)
    assert files_at_rest(tmp_path, NOW) == [rested]


def test_the_inbox_can_be_elsewhere(tmp_path: Path) -> None:
    assert inbox_path({"MINGZHANG_INBOX": str(tmp_path)}) == tmp_path
    assert inbox_path({}).parts[-2:] == ("data", "inbox")
