package dev.covey.runtime.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One key of one controller, and where it stands: it is never worked on twice at once, never queued
 * twice, and never forgotten when it becomes dirty while being worked on.
 */
final class Work {
    /** How many news of one key are kept; beyond it the oldest line of progress is left out. */
    private static final int MOST_NEWS = 256;

    final Controller controller;
    final String key;
    boolean queued;
    boolean busy;
    boolean dirty;
    int failures;
    long timer = Long.MAX_VALUE;
    private final Deque<News> news = new ArrayDeque<>(0);

    Work(Controller controller, String key) {
        this.controller = controller;
        this.key = key;
    }

    void hear(News one) {
        if (news.size() >= MOST_NEWS) {
            news.stream()
                    .filter(n -> n instanceof News.Progress)
                    .findFirst()
                    .ifPresent(news::removeFirstOccurrence);
        }
        news.addLast(one);
    }

    List<News> news() {
        return new ArrayList<>(news);
    }

    /** Forgets what a committed plan has dealt with. */
    void dealtWith(List<News> told) {
        told.forEach(news::removeFirstOccurrence);
    }

    /** True if nothing would be lost by forgetting this key. */
    boolean isIdle() {
        return !queued && !busy && !dirty && news.isEmpty() && timer == Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return controller.name() + " " + key;
    }
}
