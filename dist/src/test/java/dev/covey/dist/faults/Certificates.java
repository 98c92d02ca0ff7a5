package dev.covey.dist.faults;

import dev.covey.dist.lab.Host;

/** One authority on one host, by the hand of openssl, and what it vouches for. */
final class Certificates {

    private static final String KEY =
            "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

    private final Host authority;

    Certificates(Host authority) {
        this.authority = authority;
        authority.run(
                "mkdir -p %1$s && cd %1$s && [ -e ca.key ] || ".formatted(Members.PKI)
                        + "(cd %1$s && %2$s -x509 -days 30 -subj /CN=ca -keyout ca.key -out ca.crt)"
                                .formatted(Members.PKI, KEY)
                        + " 2>/dev/null");
    }

    /** Makes a key and a certificate of a name and an address, and lays them on the host. */
    void give(Host host, String name, String address) {
        authority.run(
                ("cd %1$s && %2$s -subj /CN=%3$s -keyout %3$s.key -out %3$s.csr 2>/dev/null"
                                + " && echo subjectAltName=IP:%4$s,DNS:%3$s > %3$s.ext && openssl"
                                + " x509 -req -in %3$s.csr -CA ca.crt -CAkey ca.key"
                                + " -CAcreateserial -days 30 -extfile %3$s.ext -out %3$s.crt"
                                + " 2>/dev/null")
                        .formatted(Members.PKI, KEY, name, address));
        if (!host.equals(authority)) {
            host.run("mkdir -p " + Members.PKI);
            for (String file : java.util.List.of("ca.crt", name + ".crt", name + ".key")) {
                String text = authority.run("cat %s/%s".formatted(Members.PKI, file));
                host.run("cat > %s/%s <<'END'\n%sEND".formatted(Members.PKI, file, text));
            }
        }
    }
}
