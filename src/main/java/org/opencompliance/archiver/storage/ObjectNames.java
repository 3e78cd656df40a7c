package org.opencompliance.archiver.storage;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an object may be called, the same for every kind of storage area.
 *
 * <p>A name has segments separated by {@code /}; a segment has letters, digits and {@code - . _ ~ %}, which is all
 * that the encoding of ids makes, and takes 255 bytes at most. Neither a name nor a segment is ever empty, {@code .}
 * or {@code ..}; the first segment does not begin with a dot, since what the store keeps for itself does.
 */
public final class ObjectNames {

    /** The length of a file name that every common file system takes, in bytes. */
    public static final int MAX_SEGMENT = 255;

    /** The length of a blob name that Azure Storage takes, in characters. */
    public static final int MAX_NAME = 1024;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~%-]+");
    private static final Pattern METADATA_NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern METADATA_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private ObjectNames() {}

    /**
     * The name, if it is one.
     *
     * @throws IllegalArgumentException when it is not, saying why
     */
    public static String requireName(String name) {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "An object name of " + name.length() + " characters is too long, the limit is " + MAX_NAME);
        }
        requireSegments(name.split("/", -1));
        return name;
    }

    /**
     * The prefix, if names can begin with it; it may be empty and may end within a segment.
     *
     * @throws IllegalArgumentException when no name can begin with it
     */
    public static String requirePrefix(String prefix) {
        int end = prefix.lastIndexOf('/');
        if (end >= 0) {
            requireName(prefix.substring(0, end));
        }
        String rest = prefix.substring(end + 1);
        if (!rest.isEmpty() && !SEGMENT.matcher(rest).matches()) {
            throw new IllegalArgumentException("No object name begins with " + prefix);
        }
        return prefix;
    }

    /**
     * The metadata, if every storage area can keep it.
     *
     * @throws IllegalArgumentException when one cannot, naming the entry and never its value
     */
    public static Map<String, String> requireMetadata(Map<String, String> metadata) {
        metadata.forEach((name, value) -> {
            if (!METADATA_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("A metadata name has lower-case letters and digits, not: " + name);
            }
            if (!METADATA_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("The metadata value of " + name + " is not printable ASCII");
            }
        });
        return metadata;
    }

    private static void requireSegments(String[] segments) {
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.length() > MAX_SEGMENT) {
                throw new IllegalArgumentException("A segment of an object name has " + segment.length()
                        + " bytes, the limit is " + MAX_SEGMENT + "; long ids are to be shortened by their encoding");
            }
            if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "Not a segment of an object name, which is encoded and not empty: \"" + segment + "\"");
            }
            if (i == 0 && segment.startsWith(".")) {
                throw new IllegalArgumentException("Names beginning with a dot are the store's own: " + segment);
            }
        }
    }
}
