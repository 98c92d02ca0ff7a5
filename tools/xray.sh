# shellcheck shell=bash
# Finds the Xray core, which carries users' traffic on workers, or gets it.

# xray_home [ARCHITECTURE]: where a core that was got lies; without one, this machine's.
xray_home() {
    local other=${1:-$(machine)}
    [ "$other" = "$(machine)" ] && other=''
    echo "$(cache_dir)/xray-$xray_version${other:+-$other}"
}

find_xray() {
    local candidate
    for candidate in "${COVEY_XRAY:-}" "$(command -v xray)" "$(xray_home)/xray"; do
        [ -x "$candidate" ] || continue
        at_least "$xray_min" "$("$candidate" version 2>/dev/null | awk 'NR == 1 { print $2 }')" ||
            continue
        echo "$candidate"
        return 0
    done
    return 1
}

# got_xray [ARCHITECTURE]: prints where the core is, if it is there.
got_xray() {
    if [ "${1:-$(machine)}" = "$(machine)" ]; then
        find_xray
    else
        [ -x "$(xray_home "$1")/xray" ] && echo "$(xray_home "$1")/xray"
    fi
}

# From source through Go's module proxy, which checks every module against Go's checksum database.
# Go installs for another kind of machine only into its own folders: hence a GOPATH for once.
xray_by_go() {
    local path home made arch=${1:-$(machine)}
    have go || return 1
    path=$(mktemp -d) || return 1
    home=$(xray_home "$arch")
    say "getting Xray $xray_version for $arch (Go module proxy; builds for a minute)"
    if GOMODCACHE=$(go env GOMODCACHE) GOPATH=$path GOBIN='' GOOS=linux GOARCH=$arch \
        CGO_ENABLED=0 GOFLAGS=-buildvcs=false timeout 1200 go install -trimpath \
        -ldflags='-s -w -buildid=' "github.com/xtls/xray-core/main@$xray_module_version" \
        >/dev/null 2>&1 </dev/null; then
        made=$(find "$path/bin" -name main -type f)
        mkdir -p "$home" && install -m 755 "$made" "$home/xray"
    fi
    rm -rf "$path"
    got_xray "$arch"
}

# The official release, pinned by digest. COVEY_XRAY_URL names another place that serves it.
xray_by_zip() {
    local file digest home arch=${1:-$(machine)}
    home=$(xray_home "$arch")
    case "$arch" in
        amd64) file=Xray-linux-64.zip digest=${COVEY_XRAY_SHA256:-$xray_sha256_amd64} ;;
        arm64) file=Xray-linux-arm64-v8a.zip digest=${COVEY_XRAY_SHA256:-$xray_sha256_arm64} ;;
        *) return 1 ;;
    esac
    say "getting Xray $xray_version for $arch (official release, about 15 MB)"
    fetch "${COVEY_XRAY_URL:-https://github.com/XTLS/Xray-core/releases/download/v$xray_version/$file}" \
        "$digest" "$home.zip" || return 1
    mkdir -p "$home.part"
    if have unzip; then
        unzip -q -o "$home.zip" xray -d "$home.part"
    else
        (cd "$home.part" && "$JAVA_HOME/bin/jar" xf "$home.zip" xray)
    fi && chmod 755 "$home.part/xray" && rm -rf "$home" && mv "$home.part" "$home"
    rm -rf "$home.part" "$home.zip"
    got_xray "$arch"
}

get_xray() {
    local failed
    failed=$(xray_home).failed
    # A machine without a way out is not asked again at every start.
    if [ -z "$(find "$failed" -mmin -60 2>/dev/null)" ]; then
        xray_by_go || xray_by_zip && return 0
        mkdir -p "$(cache_dir)" && touch "$failed"
    fi
    say "Expected the Xray core, but found none and could not get it:" \
        "workers carry no VPN traffic. Put an 'xray' on the PATH (github.com/XTLS/Xray-core)" \
        "or set COVEY_XRAY; rm $failed tries again now."
    return 1
}
