# What bin/run, bin/test, bin/lint and bin/bench have in common; sourced, never run.
# Needs python3 (3.11 or newer) alone; a second time it needs no network.

say() { printf '%s\n' "$*" >&2; }

# need_packages NAME…: installs Debian packages when root, otherwise names them and stops.
need_packages() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "Verbatim needs these system packages: $*"
        say "Install them (sudo apt-get install $*) and run this again."
        exit 1
    fi
    say "Installing $* …"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# make_venv FILE: a virtual environment with the hashed requirements of FILE.
make_venv() {
    if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "Verbatim needs python3 3.11 or newer."
        exit 1
    fi
    stamp=".venv/installed-$1"
    if [ ! -x .venv/bin/pip ]; then
        python3 -c 'import ensurepip' 2>/dev/null || need_packages python3-venv
        rm -rf .venv
        python3 -m venv .venv
    fi
    if ! cmp -s "$1" "$stamp"; then
        say "Installing $1 …"
        .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1"
        cp "$1" "$stamp"
    fi
}

# need_pdf_libraries: Pango, which lays out the PDFs, and fonts for many scripts.
need_pdf_libraries() {
    [ ! -e .venv/pdf-libraries ] || return 0
    if ! .venv/bin/python -c 'import weasyprint' 2>/dev/null || ! has_fonts; then
        need_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
            fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji
    fi
    touch .venv/pdf-libraries
}

has_fonts() {
    command -v fc-list >/dev/null && fc-list | grep -q 'Noto Serif' && fc-list | grep -q 'Noto Color Emoji'
}

# need_browser: Chromium, and what Playwright's own Node.js lacks on a small system.
need_browser() {
    [ -x /usr/bin/chromium ] || need_packages chromium
    ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || need_packages libatomic1
}
