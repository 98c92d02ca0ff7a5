# shellcheck shell=bash
# Makes what people install: a tarball with its own Java runtime, and a .deb of the same files.
# Both are the same bytes whoever builds them from the same sources with the same tools.

# The version in the parent pom, as Debian orders it: a snapshot comes before its release.
package_version() {
    sed -n 's:^  <version>\(.*\)</version>:\1:p' "$root/pom.xml" | sed 's/-SNAPSHOT/~snapshot/'
}

dev_package() {
    local out=$root/build/package version
    version=$(package_version)
    ensure_built
    rm -rf "$out" && mkdir -p "$out"
    make_package "$out" "$(machine)" "$version" || return 1
    if [ "$(machine)" = amd64 ]; then
        make_package "$out" arm64 "$version" "$(JAVA_HOME=$jdk runtime_for arm64)" \
            "$(JAVA_HOME=$jdk xray_for arm64)" ||
            say "Expected a Java runtime for arm64 to make its package, but could not get one:" \
                "it is left out. Install pip3, or run ./dev package on an arm64 machine."
    fi
    (cd "$out" && sha256sum ./*.tar.gz ./*.deb 2>/dev/null | sed 's: \./: :' | tee SHA256SUMS)
}

# xray_for ARCHITECTURE: the core for another kind of machine; without it the package has none.
xray_for() {
    got_xray "$1" || xray_by_go "$1" || xray_by_zip "$1" ||
        say "Expected the Xray core for $1, but could not get it: that package has none." \
            "Install Go, or put an 'xray' into its folder bin."
}

# make_package FOLDER ARCHITECTURE VERSION [RUNTIME [XRAY]]: the tarball and the .deb. RUNTIME is
# for another kind of machine than this one; Java can't link one for it without that machine's own
# modules, which the JDK does not ship any more (JEP 493).
make_package() {
    local file=$1/covey-linux-$2.tar.gz
    [ $# -lt 4 ] || { [ -n "$4" ] && [ -x "$4/bin/java" ]; } || return 1
    say "packing ${file##*/}"
    "$app/bin/covey-bundle" "$file" "${@:4}" || return 1
    if have dpkg-deb; then
        say "packing covey_$3_$2.deb"
        make_deb "$1" "$2" "$3" || return 1
    else
        say "Expected dpkg-deb to make the .deb, but it is not installed: it is left out."
    fi
}

# make_deb FOLDER ARCHITECTURE VERSION: from the tarball that is there.
make_deb() {
    local tree=$1/deb size
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib" "$tree/usr/bin" "$tree/usr/share/doc/covey"
    tar -C "$tree/usr/lib" -xzf "$1/covey-linux-$2.tar.gz" || return 1
    ln -s ../lib/covey/bin/covey "$tree/usr/bin/covey"
    cp "$root/LICENSE" "$tree/usr/share/doc/covey/copyright"
    size=$(du -sk --apparent-size "$tree/usr" | cut -f1)
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: covey
Version: $3
Architecture: $2
Maintainer: The Covey authors <authors@covey.dev>
Installed-Size: $size
Depends: libc6, iproute2, nftables
Recommends: openssh-client, wireguard-tools
Section: admin
Priority: optional
Description: turns separate servers into one cluster
 One program on every machine; together they hold a replicated database, place work,
 and serve a VPN. Brings its own Java runtime.
CONTROL
    printf '#!/bin/sh\nset -e\n/usr/lib/covey/bin/covey-warm >/dev/null 2>&1 </dev/null || true\n' \
        >"$tree/DEBIAN/postinst"
    printf '#!/bin/sh\nset -e\nrm -rf /usr/lib/covey/cache\n' >"$tree/DEBIAN/prerm"
    printf '%s\n' "rm -f /usr/lib/covey/runtime/lib/server/classes*.jsa" >>"$tree/DEBIAN/prerm"
    chmod 755 "$tree/DEBIAN/postinst" "$tree/DEBIAN/prerm"
    find "$tree" -newermt '2026-01-01 00:00:00Z' -exec touch -h -d '2026-01-01 00:00:00Z' {} +
    SOURCE_DATE_EPOCH=1767225600 dpkg-deb --root-owner-group -Zgzip -z6 --build "$tree" \
        "$1/covey_$3_$2.deb" >/dev/null
    local result=$?
    rm -rf "$tree"
    return $result
}
