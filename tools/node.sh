# shellcheck shell=bash
# Finds Node.js, which builds the console, or gets it.

# The folder of a node and an npm that are new enough.
find_node() {
    local folder
    for folder in "$(dirname "$(command -v node)" 2>/dev/null)" \
        "$(cache_dir)/node-$node_version/bin"; do
        [ -x "$folder/node" ] && [ -x "$folder/npm" ] || continue
        at_least "$node_min" "$("$folder/node" -p process.versions.node)" || continue
        echo "$folder"
        return 0
    done
    return 1
}

get_node() {
    local home arch digest candidate
    home=$(cache_dir)/node-$node_version
    candidate=$(apt_candidate nodejs)
    if is_root && [ -n "$candidate" ] && at_least "$node_min" "$candidate"; then
        say "getting Node.js $candidate (apt: nodejs npm)"
        apt_install nodejs && { have npm || apt_install npm; } && find_node && return 0
    fi
    case "$(machine)" in
        amd64) arch=x64 digest=$node_sha256_amd64 ;;
        arm64) arch=arm64 digest=$node_sha256_arm64 ;;
        *) arch='' ;;
    esac
    if [ -n "$arch" ]; then
        say "getting Node.js $node_version (nodejs.org, about 50 MB)"
        fetch "${COVEY_NODE_URL:-https://nodejs.org/dist/v$node_version/node-v$node_version-linux-$arch.tar.gz}" \
            "$digest" "$home.tar.gz" && unpack "$home.tar.gz" "$home" && find_node && return 0
    fi
    say "Expected Node.js $node_min or newer, but found none and could not get it:" \
        "the console is left out. Install Node.js and run ./dev build."
    return 1
}
