package dev.covey.etcd.auth;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A role and what it allows, by key. */
record Role(List<Grant> grants) {

    /** A role that allows nothing. */
    static final Role EMPTY = new Role(List.of());

    /** Who has this one may do everything. */
    static final String ROOT = "root";

    Role {
        grants = List.copyOf(grants);
    }

    boolean has(KeyRange keys) {
        return grants.stream().anyMatch(grant -> grant.keys().equals(keys));
    }

    /** The same role with one more grant, in place of another on the same keys. */
    Role with(Grant added) {
        Comparator<Grant> byKey = Comparator.comparing(grant -> grant.keys().key());
        return new Role(
                Stream.concat(without(added.keys()).grants.stream(), Stream.of(added))
                        .sorted(byKey.thenComparing(grant -> grant.keys().end()))
                        .toList());
    }

    Role without(KeyRange keys) {
        return new Role(grants.stream().filter(grant -> !grant.keys().equals(keys)).toList());
    }

    Bytes encoded() {
        return Bytes.wrap(new Encoder().list(grants, Grant::write).toArray());
    }

    static Role decoded(byte[] bytes) {
        return new Role(new Decoder(bytes).list(Grant::read));
    }
}
