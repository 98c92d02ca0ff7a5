# shellcheck shell=bash
# Runs the layers of tests and counts what they report. Expects $root and the functions of build.sh.

# What tests use of a machine; they skip, with a reason, what is not there.
test_packages=(nftables iproute2 openssh-server openssh-client openssl curl procps iputils-ping
    chromium etcd-server etcd-client wireguard-tools fuse3 shellcheck)

all_layers=(static unit conformance scenarios raft acceptance console)

install_test_packages() {
    local package missing=()
    have dpkg-query || { say "not Debian or Ubuntu: tests use what is installed" && return 0; }
    for package in "${test_packages[@]}"; do
        has_package "$package" || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if is_root; then
        say "installing what the tests use: ${missing[*]}"
        apt_install "${missing[@]}" || say "Expected apt-get to install them, but it failed." \
            "Tests that need them are skipped."
    else
        say "Tests that need a missing package are skipped. Install: ${missing[*]}"
    fi
}

# A client that shares no code with the core: what it can use, users' apps can.
find_sing_box() {
    local home
    home=$(cache_dir)/sing-box-$sing_box_version
    [ -x "$home/sing-box" ] || {
        have go || return 1
        say "getting sing-box $sing_box_version (Go module proxy; builds for a minute)"
        GOBIN=$home CGO_ENABLED=0 GOFLAGS=-buildvcs=false timeout 1200 go install -trimpath \
            -ldflags='-s -w -buildid=' -tags "$sing_box_tags" \
            "github.com/sagernet/sing-box/cmd/sing-box@$sing_box_version" >/dev/null 2>&1 </dev/null
    }
    "$home/sing-box" version >/dev/null 2>&1 && echo "$home/sing-box"
}

# The classes of each layer of Java tests; `unit` is whatever no other layer has.
layer_classes() {
    case "$1" in
        static) echo 'dev/covey/dist/rules/**' ;;
        conformance) echo '**/*Conformance*' ;;
        scenarios) echo 'dev/covey/simulation/**' ;;
        raft) echo 'dev/covey/raft/**' ;;
    esac
}

is_chosen() {
    case " $java_layers " in
        *" $1 "* | ' every ') return 0 ;;
        *) return 1 ;;
    esac
}

