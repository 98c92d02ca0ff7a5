package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** A command line of etcdctl, and what it reads. */
record Step(String input, List<String> words) {

    static Step step(String... words) {
        return new Step("", List.of(words));
    }

    static Step fed(String input, String... words) {
        return new Step(input, List.of(words));
    }

    /** Asserts that so many members in memory make etcdctl print what etcd makes it print. */
    static void compare(int members, Path directory, List<Step> script) throws Exception {
        try (RealEtcd real = new RealEtcd(directory);
                Lab lab = new Lab(members)) {
            Etcdctl theirs = new Etcdctl(real.endpoint());
            Etcdctl ours = new Etcdctl(lab.endpoints());
            for (Step step : script) {
                String[] words = step.words().toArray(String[]::new);
                assertThat(ours.feed(step.input(), words))
                        .as("etcdctl %s", step.words())
                        .isEqualTo(theirs.feed(step.input(), words));
            }
        }
    }
}
