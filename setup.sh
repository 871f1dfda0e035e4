#!/bin/sh
# Makes .venv, the environment Tutor runs in.  Asks nothing and may be run again at any time.
#
#   sh setup.sh          what it takes to solve problems
#   sh setup.sh --test   the same, and what it takes to run the tests
#
# Without administrator rights it prints the commands that need them and goes on where it can:
# everything but PDF works without the system libraries.
set -eu
cd "$(dirname "$0")"

debian_pdf='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'
fedora_pdf='pango harfbuzz fontconfig'
arch_pdf='pango harfbuzz fontconfig'
brew_pdf='pango'

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

extra=''
for argument in "$@"; do
    case $argument in
    --test) extra='[test]' ;;
    *)
        echo "setup: unknown option $argument. The only option is --test." >&2
        exit 2
        ;;
    esac
done

administrator() { [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }

as_administrator() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Runs a noisy command and shows what it said only when it fails.
quietly() {
    if output=$("$@" 2>&1); then return 0; fi
    printf '%s\n' "$output" >&2
    return 1
}

apt_install() {
    quietly as_administrator apt-get update -qq &&
        quietly as_administrator env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@"
}

# Python.  Debian splits venv off into a package of its own, so having Python is not enough.
find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
        "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
            2>/dev/null && return 0
    done
    return 1
}

install_python() {
    administrator || return 1
    if have apt-get; then
        # The second name is for Ubuntu 22.04, where python3 is 3.10.
        for package in python3-venv python3.11-venv; do
            say "installing $package"
            apt_install "$package" && find_python && return 0
        done
        return 1
    elif have dnf; then
        say 'installing python3'
        quietly as_administrator dnf install -y python3 && find_python
    elif have pacman; then
        say 'installing python'
        quietly as_administrator pacman -S --needed --noconfirm python && find_python
    else
        return 1
    fi
}

# Windows keeps the programs of an environment in Scripts.
programs() { if [ -d .venv/Scripts ]; then echo .venv/Scripts; else echo .venv/bin; fi; }

environment_works() {
    "$(programs)/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 1
    "$(programs)/python" -c 'import pip' 2>/dev/null || have uv
}

if ! environment_works; then
    if [ -e .venv ]; then
        say 'replacing .venv, which does not work'
        rm -rf .venv
    fi
    if find_python; then
        say "making .venv with $("$python" --version)"
        "$python" -m venv .venv
    elif have uv; then
        say 'making .venv with uv'
        uv venv --quiet --python '>=3.11' .venv
    elif install_python; then
        say "making .venv with $("$python" --version)"
        "$python" -m venv .venv
    else
        cat >&2 <<'END'
setup: Python 3.11 or newer, with its venv module, is needed. Install it with
  Debian, Ubuntu   sudo apt-get install python3-venv      (Ubuntu 22.04: python3.11-venv)
  Fedora           sudo dnf install python3
  Arch             sudo pacman -S python
  macOS            brew install python
  Windows          inside WSL, as for Ubuntu
or install uv, which brings its own Python. Then run this again.
END
        exit 1
    fi
fi
bin=$(programs)

say "installing Tutor and its packages${extra:+, and those for the tests}"
if "$bin/python" -c 'import pip' 2>/dev/null; then
    quietly "$bin/python" -m pip install --disable-pip-version-check \
        --constraint constraints.txt --editable ".$extra"
else
    quietly uv pip install --python "$bin/python" --constraint constraints.txt --editable ".$extra"
fi

# PDF.  WeasyPrint itself is asked, for only it knows under which names it looks for a library;
# a missing HarfBuzz-Subset is a warning to it, and a slower and larger PDF to the reader.
pdf_works() {
    "$bin/python" -W error::DeprecationWarning:weasyprint.text.ffi \
        -c 'import weasyprint' >/dev/null 2>&1
}

# The names are lists of words, hence unquoted.
# shellcheck disable=SC2086
install_pdf() {
    if have brew; then
        say "installing $brew_pdf for PDF"
        quietly brew install $brew_pdf
    elif ! administrator; then
        return 1
    elif have apt-get; then
        say "installing $debian_pdf for PDF"
        apt_install $debian_pdf
    elif have dnf; then
        say "installing $fedora_pdf for PDF"
        quietly as_administrator dnf install -y $fedora_pdf
    elif have pacman; then
        say "installing $arch_pdf for PDF"
        quietly as_administrator pacman -S --needed --noconfirm $arch_pdf
    else
        return 1
    fi
}

if ! pdf_works && ! { install_pdf && pdf_works; }; then
    cat <<END
setup: everything works but PDF, which needs Pango and HarfBuzz-Subset. Install them with
  Debian, Ubuntu   sudo apt-get install $debian_pdf
  Fedora           sudo dnf install $fedora_pdf
  Arch             sudo pacman -S $arch_pdf
  macOS            brew install $brew_pdf
                   export DYLD_FALLBACK_LIBRARY_PATH="\$(brew --prefix)/lib"
  Windows          inside WSL, as for Ubuntu; or with MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango
END
fi
say "ready: $bin/tutor"
