"""From plays to the listener's current emotion, and from there to a ranking with reasons. Pure."""
