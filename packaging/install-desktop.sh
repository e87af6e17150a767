#!/usr/bin/env bash
# Puts MuseMood into the menu of the person's desktop: menu entry with its actions, types of files
# to open, icon, and the description for software centres. Takes them out again with --remove.
#
# install-desktop.sh [--remove] [COMMAND]
# COMMAND starts MuseMood; without it `musemood` where it is installed, else this checkout.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(dirname "$here")
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/musemood.desktop
icon=$share/icons/hicolor/scalable/apps/musemood.svg
description=$share/metainfo/org.musemood.MuseMood.metainfo.xml

renew() {
    # Desktops that lack these look at the folders themselves.
    command -v update-desktop-database >/dev/null && update-desktop-database -q "$share/applications"
    command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -qtf "$share/icons/hicolor"
    return 0
}

# As the specification of desktop entries quotes: in double quotes, four signs escaped, and then
# every backslash doubled, for the value as a whole is read with escapes first.
quoted() { printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')"; }

if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$icon" "$description"
    renew
    echo "MuseMood is out of the menu; your music and its data folder are untouched."
    exit 0
fi

if [ -n "${1:-}" ]; then
    start=$(quoted "$1")
elif command -v musemood >/dev/null; then
    start=$(quoted "$(command -v musemood)")
else
    start="env $(quoted "PYTHONPATH=$checkout") $(quoted "$checkout/.venv/bin/python") -m musemood"
fi

mkdir -p "$(dirname "$entry")" "$(dirname "$icon")" "$(dirname "$description")"
START=$start awk '/^Exec=musemood/ { print "Exec=" ENVIRON["START"] substr($0, 14); next } { print }' \
    "$here/musemood.desktop" > "$entry"
cp "$checkout/resources/icons/musemood.svg" "$icon"
cp "$here/org.musemood.MuseMood.metainfo.xml" "$description"
renew
echo "MuseMood is in the menu now ($entry)."
