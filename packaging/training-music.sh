#!/usr/bin/env bash
# Fetches free music without labels for the encoder to learn from: soundtracks of games in Debian
# (GPL, CC-BY-SA and the like; each package has its copyright file). Nothing of it is shipped.
# Usage: packaging/training-music.sh [FOLDER]      (default .training/music; about 2 GB)
set -euo pipefail
target="$(mkdir -p "${1:-.training/music}" && cd "${1:-.training/music}" && pwd)"
packages=(
    wesnoth-1.16-music warzone2100-music fretsonfire-songs-muldjord fretsonfire-songs-sectoid
    asc-music drascula-music hyperrogue-music singularity-music flare-game lincity-ng-data
    freedroidrpg-data supertux-data boswars-data megaglest-data widelands-data naev-data
    xmoto-data frozen-bubble-data hedgewars-data 0ad-data supertuxkart-data ufoai-music
    unknown-horizons nexuiz-music marsshooter-data extremetuxracer-data blobwars-data
    starfighter-data fillets-ng-data endless-sky-data planetblupi-music-ogg colobot-common-sounds
    freeorion-data trigger-rally-data gcompris-qt-data adonthell-data ardentryst neverball-data
    openarena-data freedink-data raincat-data
)
cd "$(mktemp -d)"
for package in "${packages[@]}"; do
    [ -d "$target/$package" ] && continue
    apt-get download -q "$package"
    dpkg-deb -x "$package"_*.deb unpacked
    find unpacked -type f \( -name '*.zip' -o -name '*.pk3' \) \
        -execdir python3 -m zipfile -e {} {}.unpacked \;
    mkdir "$package"
    # Short files are sound effects.
    find unpacked -type f \( -name '*.ogg' -o -name '*.oga' -o -name '*.mp3' -o -name '*.flac' \) \
        -size +250k -exec cp --backup=numbered -t "$package" {} +
    mv "$package" "$target/"
    rm -rf unpacked "$package"_*.deb
done
