# shellcheck shell=bash
# What every script here needs: saying, finding, fetching and checking. Sourced, never run.

say() { printf 'covey: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

# The machine's architecture as Debian spells it.
machine() {
    case "$(uname -m)" in
        x86_64) echo amd64 ;;
        aarch64 | arm64) echo arm64 ;;
        *) uname -m ;;
    esac
}

# Where fetched tools stay between builds and checkouts.
cache_dir() {
    local home="${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}"
    echo "${COVEY_CACHE:-${home:-$root/build}/covey}"
}

# at_least MIN VERSION: compares dotted numbers; only as many parts as MIN has.
at_least() {
    local IFS=. i
    local -a wanted found
    read -r -a wanted <<<"$1"
    read -r -a found <<<"${2//[^0-9.]/.}"
    for i in "${!wanted[@]}"; do
        [ "${found[i]:-0}" -gt "${wanted[i]}" ] && return 0
        [ "${found[i]:-0}" -lt "${wanted[i]}" ] && return 1
    done
    return 0
}

# download URL FILE: bounded in time; leaves no half file behind.
download() {
    mkdir -p "$(dirname "$2")"
    # A base system has neither; what it trusts may be missing as well.
    if ! have curl && ! have wget && is_root && have apt-get; then
        say "getting curl (apt: curl ca-certificates)"
        apt_install curl ca-certificates
    fi
    if have curl; then
        curl -fsSL --connect-timeout 15 --max-time 900 --retry 2 -o "$2.part" "$1"
    elif have wget; then
        wget -q --timeout=30 --tries=3 -O "$2.part" "$1"
    else
        say "Expected curl or wget to download $1, but neither is installed. Install curl."
        return 1
    fi && mv "$2.part" "$2" || {
        rm -f "$2.part"
        return 1
    }
}

# fetch URL DIGEST FILE: downloads and keeps the file only if its SHA-256 or SHA-512 is DIGEST.
fetch() {
    local url=$1 digest=$2 file=$3 bits=256 found
    [ ${#digest} = 128 ] && bits=512
    download "$url" "$file" || return 1
    found=$("sha${bits}sum" "$file" | cut -d' ' -f1)
    [ "$found" = "$digest" ] && return 0
    rm -f "$file"
    say "Expected SHA-$bits $digest of $url, but found $found. Nothing was installed."
    return 1
}

# unpack ARCHIVE DIR: puts the content of the archive's only top folder at DIR, all or nothing.
unpack() {
    rm -rf "$2.part"
    mkdir -p "$2.part"
    tar -xzf "$1" -C "$2.part" --strip-components=1 && rm -rf "$2" && mv "$2.part" "$2"
    local result=$?
    rm -rf "$2.part" "$1"
    return $result
}

has_package() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The version that apt would install, or nothing.
apt_candidate() {
    have apt-cache || return 0
    apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# apt_install PACKAGE...: quietly, without questions and without starting what it installs.
apt_install() {
    local hold=/usr/sbin/policy-rc.d held=0 result
    if [ ! -e "$hold" ]; then
        # Debian asks this file before it starts a service; 101 means no.
        printf '#!/bin/sh\nexit 101\n' >"$hold" && chmod 755 "$hold" && held=1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 </dev/null || {
        apt-get update -qq >/dev/null 2>&1 </dev/null
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
    }
    result=$?
    [ $held = 1 ] && rm -f "$hold"
    return $result
}
