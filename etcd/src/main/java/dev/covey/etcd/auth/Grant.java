package dev.covey.etcd.auth;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;

/** What a role allows on some keys. */
record Grant(KeyRange keys, boolean read, boolean write) {

    static void write(Encoder out, Grant grant) {
        out.bytes(grant.keys.key()).bytes(grant.keys.end()).flag(grant.read).flag(grant.write);
    }

    static Grant read(Decoder in) {
        Bytes key = in.bytes();
        return new Grant(new KeyRange(key, in.bytes()), in.flag(), in.flag());
    }
}
