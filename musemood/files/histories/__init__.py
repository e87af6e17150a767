"""Histories of other players and services, read only: each file here knows one of them."""

from musemood.files.histories.places import usual_places
from musemood.files.histories.reading import is_foreign, read_history

__all__ = ["is_foreign", "read_history", "usual_places"]
