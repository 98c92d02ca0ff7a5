package dev.covey.runtime.quorum;

import dev.covey.model.Check;
import java.util.regex.Pattern;

/**
 * The ids that members of a group have. A member that founds a group, or whose node has an id that
 * is never given twice, is called as its node. One that comes later under a name that others may
 * have had carries a mark behind it, which is never given twice: {@code name.mark}. A name has no
 * dot, so that nobody's certificate can stand for somebody else.
 */
public final class PeerIds {

    /** How long a mark may be. */
    public static final int LONGEST_MARK = 24;

    private static final Pattern MARK = Pattern.compile("[a-z0-9]{1," + LONGEST_MARK + "}");

    /** The name in an id, which the member's certificate must carry. */
    public static String name(String peer) {
        int dot = peer.indexOf('.');
        return dot < 0 ? peer : peer.substring(0, dot);
    }

    /** The mark in an id; empty for a founder. */
    public static String mark(String peer) {
        int dot = peer.indexOf('.');
        return dot < 0 ? "" : peer.substring(dot + 1);
    }

    /** The id of one that comes later. */
    public static String later(String name, String mark) {
        String peer = name + "." + mark;
        check("peer", peer);
        return peer;
    }

    /** Refuses what is no id. */
    public static void check(String field, String peer) {
        Check.id(field, name(peer));
        Check.that(
                peer.indexOf('.') < 0 || MARK.matcher(mark(peer)).matches(),
                field,
                "a mark of a-z and 0-9 behind the dot",
                peer);
    }

    private PeerIds() {}
}
