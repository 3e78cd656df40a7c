package org.opencompliance.archiver.mapping.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The characters of a mapping file that no editor shows: zero width spaces, byte order marks, no-break spaces and the like.
 * Programs copy them along with a number or an address, and then it matches nothing.
 */
final class InvisibleCharacters {

    /** Maximum number of places to report. */
    private static final int MOST = 100;

    /** A place in the file; line and column start at 1. */
    record Place(long line, int column, int character) {

        @Override
        public String toString() {
            return nameOf(character) + " in column " + column;
        }
    }

    private final List<Place> places = new ArrayList<>();

    /** @param text of the file without its byte order mark */
    InvisibleCharacters(String text) {
        long line = 1;
        int column = 1;
        for (int i = 0; i < text.length() && places.size() < MOST; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean lineEnd = c == '\n' || c == '\r';
            if (lineEnd) {
                boolean second = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
                line += second ? 0 : 1;
                column = 1;
            } else {
                if (isInvisible(c)) {
                    places.add(new Place(line, column, c));
                }
                column++;
            }
        }
    }

    List<Place> places() {
        return places;
    }

    /**
     * The first one of a cell, with its column in the line of the row.
     *
     * @param cell has one; without a column if it is in another line of the row, or not among the reported places
     */
    String of(String cell, long line) {
        return places.stream()
                .filter(place -> place.line() == line)
                .findFirst()
                .map(Place::toString)
                .orElseGet(() -> cell.codePoints()
                        .filter(InvisibleCharacters::isInvisible)
                        .mapToObj(InvisibleCharacters::nameOf)
                        .findFirst()
                        .orElse(""));
    }

    private static String nameOf(int character) {
        String name = Character.getName(character);
        return String.format(Locale.ROOT, "U+%04X", character)
                + (name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")");
    }

    static boolean in(String text) {
        return text.codePoints().anyMatch(InvisibleCharacters::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            case Character.CONTROL -> c != '\t' && c != '\r' && c != '\n';
            default -> false;
        };
    }
}
