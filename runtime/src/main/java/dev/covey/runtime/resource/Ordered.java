package dev.covey.runtime.resource;

import dev.covey.runtime.ids.Ids;
import java.time.Instant;
import java.util.HexFormat;

/** Ids that sort by time, for events and audit lines. */
public final class Ordered {

    private Ordered() {}

    /** 12 hexadecimal digits of milliseconds, a dash and 8 of chance. */
    public static String id(Instant at, Ids ids) {
        String millis = String.format("%012x", Math.max(0, at.toEpochMilli()) & 0xffff_ffff_ffffL);
        return millis + "-" + HexFormat.of().formatHex(ids.secret(4));
    }
}
