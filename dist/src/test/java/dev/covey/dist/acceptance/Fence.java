package dev.covey.dist.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a document. After the language {@code sh} (a script) or {@code console}
 * (commands after {@code $}, with what they print) stand marks:
 *
 * <ul>
 *   <li>{@code host=NAME}: not on the first master;
 *   <li>{@code exit=N}: the one command ends with N;
 *   <li>{@code answer=y}: at a terminal, where somebody types that;
 *   <li>{@code background}: goes on running;
 *   <li>{@code last}: after all other documents;
 *   <li>{@code not-run="reason"}: cannot be run here.
 * </ul>
 */
record Fence(String place, String language, Map<String, String> marks, List<String> body) {

    private static final Set<String> KNOWN =
            Set.of("host", "exit", "answer", "background", "last", "not-run");
    private static final Pattern MARK = Pattern.compile("([a-z-]+)(?:=(?:\"([^\"]*)\"|(\\S+)))?");

    /** One command and the lines that the document shows as its answer. */
    record Shown(String command, List<String> answer) {}

    /** All blocks of a document, in order. */
    static List<Fence> of(Path document) {
        try {
            List<Fence> fences = new ArrayList<>();
            List<String> lines = Files.readAllLines(document);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("```")) {
                    String place = document.getFileName() + ":" + (i + 1);
                    String head = lines.get(i).substring(3).strip();
                    int end = i + 1;
                    while (!lines.get(end).startsWith("```")) {
                        end++;
                    }
                    fences.add(fence(place, head, lines.subList(i + 1, end)));
                    i = end;
                }
            }
            return fences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fence fence(String place, String head, List<String> body) {
        String[] parts = head.split(" ", 2);
        Map<String, String> marks = new HashMap<>();
        Matcher matcher = MARK.matcher(parts.length > 1 ? parts[1] : "");
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (!KNOWN.contains(matcher.group(1))) {
                throw new AssertionError(place + ": unknown mark " + matcher.group(1));
            }
            marks.put(matcher.group(1), value == null ? "" : value);
        }
        return new Fence(place, parts[0], marks, List.copyOf(body));
    }

    boolean commands() {
        return language.equals("sh") || language.equals("console");
    }

    boolean run() {
        return commands() && !marks.containsKey("not-run");
    }

    boolean has(String mark) {
        return marks.containsKey(mark);
    }

    String host() {
        return marks.getOrDefault("host", "one");
    }

    int exit() {
        return Integer.parseInt(marks.getOrDefault("exit", "0"));
    }

    /** A script is one command; a console has one after each dollar sign. */
    List<Shown> shown() {
        if (language.equals("sh")) {
            return List.of(new Shown(String.join("\n", body), List.of()));
        }
        List<Shown> all = new ArrayList<>();
        for (String line : body) {
            if (line.startsWith("$ ")) {
                all.add(new Shown(line.substring(2), new ArrayList<>()));
            } else if (!line.isBlank()) {
                all.getLast().answer().add(line);
            }
        }
        return all;
    }

    /**
     * A line of an answer as a pattern: blanks stand for any blanks, a number for any number, and
     * {@code …} for anything.
     */
    static Pattern shape(String line) {
        StringBuilder pattern = new StringBuilder();
        Matcher token = Pattern.compile("\\s+|[0-9]+|…|[^\\s0-9…]+").matcher(line.strip());
        while (token.find()) {
            String text = token.group();
            if (text.isBlank()) {
                pattern.append("\\s+");
            } else if (text.equals("…")) {
                pattern.append(".*");
            } else if (Character.isDigit(text.charAt(0))) {
                pattern.append("[0-9]+");
            } else {
                pattern.append(Pattern.quote(text));
            }
        }
        return Pattern.compile(pattern.toString());
    }
}
