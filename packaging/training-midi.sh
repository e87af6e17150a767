#!/usr/bin/env bash
# Renders the MIDI clips of DATA/midi for the encoder to learn from: one clip of each EMOPIA song
# and every VGMIDI phrase, with fluidsynth and a General MIDI sound font (Debian: fluidsynth,
# fluid-soundfont-gm).
# Usage: packaging/training-midi.sh DATA [FOLDER]      (default .training/midi; about 1 GB)
set -euo pipefail
data="$1/midi"
target="${2:-.training/midi}"
mkdir -p "$target"
render() {
    [ -f "$2" ] && return
    fluidsynth -ni -g 0.6 -r 16000 -T wav -F "$2.part" /usr/share/sounds/sf2/FluidR3_GM.sf2 "$1" \
        >"$target/fluidsynth.log" 2>&1
    mv "$2.part" "$2"
}
awk -F, 'NR > 1 && !seen[$3]++ { print $1 }' "$data/emopia.csv" | while read -r clip; do
    render "$data/emopia/$clip" "$target/emopia-${clip%.mid}.wav"
done
awk -F, 'NR > 1 { print $1 }' "$data/vgmidi.csv" | while read -r clip; do
    render "$data/vgmidi/$clip" "$target/vgmidi-${clip%.mid}.wav"
done
