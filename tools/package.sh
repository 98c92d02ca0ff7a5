# shellcheck shell=bash
# Makes what people install: a tarball with its own Java runtime, and a .deb of the same files.
# Both are the same bytes whoever builds them from the same sources with the same tools.

# The version in the parent pom, as Debian orders it: a snapshot comes before its release.
package_version() {
    sed -n 's:^  <version>\(.*\)</version>:\1:p' "$root/pom.xml" | sed 's/-SNAPSHOT/~snapshot/'
}

dev_package() {
    local out=$root/build/package architecture version
    # Java can't link a runtime for another kind of machine without that machine's own modules,
    # which the JDK does not ship any more (JEP 493): for arm64 run this on an arm64 machine.
    architecture=$(machine)
    version=$(package_version)
    ensure_built
    rm -rf "$out" && mkdir -p "$out"
    say "packing covey-linux-$architecture.tar.gz"
    "$app/bin/covey-bundle" "$out/covey-linux-$architecture.tar.gz" || return 1
    if have dpkg-deb; then
        say "packing covey_${version}_$architecture.deb"
        make_deb "$out" "$architecture" "$version" || return 1
    else
        say "Expected dpkg-deb to make the .deb, but it is not installed: it is left out."
    fi
    (cd "$out" && sha256sum ./*.tar.gz ./*.deb 2>/dev/null | sed 's: \./: :' | tee SHA256SUMS)
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
