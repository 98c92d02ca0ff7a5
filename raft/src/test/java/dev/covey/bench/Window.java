package dev.covey.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What one window showed.
 *
 * @param rate calls a second
 * @param median latency in milliseconds
 * @param high the 99th of a hundred latencies, in milliseconds
 * @param cpu what a call cost the servers together, in microseconds of processor time
 */
record Window(double rate, double median, double high, long calls, double cpu) {

    /** Of what so many clients saw in so many seconds. */
    static Window of(List<Latencies> all, double seconds) {
        long[] sorted =
                all.stream()
                        .flatMapToLong(l -> Arrays.stream(l.nanos, 0, l.count))
                        .sorted()
                        .toArray();
        if (sorted.length == 0) {
            return new Window(0, 0, 0, 0, 0);
        }
        return new Window(
                sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted.length,
                0);
    }

    /** The same window, which used so many seconds of the servers' processors. */
    Window using(double seconds) {
        return new Window(rate, median, high, calls, seconds * 1e6 / Math.max(1, calls));
    }

    /** Of one client; for one thread at a time. */
    static final class Latencies {
        private long[] nanos = new long[1024];
        private int count;

        void add(long one) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = one;
        }
    }
}
