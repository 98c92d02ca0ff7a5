package dev.covey.dist.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    @Test
    void everyLinkInTheDocumentsLeadsSomewhere() {
        Findings findings =
                new Findings("dead-link", "a link that leads nowhere costs every reader: mend it");
        for (Path file : Repository.files(".md")) {
            String text = CODE.matcher(Repository.text(file)).replaceAll("");
            LINK.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(link -> !link.contains(":"))
                    .filter(link -> !leadsSomewhere(file, link))
                    .forEach(link -> findings.add(file.toString(), link));
        }
        findings.assertNone();
    }

    private static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        Path absolute = Repository.ROOT.resolve(target);
        boolean anchored = parts.length == 2 && target.toString().endsWith(".md");
        return Files.exists(absolute) && (!anchored || anchors(target).contains(parts[1]));
    }

    /** The headings of a document as links name them. */
    private static Set<String> anchors(Path file) {
        return Pattern.compile("(?m)^#+ +(.*)$")
                .matcher(Repository.text(file))
                .results()
                .map(LinksTest::anchor)
                .collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }
}
