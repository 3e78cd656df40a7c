package org.opencompliance.archiver;

import java.util.ArrayList;
import java.util.List;

/** Texts that are cheap to send and expensive for a reader that reads a part of them twice. */
public final class HostileTexts {

    private static final int MILLION = 1_000_000;

    private static final List<String> COMMON = List.of(" ", "\t", ".", "\"", "-", "(", "<", ">", " \t.\"-()<>@,;:=?");
    private static final List<String> MORE =
            List.of(")", "@", "1", "a", "a.", "a@", "=?", "\\\"", "/ ", ",", "\r", ";=");

    private HostileTexts() {}

    /**
     * A text that is created on demand.
     *
     * @param filling repeated between the other two
     */
    public record Hostile(String before, String filling, String after, int chars) {

        public String text() {
            return before + filling.repeat(chars / filling.length()) + after;
        }

        @Override
        public String toString() {
            return "'" + before + "' and '" + filling + "' again and again and '" + after + "'";
        }
    }

    /** A million blanks, tabs, dots, quotes, hyphens, parentheses, brackets, and all of these. */
    public static List<Hostile> million() {
        return COMMON.stream()
                .map(filling -> new Hostile("a", filling, "b", MILLION))
                .toList();
    }

    /** Shorter texts, but more of them. */
    public static List<Hostile> varied(int chars) {
        List<Hostile> all = new ArrayList<>();
        for (List<String> fillings : List.of(COMMON, MORE)) {
            for (String filling : fillings) {
                all.add(new Hostile("", filling, "", chars));
                all.add(new Hostile("a", filling, "b", chars));
                all.add(new Hostile("Mon, 1 Nov 2026 1:00", filling, "\u0085", chars));
                all.add(new Hostile("<a@b", filling, "x>", chars));
            }
        }
        return all;
    }
}
