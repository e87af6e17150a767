"""Everything that touches the disk: audio, tags, covers, the store, the play journal."""
