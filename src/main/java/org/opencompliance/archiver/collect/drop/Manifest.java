package org.opencompliance.archiver.collect.drop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The manifest of a ZIP: a line {@code Count:} with the number of EML files, and their names, one in a line, with or without a
 * label such as {@code File:}. All other lines are ignored, because the count and the names must agree with the ZIP.
 *
 * @param count null without a readable line {@code Count:}
 */
record Manifest(Integer count, List<String> names) {

    private static final String COUNT = "count";
    private static final int MOST_DIGITS = 9;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static Manifest of(byte[] content) {
        Integer count = null;
        List<String> names = new ArrayList<>();
        String text = new String(content, StandardCharsets.UTF_8);
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : plain.split("\\R")) {
            if (isCount(line)) {
                count = number(value(line));
            } else if (DropName.hasEnding(line.strip(), DropName.EML)) {
                names.add(line.strip());
            }
        }
        return new Manifest(count, names);
    }

    /** Why it does not describe these EML files; empty if it does. */
    Optional<String> problem(Set<String> emls) {
        if (count == null) {
            return Optional.of("The manifest has no line 'Count:' with a number");
        }
        if (count != emls.size()) {
            return Optional.of("The manifest says Count: " + count + " and the ZIP has " + emls.size() + " EML files");
        }
        Set<String> listed = new HashSet<>();
        names.forEach(name -> listed.add(emls.contains(name) ? name : value(name)));
        if (listed.size() != names.size()) {
            return Optional.of("The manifest has a name twice");
        }
        long absent = listed.stream().filter(name -> !emls.contains(name)).count();
        long unlisted = emls.stream().filter(name -> !listed.contains(name)).count();
        return absent + unlisted == 0
                ? Optional.empty()
                : Optional.of(absent + " names of the manifest are not in the ZIP, and " + unlisted
                        + " EML files of the ZIP are not in the manifest");
    }

    private static boolean isCount(String line) {
        int colon = line.indexOf(':');
        return colon > 0
                && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(COUNT);
    }

    /** The text after a label. */
    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static Integer number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.valueOf(text) : null;
    }
}
