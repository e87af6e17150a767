"""Bans, plays left out and inferred states on the disk; and history erased for good."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_things import moments, paths, texts
from stored_things import NOON, make_play

from musemood.domain.ban import Ban, BanKind, BanWord
from musemood.domain.listening_rules import LeftOut, RuleSettings
from musemood.domain.mood import ALL_MOODS, MOODS, Mood
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.stated_mood import StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.files.documents import document_to_thumb, thumb_to_document
from musemood.files.json_text import dumps, loads
from musemood.files.rule_documents import (
    ban_word_to_document,
    document_to_ban_word,
    document_to_left_out,
    document_to_state,
    document_to_stated,
    left_out_to_document,
    state_to_document,
    stated_to_document,
)
from musemood.files.rules_file import load_rule_settings, save_rule_settings
from musemood.files.store import Store, StoreError

ban_words = st.builds(
    BanWord, st.builds(Ban, st.sampled_from(BanKind), paths, texts), moments, st.booleans()
)
states = st.builds(
    StateEntry,
    moments,
    st.tuples(*[st.floats(0, 1)] * 5),
    st.sampled_from(ALL_MOODS),
    st.sampled_from(StateCause),
    st.one_of(st.just(""), paths),
)
stated_moods = st.builds(StatedMood, st.sampled_from(MOODS), moments)
implied = st.builds(Thumb, paths, st.sampled_from(ThumbKind), moments, st.booleans())


@given(ban_words, st.builds(LeftOut, paths, moments, st.booleans()), states, implied, stated_moods)
def test_all_of_it_comes_back(
    word: BanWord, out: LeftOut, state: StateEntry, thumb: Thumb, stated: StatedMood
) -> None:
    said = document_to_ban_word(loads(dumps(ban_word_to_document(word))))
    assert (said, said.ban.name) == (word, word.ban.name)
    assert document_to_left_out(loads(dumps(left_out_to_document(out)))) == out
    assert document_to_state(loads(dumps(state_to_document(state)))) == state
    assert document_to_stated(loads(dumps(stated_to_document(stated)))) == stated
    assert document_to_thumb(loads(dumps(thumb_to_document(thumb)))) == thumb


@pytest.mark.parametrize(
    "read", [document_to_ban_word, document_to_left_out, document_to_state, document_to_stated]
)
def test_nonsense_is_refused(read) -> None:  # type: ignore[no-untyped-def]
    for document in ({}, {"path": 3, "is_out": True}, {"kind": "track", "value": 1, "name": ""}):
        with pytest.raises(ValueError, match=r"document|valid"):
            read(document)


def test_unsure_is_no_mood_to_state() -> None:
    with pytest.raises(ValueError, match="unsure"):
        document_to_stated(stated_to_document(StatedMood(Mood.UNSURE, NOON)))


def test_the_store_reads_back_what_holds(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    ban, other = Ban(BanKind.ARTIST, "anna", "Anna"), Ban(BanKind.TRACK, "/a", "A")
    state = StateEntry(NOON, (0.2,) * 5, Mood.UNSURE, StateCause.PLAY, "/a")
    later = NOON + timedelta(hours=1)
    with Store.open(folder) as store:
        store.listening.add_ban_words([BanWord(ban, NOON), BanWord(other, NOON)])
        store.listening.add_ban_words([BanWord(other, later, holds=False)])
        store.listening.add_left_out([LeftOut("/a", NOON), LeftOut("/b", NOON)])
        store.listening.add_left_out([LeftOut("/b", later, is_out=False)])
        store.listening.add_state(state)
        stated = [StatedMood(Mood.SAD, NOON), StatedMood(Mood.HAPPY, later)]
        store.listening.add_stated([*stated, StatedMood(Mood.FRESH, later)])
        store.listening.take_out_stated([StatedMood(Mood.FRESH, later)])
    with Store.open(folder, read_only=True) as store:
        assert store.listening.bans() == (ban,)
        assert store.listening.left_out() == {"/a": NOON}
        assert store.listening.states() == [state]
        assert store.listening.states(later) == []
        assert store.listening.stated() == stated
        assert store.listening.stated(later) == stated[1:]
        with pytest.raises(StoreError):
            store.listening.add_stated(stated)
        with pytest.raises(StoreError):
            store.listening.take_out_stated(stated)
        with pytest.raises(StoreError):
            store.listening.add_state(state)
        with pytest.raises(StoreError):
            store.erase_history(NOON, NOON)


def _fill(folder: DataFolder, at: list[datetime]) -> None:
    with Store.open(folder) as store:
        for number, moment in enumerate(at):
            path = f"/secret-{number}"
            store.add_play(make_play(path, moment=moment))
            store.add_thumb(Thumb(path, ThumbKind.DOWN, moment))
            state = StateEntry(moment, (0.2,) * 5, Mood.SAD, StateCause.PLAY, path)
            store.listening.add_state(state)
            store.listening.add_left_out([LeftOut(path, moment)])
            store.listening.add_stated([StatedMood(Mood.SAD, moment)])


def test_what_is_erased_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    at = [NOON + timedelta(days=days) for days in (-40, -2, -1, 0, 40)]
    _fill(folder, at)
    journal = folder.data / "journal"
    (torn,) = journal.glob("plays-2026-11.jsonl")
    with torn.open("ab") as file:
        file.write(b'{"path": "/secret-2')  # as a power cut leaves it
    (journal / "thumbs-2026-11.jsonl.torn").write_bytes(b'{"path": "/secret-2"\n')
    with Store.open(folder) as store:
        assert len(store.plays_table) == 5
        store.erase_history(at[2], at[3])
        assert [play.started_at for play in store.plays()] == [at[0], at[1], at[4]]
        assert [thumb.at for thumb in store.thumbs()] == [at[0], at[1], at[4]]
        assert [state.at for state in store.listening.states()] == [at[0], at[1], at[4]]
        assert [each.at for each in store.listening.stated()] == [at[0], at[1], at[4]]
        assert set(store.listening.left_out()) == {"/secret-0", "/secret-1", "/secret-4"}
        assert len(store.plays_table) == 3
        assert store.notices == ()
    everything = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert b"/secret-1" in everything
    for name in (b"/secret-2", b"/secret-3"):
        assert name not in everything


@given(st.lists(moments, max_size=6), moments, moments)
def test_what_is_not_of_that_time_stays(
    tmp_path_factory: pytest.TempPathFactory, at: list[datetime], since: datetime, until: datetime
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("erase"))
    _fill(folder, at)
    with Store.open(folder) as store:
        store.erase_history(since, until)
        left = sorted(moment for moment in at if not since <= moment <= until)
        assert [play.started_at for play in store.plays()] == left
        assert [state.at for state in store.listening.states()] == left
        assert [each.at for each in store.listening.stated()] == left


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"half_life_days": 99}', b"\xff"])
def test_settings_that_cannot_be_read_are_those_at_first(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "config" / "recommendations.json"
    assert load_rule_settings(path) == RuleSettings()
    given = RuleSettings(5.0, allows_long=True, allows_spoken=True)
    save_rule_settings(path, given)
    assert load_rule_settings(path) == given
    path.write_bytes(text)
    assert load_rule_settings(path) == RuleSettings()
