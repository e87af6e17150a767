#!/usr/bin/env bash
# Installs the system libraries that MuseMood needs: `setup.sh run` for the window, `setup.sh test`
# for the tests too. On systems without apt it says exactly what to install.
set -euo pipefail

# libvlc-bin keeps VLC's list of plugins: without it each start opens all of them, 80 ms and 35 MB.
run_packages=(
    libvlc5 vlc-plugin-base libvlc-bin libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
    libxcb-render-util0 libxcb-xkb1 libxcb-shape0 libxcb-randr0 libxcb-sync1 libxcb-xfixes0
    libxkbcommon-x11-0 libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0 fonts-noto-cjk
)
test_packages=(
    xvfb xauth openbox xdotool x11-utils dbus-bin dbus-daemon playerctl desktop-file-utils appstream at-spi2-core
)

packages=("${run_packages[@]}")
[ "${1:-run}" = test ] && packages+=("${test_packages[@]}")

say_what_to_install() {
    case "$(uname -s)" in
        Darwin) echo "Install VLC (its application brings libVLC), then run the command again." ;;
        Linux)
            echo "This system has no apt. Install these with its package manager, then run again:"
            echo "  Fedora:   vlc-libs vlc-plugins-base xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil libxkbcommon-x11 mesa-libEGL fontconfig google-noto-sans-cjk-fonts"
            echo "  Arch:     vlc xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil libxkbcommon-x11 libglvnd fontconfig noto-fonts-cjk"
            echo "  openSUSE: libvlc5 vlc-noX libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxkbcommon-x11-0 Mesa-libEGL1 fontconfig google-noto-sans-cjk-fonts"
            [ "$1" = test ] && echo "  and for the tests: Xvfb, xauth, openbox, xdotool, xprop, dbus-daemon, playerctl, desktop-file-utils, appstream, at-spi2-core"
            ;;
        *) echo "Install VLC 3, 64 bit, then run the command again." ;;
    esac
}

if ! command -v apt-get >/dev/null; then
    # A person who has installed them by hand is let through; `musemood doctor` tells what lacks.
    say_what_to_install "${1:-run}"
    exit 0
fi

if ! python3 -c 'import ensurepip' 2>/dev/null; then packages+=(python3-venv); fi
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing and only root can install them: ${missing[*]}" >&2
        echo "Ask an administrator to run: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "Installing system libraries: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