# Sets what the chosen layers add to one Maven run; all Java layers together need no filter.
maven_arguments() {
    local layer filter=()
    is_chosen acceptance && arguments+=(-Dcovey.acceptance.skip=false)
    is_chosen static || arguments+=(-Dspotless.check.skip=true)
    [ "$java_layers" = every ] && return
    for layer in static conformance scenarios raft; do
        if is_chosen unit; then
            is_chosen "$layer" || filter+=("!$(layer_classes "$layer")")
        else
            is_chosen "$layer" && filter+=("$(layer_classes "$layer")")
        fi
    done
    if [ ${#filter[@]} -gt 0 ]; then
        arguments+=("-Dtest=$(IFS=, && echo "${filter[*]}")"
            -Dsurefire.failIfNoSpecifiedTests=false)
    elif ! is_chosen unit; then
        arguments+=(-Dcovey.unit.skip=true)
    fi
}

# One reactor run for all chosen Java layers.
run_java() {
    local log=$root/build/test.log arguments=(-fae -Dmaven.test.failure.ignore=true)
    need_java
    COVEY_XRAY=$(find_xray || get_xray) COVEY_SING_BOX=$(find_sing_box)
    export COVEY_XRAY COVEY_SING_BOX
    maven_arguments
    arguments+=("-Dcovey.excludedGroups=$excluded"
        "-Dcovey.acceptance.excludedGroups=${excluded#acceptance,}")
    run_maven "${arguments[@]}" verify 2>&1 | tee "$log" |
        grep --line-buffered -E 'Tests run:.* -- |COMPILATION|ERROR.*\.java|<<< |BUILD'
    # Failed tests are counted from the reports; any other failure is one of its own.
    if [ "${PIPESTATUS[0]}" != 0 ]; then
        grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
        step_failures+=("build (log: build/test.log)")
    fi
}

# step NAME COMMAND...: something that is not made of tests; it counts only when it fails.
step() {
    local name=$1 log=$root/build/step.log
    shift
    "$@" >"$log" 2>&1 </dev/null && return 0
    tail -n 40 "$log" >&2
    step_failures+=("$name")
}

# Every script, from those that people start down to what they source.
run_shellcheck() {
    shellcheck -a -x covey dev .ci/run dist/src/main/package/bin/* \
        dist/src/main/resources/dev/covey/dist/bundle/install.sh
}

run_console() {
    local node
    [ -f console/package.json ] || return 0
    node=$(find_node || get_node) || { step_failures+=("console: no Node.js") && return; }
    export PATH="$node:$PATH"
    cd console || return
    step "console: npm ci" npm_install
    step "console: types" npm run -s typecheck
    step "console: lint" npm run -s lint
    # Its tests are counted from their report, unless it wrote none.
    npm run -s test >"$root/build/console-test.log" 2>&1 </dev/null || [ -s target/unit.json ] || {
        tail -n 40 "$root/build/console-test.log" >&2
        step_failures+=("console: tests")
    }
    step "console: build" npm run -s build
    step "console: size" npm run -s size
    cd "$root" || return
}

# Prints "passed failed skipped" and writes the failed and skipped tests' names to build/.
count_java() {
    local reports=("$root"/*/target/surefire-reports/TEST-*.xml)
    [ -e "${reports[0]}" ] || { echo 0 0 0 && return; }
    awk -v failed_file="$root/build/failed.txt" -v skipped_file="$root/build/skipped.txt" \
        -f "${BASH_SOURCE[0]%/*}/count.awk" "${reports[@]}"
}

# The figure that a key has in vitest's report; 0 without one.
vitest_figure() {
    sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p;q" "$root/console/target/unit.json" 2>/dev/null
}

summary() {
    local passed failed skipped name
    : >"$root/build/failed.txt" && : >"$root/build/skipped.txt"
    read -r passed failed skipped <<<"$(count_java)"
    if [ "$console_ran" = yes ]; then
        passed=$((passed + $(vitest_figure numPassedTests || true) + 0))
        failed=$((failed + $(vitest_figure numFailedTests || true) + 0))
        skipped=$((skipped + $(vitest_figure numPendingTests || true) + 0))
    fi
    for name in "${step_failures[@]}"; do
        echo "failed: $name"
    done
    cat "$root/build/failed.txt" "$root/build/skipped.txt"
    failed=$((failed + ${#step_failures[@]}))
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

# dev_test [--long] [--heat] [LAYER...]
dev_test() {
    local layers=() java_layers='' step_failures=() console_ran=no
    local excluded=acceptance,long,heat,bench
    while [ $# -gt 0 ]; do
        case "$1" in
            --long) excluded=${excluded/,long/} ;;
            --heat) excluded=${excluded/,heat/} ;;
            -*) die "Expected --long, --heat or a layer, but found $1." ;;
            *)
                case " ${all_layers[*]} " in
                    *" $1 "*) layers+=("$1") ;;
                    *) die "Expected a layer of: ${all_layers[*]}, but found $1." ;;
                esac
                ;;
        esac
        shift
    done
    cd "$root" && mkdir -p build || exit 1
    rm -rf "$root"/*/target/surefire-reports console/target/unit.json
    install_test_packages
    [ ${#layers[@]} = 0 ] && layers=("${all_layers[@]}") && java_layers=every
    case " ${layers[*]} " in *' console '*) run_console && console_ran=yes ;; esac
    case " ${layers[*]} " in *' static '*) step shellcheck run_shellcheck ;; esac
    if [ "$java_layers" != every ]; then
        java_layers=$(printf '%s\n' "${layers[@]}" | grep -v '^console$' | tr '\n' ' ')
    fi
    [ -z "$java_layers" ] || run_java
    summary
}
