"""What the program is about: tracks, moods, plays, the queue. No Qt, no disk; numpy at most."""
