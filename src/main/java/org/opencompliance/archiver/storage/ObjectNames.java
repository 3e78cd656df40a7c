package org.opencompliance.archiver.storage;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules for object names, the same for all kinds of storage areas.
 *
 * <p>A name has segments separated by {@code /}. A segment has letters, digits and {@code - . _ ~ %}, which covers the
 * encoding of ids, and at most 255 bytes. A name or segment is never empty, {@code .} or {@code ..}. The first segment does
 * not start with a dot, because such names are reserved for the store.
 */
public final class ObjectNames {

    /** Maximum length of a file name on all common file systems, in bytes. */
    public static final int MAX_SEGMENT = 255;

    /** Maximum length of a blob name in Azure Storage, in characters. */
    public static final int MAX_NAME = 1024;

    private static final String SIGNS = "._~%-";
    private static final Pattern METADATA_NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern METADATA_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private ObjectNames() {}

    /**
     * Returns a valid name unchanged.
     *
     * @throws IllegalArgumentException when it is invalid, with the reason
     */
    public static String requireName(String name) {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "An object name of " + name.length() + " characters is too long, the limit is " + MAX_NAME);
        }
        requireSegments(name.split("/", -1));
        return name;
    }

    /** Whether the name is valid. */
    public static boolean isName(String name) {
        try {
            requireName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns a valid prefix unchanged; it may be empty and may end within a segment.
     *
     * @throws IllegalArgumentException when no name can start with it
     */
    public static String requirePrefix(String prefix) {
        int end = prefix.lastIndexOf('/');
        if (end >= 0) {
            requireName(prefix.substring(0, end));
        }
        String rest = prefix.substring(end + 1);
        if (!rest.isEmpty() && !isSegment(rest)) {
            throw new IllegalArgumentException("No object name starts with " + prefix);
        }
        return prefix;
    }

    /**
     * Returns the metadata unchanged if all kinds of storage areas can store it.
     *
     * @throws IllegalArgumentException when an entry is invalid; names the entry, never its value
     */
    public static Map<String, String> requireMetadata(Map<String, String> metadata) {
        metadata.forEach((name, value) -> {
            if (!METADATA_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A metadata name consists of lower-case letters and digits, not: " + name);
            }
            if (!METADATA_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("The metadata value of " + name + " is not printable ASCII");
            }
        });
        return metadata;
    }

    private static boolean isSegment(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static void requireSegments(String[] segments) {
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.length() > MAX_SEGMENT) {
                throw new IllegalArgumentException("A segment of an object name has " + segment.length()
                        + " bytes, the limit is " + MAX_SEGMENT + "; the encoding must shorten long ids");
            }
            if (!isSegment(segment) || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "Not a segment of an object name, which is encoded and not empty: \"" + segment + "\"");
            }
            if (i == 0 && segment.startsWith(".")) {
                throw new IllegalArgumentException(
                        "Names that start with a dot are reserved for the store: " + segment);
            }
        }
    }
}
