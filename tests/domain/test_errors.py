"""Errors of files carry what a person has to be told: which file, and what is wrong with it."""

import pickle

import pytest

from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.domain.foreign_history import HistoryFileError, HistoryProblem
from musemood.domain.playlist_file import PlaylistFailure, PlaylistFileError, PlaylistProblem

PATH = "/m/caf\udce9.mp3"


@pytest.mark.parametrize("kind", FailureKind)
def test_a_file_error_is_a_failure_in_whatever_process(kind: FailureKind) -> None:
    error = pickle.loads(pickle.dumps(FileError(kind, PATH, "why")))
    assert error.failure == Failure(kind, PATH, "why")


@pytest.mark.parametrize("problem", PlaylistProblem)
def test_so_is_that_of_a_playlist(problem: PlaylistProblem) -> None:
    error = PlaylistFileError(problem, PATH, "why")
    assert error.failure == PlaylistFailure(problem, PATH, "why")


@pytest.mark.parametrize("problem", HistoryProblem)
def test_a_history_says_its_file_and_its_problem(problem: HistoryProblem) -> None:
    error = HistoryFileError(problem, PATH, "line 3")
    assert (error.problem, error.path, error.detail) == (problem, PATH, "line 3")
    assert str(error) == f"{PATH}: {problem} line 3"
    assert str(HistoryFileError(problem, PATH)) == f"{PATH}: {problem}"
