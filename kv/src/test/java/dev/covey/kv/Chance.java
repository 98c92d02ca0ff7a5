package dev.covey.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes operations and requests at random over a few keys, so that they meet often. */
public final class Chance {

    private final Random random;

    /** What revisions are asked for lies around this. */
    private long revision = 1;

    /** The same seed makes the same things. */
    public Chance(long seed) {
        random = new Random(seed);
    }

    /** A seed for a run that differs from the last one; tests print it when they fail. */
    public static long freshSeed() {
        return Long.getLong("covey.seed", System.nanoTime());
    }

    /** The raw generator. */
    public Random random() {
        return random;
    }

    /** Says which revision is the present one. */
    public Chance around(long present) {
        revision = present;
        return this;
    }

    /** One of a few, each as likely. */
    @SafeVarargs
    public final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> List<T> some(int most, Supplier<T> make) {
        List<T> list = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            list.add(make.get());
        }
        return list;
    }

    /** A short key, seldom empty or odd. */
    public Bytes key() {
        if (random.nextInt(50) == 0) {
            return one(Bytes.EMPTY, Bytes.wrap(new byte[] {0}), Bytes.wrap(new byte[] {-1, -1}));
        }
        return Bytes.of(one("a", "b", "c") + one("", "/", "/x", "/y", "0"));
    }

    /** A short value. */
    public Bytes value() {
        return Bytes.of(one("", "1", "2", "three"));
    }

    /** A key, a prefix, or a run of keys. */
    public KeyRange range() {
        return switch (random.nextInt(6)) {
            case 0 -> KeyRange.all();
            case 1, 2 -> KeyRange.prefix(Bytes.of(one("a", "b", "c", "a/", "z")));
            case 3 -> new KeyRange(key(), key());
            default -> KeyRange.single(key());
        };
    }

    /** A revision near the present one, or 0. */
    public long nearRevision() {
        return switch (random.nextInt(4)) {
            case 0 -> revision + random.nextInt(3) - 1;
            case 1 -> Math.max(0, revision - random.nextInt(20));
            default -> 0;
        };
    }

    /** Mostly a given number, sometimes one at the end of the numbers. */
    public long extreme(long usual) {
        return random.nextInt(10) > 0
                ? usual
                : one(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1, -1L, 1L << 40);
    }

    /** A read. */
    public Op.Range rangeOp() {
        return new Op.Range(
                range(),
                nearRevision(),
                random.nextInt(3) == 0 ? random.nextInt(4) : 0,
                one(RangePart.values()),
                new RangeOrder(one(RangeOrder.Target.values()), random.nextBoolean()),
                random.nextInt(4) == 0
                        ? new RangeFilter(
                                nearRevision(), nearRevision(), nearRevision(), nearRevision())
                        : RangeFilter.NONE);
    }

    /** A write. */
    public Op.Put put() {
        return new Op.Put(
                key(),
                value(),
                random.nextInt(3) == 0 ? 1L + random.nextInt(4) : 0,
                random.nextBoolean(),
                random.nextInt(10) == 0,
                random.nextInt(10) == 0);
    }

    /** Something asserted. */
    public Compare compare() {
        if (random.nextInt(4) == 0) {
            return new Compare.Unchanged(range(), revision - random.nextInt(6));
        }
        Compare.Operand operand =
                switch (random.nextInt(5)) {
                    case 0 -> new Compare.Operand.Value(value());
                    case 1 -> new Compare.Operand.Version(random.nextInt(4));
                    case 2 -> new Compare.Operand.Create(nearRevision());
                    case 3 -> new Compare.Operand.Mod(nearRevision());
                    default -> new Compare.Operand.Lease(random.nextInt(5));
                };
        return new Compare.Field(range(), one(Compare.Relation.values()), operand);
    }

    /** Any operation, nested to a depth. */
    public Op op(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0, 1, 2 -> put();
            case 3 -> new Op.DeleteRange(range(), random.nextBoolean());
            case 4 -> rangeOp();
            default ->
                    new Op.Txn(
                            some(2, this::compare),
                            some(4, () -> op(depth - 1)),
                            some(2, () -> op(depth - 1)));
        };
    }

    /** Any space. */
    public Space space() {
        return random.nextInt(4) == 0 ? Space.SYSTEM : Space.USER;
    }

    /** A lease begins or ends. */
    public Command leaseCommand() {
        long lease = 1L + random.nextInt(4);
        return random.nextBoolean()
                ? new Command.GrantLease(space(), lease, 60)
                : new Command.RevokeLease(space(), lease);
    }

    /** Any request. */
    public Request request() {
        RequestId id =
                random.nextInt(4) == 0
                        ? new RequestId(
                                one("x", "y"),
                                Integer.toString(random.nextInt(200)),
                                random.nextInt(10) == 0 ? 1 : 0,
                                random.nextInt(20) == 0 ? 1_000_000 : 0)
                        : null;
        Epoch epoch = random.nextInt(8) == 0 ? new Epoch(1, random.nextInt(3)) : null;
        Request.Origin origin =
                one(Request.Origin.NONE, new Request.Origin("admin:ada", "because"));
        return new Request(id, epoch, origin, command());
    }

    private Command command() {
        return switch (random.nextInt(40)) {
            case 0, 1 -> new Command.Compact(space(), revision - random.nextInt(12));
            case 2 -> new Command.TakeOver(new Claim("n", new Epoch(1, random.nextInt(3))));
            case 3 -> new Command.RaiseLevel(one(-1, 0, 1, 1));
            case 4 -> new Command.SetQuota(space(), extreme(1L << 40));
            case 5 -> new Command.Renew(extreme(0));
            case 6, 7, 8 -> leaseCommand();
            case 9 -> new Command.Guarded(key(), random.nextInt(20), leaseCommand());
            default -> new Command.Execute(space(), op(2));
        };
    }
}
