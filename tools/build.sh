# shellcheck shell=bash
# Builds the program from a checkout and knows whether it has to. Expects $root; sets nothing else.
# build/state holds what the last build found out: digest, jdk, app. Its time is the build's.

state=$root/build/state

# What the program is made of. Test code is not: a change there rebuilds nothing.
sources() (
    cd "$root" || return
    find pom.xml .mvn [a-z]*/pom.xml [a-z]*/src/main console ! -path 'console/dist*' \
        ! -path 'console/target*' ! -path '*/node_modules*' "$@" 2>/dev/null
)

digest() (
    cd "$root" && sources -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
)

# Fast: no file or folder of the sources is newer than the last build.
is_fresh() {
    [ -r "$state" ] || return 1
    # shellcheck disable=SC1090
    . "$state"
    [ -x "$jdk/bin/java" ] && [ -x "$app/bin/covey" ] &&
        [ -z "$(sources -newer "$state" -print -quit)" ]
}

check_machine() {
    local memory disk
    memory=$(awk '/^(MemAvailable|SwapFree):/ { sum += $2 } END { print int(sum / 1024) }' \
        /proc/meminfo)
    [ "$memory" -ge 1000 ] ||
        die "Expected 1000 MB of free memory to build, but found $memory MB. Free some, or add" \
            "swap: fallocate -l 2G /swap && chmod 600 /swap && mkswap /swap && swapon /swap"
    mkdir -p "$root/build" "$(cache_dir)" ||
        die "Expected to write to $root/build and $(cache_dir), but could not."
    for folder in "$root/build" "$(cache_dir)"; do
        disk=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
        [ "$disk" -ge 2000 ] || die "Expected 2000 MB of free disk under $folder to build," \
            "but found $disk MB. Free some, or set COVEY_CACHE to a folder on another disk."
    done
}

# What every build needs: exports JAVA_HOME and sets $maven.
need_java() {
    JAVA_HOME=$(find_jdk || get_jdk) || exit 1
    export JAVA_HOME
    maven=$(find_maven || get_maven) || exit 1
}

# The console's folder of built files, or nothing where it cannot be built.
build_console() {
    local node log=$root/build/console.log
    [ -f "$root/console/package.json" ] || return 0
    # Only what the page is made of counts; a changed test or comment builds once too often.
    [ -z "$(cd "$root" && find console ! -path '*/node_modules*' ! -path 'console/dist*' \
        ! -path 'console/target*' -newer console/dist/index.html -print -quit 2>&1)" ] && return 0
    node=$(find_node || get_node) || return 0
    say "building the console"
    (
        cd "$root/console" && export PATH="$node:$PATH"
        npm_install && npm run build
    ) >"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        say "Expected the console to build, but it failed: it is left out. The log is $log."
    }
}

# Installs what package-lock.json says, unless that is what is there.
npm_install() {
    [ node_modules/.package-lock.json -nt package-lock.json ] && return 0
    # `ci` refuses a lock file without the builds of some tools for other systems, which a registry
    # may not have; `install --no-save` takes the same versions with the same digests.
    npm ci --no-audit --no-fund --prefer-offline ||
        npm install --no-save --no-audit --no-fund --prefer-offline
}

run_maven() (
    cd "$root" && MAVEN_OPTS="-Xmx1g ${MAVEN_OPTS:-}" "$maven" -B -ntp "$@" </dev/null
)

# Copies what Maven made to a folder of its own: a running program keeps the files that it opened.
# build/app/current is the newest, and starts without this checkout's scripts: as a service, say.
publish() {
    local made=$root/dist/target/app all=$root/build/app old
    app=$all/$(date +%Y%m%d-%H%M%S)-$$
    mkdir -p "$app" && cp -a "$made/." "$app/" && ln -s "$jdk" "$app/runtime" &&
        "$jdk/bin/java" "$root/tools/Lift.java" "$app"/lib/{picocli,bc*-jdk18on}-*.jar &&
        ln -s "$app" "$all/new" && mv -T "$all/new" "$all/current" ||
        die "Expected to copy the program to $app."
    for old in "$all"/*; do
        [ "$old" = "$app" ] || [ "$old" = "$all/current" ] && continue
        grep -qsaF "$old/" /proc/[0-9]*/cmdline || rm -rf "$old"
    done
}

# add_xray: puts the core, where it can be had, beside the program.
add_xray() {
    local xray
    xray=$(JAVA_HOME=$jdk find_xray || JAVA_HOME=$jdk get_xray) && ln -sf "$xray" "$app/bin/xray"
}

build_all() {
    local now log=$root/build/build.log
    check_machine
    need_java
    now=$(digest)
    build_console
    say "building the program"
    run_maven -q -Dquick -pl dist -am package >"$log" 2>&1 || {
        grep -E 'ERROR|BUILD' "$log" | head -n 30 >&2
        die "Expected the program to build, but it failed. The log is $log."
    }
    jdk=$JAVA_HOME
    publish
    add_xray
    # Commands start in a third of the time from this; a node's cache takes longer to make, so only
    # installed programs have one (covey-warm).
    COVEY_TRAIN=1 "$app/bin/covey" --help >/dev/null 2>&1 </dev/null
    printf 'digest=%q\njdk=%q\napp=%q\n' "$now" "$jdk" "$app" >"$state.new.text"
    touch -r "$state.new" "$state.new.text" && mv "$state.new.text" "$state"
}

# ensure_built: returns at once when nothing changed; one builds while others wait.
ensure_built() {
    is_fresh && return 0
    mkdir -p "$root/build"
    exec 9>"$root/build/lock"
    flock 9
    if ! is_fresh; then
        local digest=''
        # From here on a change belongs to the next build.
        touch "$state.new"
        # shellcheck disable=SC1090
        [ -r "$state" ] && . "$state"
        if [ -n "$digest" ] && [ -x "${app:-}/bin/covey" ] && [ -x "${jdk:-}/bin/java" ] &&
            [ "$digest" = "$(digest)" ]; then
            touch -r "$state.new" "$state"
        else
            build_all
        fi
    fi
    exec 9>&-
    # Who edits while we build gets what was built; the next start builds again.
    is_fresh || [ -x "${app:-}/bin/covey" ] || die "Expected a built program in $root/build."
}
