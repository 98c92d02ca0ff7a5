# shellcheck shell=bash
# Finds a JDK that can build and run Covey, or gets one.

# The version in a JDK's release file, without starting it; nothing where there is no compiler.
jdk_version_of() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release"
}

find_jdk() {
    local home on_path
    on_path=$(readlink -f "$(command -v javac)" 2>/dev/null)
    for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* /opt/* \
        "$(cache_dir)"/jdk-*; do
        [ -n "$home" ] && at_least "$java_min" "$(jdk_version_of "$home")" || continue
        echo "$home"
        return 0
    done
    return 1
}

get_jdk() {
    local arch home version=${jdk_version//+/_} name digest
    if is_root && [ -n "$(apt_candidate "openjdk-$java_min-jdk-headless")" ]; then
        say "getting Java $java_min (apt: openjdk-$java_min-jdk-headless)"
        apt_install "openjdk-$java_min-jdk-headless" && find_jdk && return 0
    fi
    case "$(machine)" in
        amd64) arch=x64 digest=$jdk_sha256_amd64 ;;
        arm64) arch=aarch64 digest=$jdk_sha256_arm64 ;;
        *) arch='' ;;
    esac
    home=$(cache_dir)/jdk-$jdk_version
    name=OpenJDK25U-jdk_${arch}_linux_hotspot_$version.tar.gz
    if [ -n "$arch" ]; then
        say "getting Java $jdk_version (Eclipse Temurin, about 140 MB)"
        fetch "${COVEY_JDK_URL:-https://github.com/adoptium/temurin25-binaries/releases/download/jdk-${jdk_version//+/%2B}/$name}" \
            "$digest" "$home.tar.gz" && unpack "$home.tar.gz" "$home" && find_jdk && return 0
    fi
    say "Expected a JDK $java_min or newer, but found none and could not get one." \
        "Install one and set JAVA_HOME."
    return 1
}
