package dev.covey.kv.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tree against the one of the platform. */
class TreeTest {

    private final long seed = Chance.freshSeed();
    private final Random random = new Random(seed);

    /** A tree, and what it must hold. */
    private record Kept(Tree<Integer, Long> tree, TreeMap<Integer, Long> expected) {}

    @Test
    void everyTreeKeepsWhatItHeldWhileOthersAreMadeOutOfIt() {
        Tree<Integer, Long> tree = Tree.empty(value -> value);
        TreeMap<Integer, Long> expected = new TreeMap<>();
        List<Kept> kept = new ArrayList<>();
        long stamp = 0;
        for (int round = 0; round < 200; round++) {
            Editor<Integer, Long> editor = tree.edit();
            int keys = 1 + random.nextInt(3_000);
            boolean shrinking = random.nextInt(4) == 0;
            for (int i = random.nextInt(200); i > 0; i--) {
                int key = random.nextInt(keys);
                if (random.nextInt(10) < (shrinking ? 9 : 2)) {
                    editor.remove(key);
                    expected.remove(key);
                } else if (expected.put(key, ++stamp) != null && random.nextBoolean()) {
                    editor.replace(key, stamp);
                } else {
                    editor.put(key, stamp);
                }
                assertThat(editor.get(key)).isEqualTo(expected.get(key));
            }
            assertThat(editor.size()).isEqualTo(expected.size());
            tree = editor.tree();
            kept.add(new Kept(tree, new TreeMap<>(expected)));
        }
        kept.forEach(this::check);
    }

    private void check(Kept kept) {
        assertThat(content(kept.tree, null, null)).as("seed %d", seed).isEqualTo(kept.expected);
        assertThat(kept.tree.size()).isEqualTo(kept.expected.size());
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(3_000);
            int end = from + random.nextInt(300);
            Map<Integer, Long> part = kept.expected.subMap(from, end);
            assertThat(content(kept.tree, from, end)).as("seed %d", seed).isEqualTo(part);
            long greatest = part.values().stream().mapToLong(v -> v).max().orElse(0);
            assertThat(kept.tree.greatestStamp(from, end))
                    .isGreaterThanOrEqualTo(greatest > 0 ? greatest : Long.MIN_VALUE);
        }
    }

    private static Map<Integer, Long> content(
            Tree<Integer, Long> tree, @Nullable Integer from, @Nullable Integer end) {
        Map<Integer, Long> content = new LinkedHashMap<>();
        tree.walk(
                from,
                end,
                (key, value) -> {
                    content.put(key, value);
                    return true;
                });
        assertThat(List.copyOf(content.keySet())).isSorted();
        return content;
    }

    @Test
    void withoutRemovalsTheGreatestStampIsExact() {
        Editor<Integer, Long> editor = Tree.<Integer, Long>empty(value -> value).edit();
        TreeMap<Integer, Long> expected = new TreeMap<>();
        for (long stamp = 1; stamp <= 5_000; stamp++) {
            int key = random.nextInt(1_000);
            editor.put(key, stamp);
            expected.put(key, stamp);
            int from = random.nextInt(1_000);
            int end = from + 1 + random.nextInt(100);
            long greatest =
                    expected.subMap(from, end).values().stream()
                            .mapToLong(v -> v)
                            .max()
                            .orElse(Long.MIN_VALUE);
            assertThat(editor.greatestStamp(from, end)).as("seed %d", seed).isEqualTo(greatest);
        }
    }

    @Test
    void aQueueOfRisingKeysStaysSmallAndKnowsItsFirst() {
        Editor<Integer, String> editor = Tree.<Integer, String>empty().edit();
        assertThat(editor.firstKey()).isNull();
        for (int i = 0; i < 100_000; i++) {
            editor.put(i, "");
            if (i >= 100) {
                assertThat(editor.firstKey()).isEqualTo(i - 100);
                editor.remove(i - 100);
            }
        }
        assertThat(editor.size()).isEqualTo(100);
        assertThat(editor.tree().size()).isEqualTo(100);
    }
}
