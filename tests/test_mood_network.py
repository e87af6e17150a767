"""The mood model as the recommender asks it: on stored sequences, and on averages of them."""

import numpy as np
import pytest
from composed_music import STYLES, compose, encode

from musemood.analysis import TrackAnalysis, analyse_file
from musemood.domain.embeddings import NO_EMBEDDINGS
from musemood.mood_network import mood_network
from musemood.recommender.emotion import Evidence, average_sequence, infer_emotion
from musemood.recommender.recommendation import Network


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TrackAnalysis]:
    """Four pieces of different styles and lengths, by style."""
    folder = tmp_path_factory.mktemp("pieces")
    pieces = [compose(i, 20.0 + 9 * i, style) for i, style in enumerate(STYLES)]
    paths = [encode(folder / f"{i}.flac", piece) for i, piece in enumerate(pieces)]
    return {style: analyse_file(str(path)) for style, path in zip(STYLES, paths, strict=True)}


@pytest.fixture
def network(analysed: dict[str, TrackAnalysis]) -> Network:
    return mood_network(
        lambda path: (
            (analysed[path].sequence, analysed[path].segments) if path in analysed else None
        ),
        lambda: NO_EMBEDDINGS,
    )


def test_a_stored_track_is_read_as_it_was_analysed(
    network: Network, analysed: dict[str, TrackAnalysis]
) -> None:
    for path, analysis in analysed.items():
        sequence = network.sequence_of(path)
        assert sequence is not None
        assert sequence.shape == (len(analysis.segments), 146)
        # The pieces hold no silent segment, which the analysis would have passed over.
        np.testing.assert_allclose(
            network.predict(sequence).probabilities, analysis.reading.probabilities, atol=1e-6
        )
    assert network.sequence_of("/unknown") is None


def test_the_network_reads_an_average_of_tracks(network: Network) -> None:
    evidence = tuple(Evidence(path, 1, 0.25) for path in STYLES)
    found = {each.path: network.sequence_of(each.path) for each in evidence}
    sequences = {path: sequence for path, sequence in found.items() if sequence is not None}
    emotion = infer_emotion(evidence, sequences, network.predict)
    assert emotion is not None
    assert sum(emotion.reading.probabilities) == pytest.approx(1)
    assert len(emotion.evidence) == 4
    turned = infer_emotion(evidence[::-1], sequences, network.predict)
    assert turned is not None
    np.testing.assert_allclose(
        turned.reading.probabilities, emotion.reading.probabilities, atol=1e-5
    )


def test_the_average_of_a_track_with_itself_reads_like_the_track(network: Network) -> None:
    sequence = network.sequence_of("calm")
    assert sequence is not None
    average = average_sequence([sequence, sequence], [0.7, 0.3]).astype(np.float32)
    np.testing.assert_allclose(
        network.predict(average).probabilities, network.predict(sequence).probabilities, atol=1e-4
    )


def test_as_the_weight_moves_to_one_track_the_reading_becomes_its_own(network: Network) -> None:
    first, second = network.sequence_of("dark"), network.sequence_of("driving")
    assert first is not None
    assert second is not None
    second = second[: len(first)]
    expected = np.array(network.predict(first).probabilities)
    distances = [
        np.abs(
            network.predict(
                average_sequence([first, second], [1 - share, share]).astype(np.float32)
            ).probabilities
            - expected
        ).max()
        for share in (1e-3, 0.0)
    ]
    assert distances[0] < 0.02
    assert distances[1] < 1e-5
