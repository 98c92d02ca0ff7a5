package dev.covey.etcd.entry;

import dev.covey.etcd.door.MemberIds;
import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is written down of members: who they are, who will come, and who has gone. */
public final class Rows {

    private static final String MEMBER = "e/member/";
    private static final String PENDING = "e/pending/";
    private static final String GONE = "e/gone/";

    /** The key of what a member says of itself. */
    public static String member(String peer) {
        return MEMBER + peer;
    }

    /** Whether a member has ever said who it is. */
    static boolean wasHere(View view, String peer) {
        return view.get(member(peer)).isPresent();
    }

    /** Whether an id was taken away: it is never given again. */
    public static boolean isGone(View view, String peer) {
        return view.get(GONE + peer).isPresent();
    }

    /** Who was added and is not yet what was asked for. */
    public static List<Pending> pending(View view) {
        return view.list(PENDING).stream().map(row -> Pending.read(row.id(), text(row))).toList();
    }

    /** One of them. */
    public static Optional<Pending> pending(View view, long number) {
        return view.get(PENDING + Pending.id(number)).map(row -> Pending.read(row.id(), text(row)));
    }

    /** The one that was told to have an id. */
    static Optional<Pending> pendingAs(View view, String peer) {
        return pending(view, MemberIds.of(peer)).filter(each -> each.peer().equals(peer));
    }

    /** Writes down who will come. */
    static Op put(Pending pending) {
        return put(PENDING + pending.id(), pending.written());
    }

    /** Forgets who was to come. */
    static Op delete(Pending pending) {
        return delete(PENDING + pending.id());
    }

    /** Writes down that an id was taken away, and forgets what the member said of itself. */
    static List<Op> gone(String peer) {
        return List.of(put(GONE + peer, ""), delete(member(peer)));
    }

    /** All of it at once. */
    static Command all(List<Op> ops) {
        return new Command.Execute(
                Space.SYSTEM,
                ops.size() == 1 ? ops.getFirst() : new Op.Txn(List.of(), ops, List.of()));
    }

    private static Op put(String key, String text) {
        return Op.Put.of(Bytes.of(key), Bytes.of(text));
    }

    private static Op delete(String key) {
        return Op.DeleteRange.of(KeyRange.single(Bytes.of(key)));
    }

    private static String text(Row row) {
        return new String(row.value(), StandardCharsets.UTF_8);
    }

    private Rows() {}
}
