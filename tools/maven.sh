# shellcheck shell=bash
# Finds Maven, or gets it.

find_maven() {
    local candidate version
    for candidate in "$(command -v mvn)" "$(cache_dir)/maven-$maven_version/bin/mvn"; do
        [ -x "$candidate" ] || continue
        version=$("$candidate" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
        at_least "$maven_min" "$version" && echo "$candidate" && return 0
    done
    return 1
}

get_maven() {
    local home candidate
    home=$(cache_dir)/maven-$maven_version
    candidate=$(apt_candidate maven)
    if is_root && [ -n "$candidate" ] && at_least "$maven_min" "$candidate"; then
        say "getting Maven $candidate (apt: maven)"
        apt_install maven && find_maven && return 0
    fi
    say "getting Maven $maven_version (Maven Central, about 9 MB)"
    fetch "${COVEY_MAVEN_URL:-https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz}" \
        "$maven_sha512" "$home.tar.gz" && unpack "$home.tar.gz" "$home" && find_maven && return 0
    say "Expected Maven $maven_min or newer, but found none and could not get it." \
        "Install the package maven."
    return 1
}
