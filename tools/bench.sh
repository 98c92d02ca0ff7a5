# shellcheck shell=bash
# Measures, beside the peers where they are on the machine. Expects $root and the functions of
# build.sh and test.sh.

# What figures are compared with, and what asks for them.
bench_packages=(etcd-server wrk)

# dev_bench [NAME...] [--quick|--long] [-o json]
dev_bench() {
    local classes=$root/build/bench/classes package missing=()
    for package in "${bench_packages[@]}"; do
        have dpkg-query && ! has_package "$package" && missing+=("$package")
    done
    if [ ${#missing[@]} != 0 ] && is_root; then
        say "installing what figures are compared with: ${missing[*]}"
        apt_install "${missing[@]}" || say "Expected apt-get to install them, but it failed."
    fi
    ensure_built
    # The code that measures lies beside the tests of the store, whose fixtures it uses.
    rm -rf "$classes" && mkdir -p "$classes" "$root/build/bench/data"
    "$jdk/bin/javac" -nowarn -proc:none -d "$classes" -cp "$app/lib/*" \
        -sourcepath "$root/raft/src/test/java" "$root"/raft/src/test/java/dev/covey/bench/*.java ||
        return 1
    COVEY_XRAY=$(readlink -f "$app/bin/xray") "$jdk/bin/java" -XX:+UseSerialGC -Xmx512m \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Djava.io.tmpdir="$root/build/bench/data" -Dcovey.app="$app" \
        -cp "$classes:$app/lib/*" dev.covey.bench.Bench "$@"
}
