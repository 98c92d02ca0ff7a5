package dev.covey.dist.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody with ordinary questions, each over a connection of its own, while others misbehave. */
final class Bystander implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int PAUSE_MILLIS = 200;

    private final Node node;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> failures = new ArrayList<>();
    private final Thread thread;
    private int answers;
    private long longest;

    Bystander(Node node) {
        this.node = node;
        this.thread = Thread.ofVirtual().start(this::ask);
    }

    private void ask() {
        byte[] request =
                Wire.bytes(
                        "GET /v1/clusters/self/routes HTTP/1.1\r\nHost: covey\r\nConnection: close"
                                + "\r\nAuthorization: Bearer "
                                + node.token()
                                + "\r\n\r\n");
        while (end.getCount() > 0) {
            long began = System.nanoTime();
            String answer;
            try {
                answer =
                        Wire.talk(
                                Wire.tls(Wire.credulous(), node.port(3), "http/1.1"),
                                request,
                                PATIENCE_MILLIS);
            } catch (IOException e) {
                answer = e.toString();
            }
            note(answer, (System.nanoTime() - began) / 1_000_000);
            pause();
        }
    }

    private synchronized void note(String answer, long millis) {
        longest = Math.max(longest, millis);
        if (answer.startsWith("HTTP/1.1 200")) {
            answers++;
        } else {
            failures.add("after %d ms: %s".formatted(millis, answer));
        }
    }

    private void pause() {
        try {
            boolean _ = end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What went wrong. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** How it went, for the report. */
    synchronized String tale() {
        return "%d ordinary requests answered, the slowest after %d ms".formatted(answers, longest);
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
