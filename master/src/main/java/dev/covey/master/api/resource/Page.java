package dev.covey.master.api.resource;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Target;
import dev.covey.model.Check;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One page of a list: ids in order, and where the next page begins. Named kinds are ordered by
 * name, what only grows is shown newest first.
 *
 * @param next absent on the last page
 */
record Page(List<String> ids, Optional<String> next) {

    private static final int USUAL = 1000;
    private static final int MOST = 5000;
    private static final int CHUNK = 2000;

    /** Reads the page that a request asks for. */
    static Page of(View view, Kind kind, Target target) {
        int limit = limit(target);
        Optional<String> after = target.parameter("continue").map(Page::decode);
        String sought = target.parameter("q").orElse("").toLowerCase(Locale.ROOT);
        Check.text("q", sought, 0, 63);
        return kind.named()
                ? byName(view, kind, new Wanted(limit, sought), after.orElse(""))
                : newestFirst(view, kind, limit, after);
    }

    private record Wanted(int limit, String sought) {
        boolean fits(String name) {
            return sought.isEmpty() || name.toLowerCase(Locale.ROOT).contains(sought);
        }
    }

    private static int limit(Target target) {
        String text = target.parameter("limit").orElse(String.valueOf(USUAL));
        Check.that(text.matches("[0-9]{1,6}"), "limit", "a number from 1 to " + MOST, text);
        Check.range("limit", Integer.parseInt(text), 1, MOST);
        return Integer.parseInt(text);
    }

    private static Page byName(View view, Kind kind, Wanted wanted, String after) {
        String prefix = Key.nameRow(kind, "");
        List<String> ids = new ArrayList<>();
        String last = after;
        boolean more = true;
        while (more) {
            Bytes from = Bytes.of(last.isEmpty() ? prefix : prefix + last + "\0");
            Result.Found found =
                    range(view, new KeyRange(from, Bytes.of(prefix).afterPrefix()), CHUNK, false);
            for (KeyValue kv : found.keys()) {
                String name = kv.key().utf8().substring(prefix.length());
                if (wanted.fits(name) && ids.size() == wanted.limit()) {
                    return new Page(ids, Optional.of(encode(last)));
                }
                if (wanted.fits(name)) {
                    ids.add(kv.value().utf8());
                }
                last = name;
            }
            more = found.more();
        }
        return new Page(ids, Optional.empty());
    }

    private static Page newestFirst(View view, Kind kind, int limit, Optional<String> before) {
        String prefix = Key.specPrefix(kind);
        Bytes end =
                before.map(id -> Bytes.of(prefix + id))
                        .orElseGet(() -> Bytes.of(prefix).afterPrefix());
        Result.Found found = range(view, new KeyRange(Bytes.of(prefix), end), limit, true);
        List<String> ids =
                found.keys().stream()
                        .map(kv -> kv.key().utf8().substring(prefix.length()))
                        .toList();
        return new Page(ids, found.more() ? Optional.of(encode(ids.getLast())) : Optional.empty());
    }

    private static Result.Found range(View view, KeyRange keys, int limit, boolean descending) {
        Reply reply =
                view.query(
                        Space.SYSTEM,
                        new Op.Range(
                                keys,
                                0,
                                limit,
                                descending ? RangePart.KEYS : RangePart.ALL,
                                new RangeOrder(RangeOrder.Target.KEY, descending),
                                RangeFilter.NONE));
        if (reply instanceof Reply.Applied(long _, Result.Found found, boolean _)) {
            return found;
        }
        throw new IllegalStateException("a range was answered with something else");
    }

    private static String encode(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String position) {
        try {
            return new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed(
                    "malformed_continue", "Expected 'continue' as the page before gave it.");
        }
    }
}
