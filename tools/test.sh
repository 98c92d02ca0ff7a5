# shellcheck shell=bash
# Runs the layers of tests and counts what they report. Expects $root and the functions of build.sh.

# What tests use of a machine; they skip, with a reason, what is not there.
test_packages=(nftables iproute2 openssh-server openssh-client openssl curl procps iputils-ping
    chromium etcd-server etcd-client wireguard-tools fuse3 shellcheck faketime)

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

# Kubernetes' API server, in front of the store; it takes six minutes of a processor to build, so
# only --long gets it, and later runs have it.
find_kube_apiserver() {
    local home
    home=$(cache_dir)/kube-apiserver-$kubernetes_version
    [ -x "$home/kube-apiserver" ] || {
        case "$excluded" in *long*) return 1 ;; esac
        have go || return 1
        say "getting kube-apiserver $kubernetes_version (Go module proxy; builds for minutes)"
        build_kube_apiserver "$home" >/dev/null 2>&1 </dev/null
    }
    "$home/kube-apiserver" --version >/dev/null 2>&1 && echo "$home/kube-apiserver"
}

# A module cannot require Kubernetes without saying where its staging modules are.
build_kube_apiserver() (
    local made module=k8s.io/kubernetes@v$kubernetes_version
    export GOFLAGS='-mod=mod -buildvcs=false'
    made=$(mktemp -d) && trap 'rm -rf "$made"' EXIT && cd "$made" &&
        go mod init covey.test/kube && go mod download "$module" || return
    sed -n "s|^\t\(k8s\.io/[a-z-]*\) v0\.0\.0\$|replace \1 => \1 v0.${kubernetes_version#1.}|p" \
        "$(go env GOMODCACHE)/$module/go.mod" | sort -u >>go.mod
    echo "require k8s.io/kubernetes v$kubernetes_version" >>go.mod
    mkdir -p "$1" && CGO_ENABLED=0 timeout 3000 go build -trimpath -ldflags='-s -w -buildid=' \
        -o "$1/kube-apiserver.new" k8s.io/kubernetes/cmd/kube-apiserver &&
        mv "$1/kube-apiserver.new" "$1/kube-apiserver"
)

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
    COVEY_KUBE_APISERVER=$(find_kube_apiserver)
    export COVEY_XRAY COVEY_SING_BOX COVEY_KUBE_APISERVER
    maven_arguments
    # The acceptance layer drives the console, which is built into the program, by its own packages.
    ! is_chosen acceptance || [ "$console_ran" = yes ] || { need_console && build_console; }
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

# Puts Node.js on the path and the console's packages beside it.
need_console() {
    local node
    node=$(find_node || get_node) || { step_failures+=("console: no Node.js") && return 1; }
    export PATH="$node:$PATH"
    (cd console && npm_install) >"$root/build/npm.log" 2>&1 </dev/null || {
        tail -n 20 "$root/build/npm.log" >&2
        step_failures+=("console: npm ci")
        return 1
    }
}

run_console() {
    [ -f console/package.json ] || return 0
    need_console && cd console || return
    step "console: types" npm run -s typecheck
    step "console: lint" npm run -s lint
    counted_step "console: tests" target/unit.json npm run -s test
    step "console: build" npm run -s build
    step "console: size" npm run -s size
    say "console: $(tail -n 1 "$root/build/step.log")"
    if [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
        E2E_PORT=$(free_port) counted_step "console: in a browser" target/e2e.json npm run -s e2e
        sed -n 's/^  *[0-9]*) \(e2e.*[^ ─]\)[ ─]*$/\1/p' "$root/build/step.log" | sort -u \
            >"$root/build/e2e-failed.txt"
    else
        say "Tests of the console in a browser are skipped. Install: chromium"
    fi
    cd "$root" || return
}

# counted_step NAME REPORT COMMAND...: tests counted from their report, unless there is none.
counted_step() {
    local name=$1 report=$2 log=$root/build/step.log
    shift 2
    "$@" >"$log" 2>&1 </dev/null && return
    tail -n 40 "$log" >&2
    [ -s "$report" ] || step_failures+=("$name")
}

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
        console.log(s.address().port); s.close(); })'
}

# Prints "passed failed skipped" and writes the failed and skipped tests' names to build/.
count_java() {
    local reports=("$root"/*/target/surefire-reports/TEST-*.xml)
    [ -e "${reports[0]}" ] || { echo 0 0 0 && return; }
    awk -v failed_file="$root/build/failed.txt" -v skipped_file="$root/build/skipped.txt" \
        -f "${BASH_SOURCE[0]%/*}/count.awk" "${reports[@]}"
}

# console_figure REPORT KEY...: the sum of the figures that keys have in a report; 0 without one.
console_figure() {
    local report=$root/console/target/$1.json sum=0 key
    shift
    for key; do
        sum=$((sum + $(grep -oE "\"$key\": ?[0-9]+" "$report" 2>/dev/null | tail -n 1 |
            grep -oE '[0-9]+$' || echo 0)))
    done
    echo "$sum"
}

summary() {
    local passed failed skipped name
    : >"$root/build/failed.txt" && : >"$root/build/skipped.txt"
    read -r passed failed skipped <<<"$(count_java)"
    if [ "$console_ran" = yes ]; then
        passed=$((passed + $(console_figure unit numPassedTests)))
        failed=$((failed + $(console_figure unit numFailedTests)))
        skipped=$((skipped + $(console_figure unit numPendingTests)))
        passed=$((passed + $(console_figure e2e expected flaky)))
        failed=$((failed + $(console_figure e2e unexpected)))
        skipped=$((skipped + $(console_figure e2e skipped)))
        sed 's/^/failed: /' "$root/build/e2e-failed.txt" 2>/dev/null
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
    rm -rf "$root"/*/target/surefire-reports console/target/{unit,e2e}.json \
        build/e2e-failed.txt
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
