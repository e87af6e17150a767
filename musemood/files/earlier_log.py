"""Plays that other players counted, on the disk: ``journal/earlier-*.jsonl``, see journal.py."""

from musemood.files.earlier_documents import document_to_earlier, earlier_to_document
from musemood.files.entry_log import EntryKind

EARLIER = EntryKind("earlier", earlier_to_document, document_to_earlier, lambda each: each.at)
