"""MPRIS2: media keys, desktop controls and `playerctl` speak to the player through this."""
