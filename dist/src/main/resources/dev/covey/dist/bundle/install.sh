#!/bin/sh
# Installs Covey from one of a cluster's masters, then runs `covey` with the arguments given.
# Usage: sh install.sh [ARGUMENT...]; for example: sh install.sh join covey1-...
# The package is trusted by its digest, which stands here: trust this script, and you trust it.
# COVEY_PREFIX (/opt) and COVEY_BIN (/usr/local/bin) name other places. A command that fails and
# leaves no node leaves no program either, unless it was there before.
set -eu

folder='@URL@'
digest_amd64='@AMD64@'
digest_arm64='@ARM64@'

fail() {
    echo "covey: $*" >&2
    exit 1
}

# Everything is in a function: half a script, from a line that broke, does nothing.
install_covey() {
    prefix=${COVEY_PREFIX:-/opt}
    bin=${COVEY_BIN:-/usr/local/bin}
    check_machine
    url=$folder/covey-linux-$machine.tar.gz
    home=$prefix/covey-$(echo "$digest" | cut -c1-16)
    had=$(readlink "$prefix/covey" || true)
    if [ ! -e "$home/.complete" ]; then
        work=$(mktemp -d "$prefix/.covey-install-XXXXXX")
        trap 'rm -rf "$work"' EXIT INT TERM HUP
        echo "covey: getting the program ($url)" >&2
        download "$url" "$work/package.tar.gz" ||
            fail "Expected to download $url, but it failed. Is this machine allowed to reach it?"
        found=$(sha256sum "$work/package.tar.gz" | cut -d' ' -f1)
        [ "$found" = "$digest" ] ||
            fail "Expected SHA-256 $digest of $url, but found $found. Nothing was installed." \
                "Take the command from the console again."
        tar -C "$work" -xzf "$work/package.tar.gz"
        "$work/covey/runtime/bin/java" -version >/dev/null 2>&1 ||
            fail "Expected the program to start on this machine, but it does not."
        rm -rf "$home"
        mv "$work/covey" "$home"
        "$home/bin/covey-warm" >/dev/null 2>&1 </dev/null || true
        # Who removes the program finds its links here.
        echo "$bin/covey" >"$home/.complete"
        rm -rf "$work"
        trap - EXIT INT TERM HUP
    fi
    # Links are replaced in one step: a program that runs keeps its own folder.
    ln -sfn "$home" "$prefix/covey.new" && mv -T "$prefix/covey.new" "$prefix/covey"
    ln -sfn "$prefix/covey/bin/covey" "$bin/covey.new" && mv -T "$bin/covey.new" "$bin/covey"
    remove_old
}

check_machine() {
    [ "$(uname -s)" = Linux ] || fail "Expected Linux, but found $(uname -s)."
    case "$(uname -m)" in
        x86_64) machine=amd64 digest=$digest_amd64 ;;
        aarch64) machine=arm64 digest=$digest_arm64 ;;
        *) machine=$(uname -m) digest='' ;;
    esac
    [ -n "$digest" ] ||
        fail "Expected a package for $machine on this master, but it has none." \
            "Put covey-linux-$machine.tar.gz, which './dev package' makes, into the folder" \
            "'package' of its data directory, then take the command from the console again."
    for tool in tar gzip sha256sum mktemp; do
        command -v "$tool" >/dev/null || fail "Expected '$tool', but it is not installed."
    done
    mkdir -p "$prefix" "$bin" 2>/dev/null && [ -w "$prefix" ] && [ -w "$bin" ] ||
        fail "Expected to write to $prefix and $bin, but may not. Run this as root (sudo sh)."
    free=$(df -Pm "$prefix" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge 600 ] ||
        fail "Expected 600 MB free under $prefix, but found $free MB. Free some."
}

# The master's certificate is its cluster's own, unknown here; the digest is what is checked.
download() {
    if command -v curl >/dev/null; then
        curl -fsS --insecure --connect-timeout 15 --max-time 1800 --retry 2 -o "$2" "$1"
    elif command -v wget >/dev/null; then
        wget -q --no-check-certificate --timeout=30 --tries=3 -O "$2" "$1"
    else
        fail "Expected curl or wget, but neither is installed."
    fi
}

# Older versions go, but not one that still runs.
remove_old() {
    for old in "$prefix"/covey-*; do
        [ "$old" = "$home" ] && continue
        [ -x "$old/bin/covey" ] || continue
        grep -qsaF "$old/" /proc/[0-9]*/cmdline || rm -rf "$old"
    done
}

# The data directory that the command is about.
data_directory() {
    found=${COVEY_DATA_DIR:-/var/lib/covey}
    while [ $# -gt 0 ]; do
        case "$1" in
            --data-dir) found=${2:-} ;;
            --data-dir=*) found=${1#*=} ;;
        esac
        shift
    done
    echo "$found"
}

run_covey() {
    "$prefix/covey/bin/covey" "$@" </dev/null && return 0
    result=$?
    if [ -z "$had" ] && [ ! -e "$(data_directory "$@")/node.json" ]; then
        rm -rf "$prefix/covey" "$home" "$bin/covey"
        echo "covey: the program is removed again." >&2
    fi
    return $result
}

install_covey
[ $# -eq 0 ] || {
    run_covey "$@"
    exit
}
echo "covey: installed in $prefix/covey; run: covey --help" >&2
