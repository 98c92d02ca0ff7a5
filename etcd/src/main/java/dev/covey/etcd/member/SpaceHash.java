package dev.covey.etcd.member;

import dev.covey.kv.Bytes;
import dev.covey.kv.codec.Encoder;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.Version;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A checksum over all versions of all keys between the compaction floor and a revision. The same on
 * every member that has applied as much, however far each has come with sweeping up.
 */
final class SpaceHash {

    private final CRC32C sum = new CRC32C();
    private final long floor;
    private final long revision;

    private SpaceHash(long floor, long revision) {
        this.floor = floor;
        this.revision = revision;
    }

    static int of(SpaceState space, long revision) {
        SpaceHash hash = new SpaceHash(space.floor(), revision);
        space.index()
                .walk(
                        null,
                        null,
                        (key, newest) -> {
                            hash.add(key, newest);
                            return true;
                        });
        return (int) hash.sum.getValue();
    }

    private void add(Bytes key, Version newest) {
        @Nullable Version version = newest;
        while (version != null && version.mod() > revision) {
            version = version.previous();
        }
        while (version != null && version.mod() > floor) {
            addOne(key, version);
            version = version.previous();
        }
        if (version != null && version.value() != null) {
            addOne(key, version);
        }
    }

    private void addOne(Bytes key, Version version) {
        Version.Stamp stamp = version.stamp();
        Bytes value = version.value();
        Encoder out = new Encoder(64).bytes(key);
        out.number(stamp.mod()).number(stamp.create()).number(stamp.number());
        out.number(stamp.lease()).flag(value != null);
        sum.update(out.toArray());
        if (value != null) {
            sum.update(value.shared());
        }
    }
}
