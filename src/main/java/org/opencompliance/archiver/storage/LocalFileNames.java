package org.opencompliance.archiver.storage;

import java.nio.file.Path;

/**
 * The file name of a segment of an object name: the segment itself, except that a leading dot (which hides a file) becomes
 * {@code ^.}. On a case-insensitive file system {@code A} becomes {@code ^A}. No segment contains {@code ^}.
 */
record LocalFileNames(boolean caseSensitive) {

    /** The file of an object below a root. */
    Path resolve(Path root, String name) {
        Path path = root;
        for (String segment : name.split("/")) {
            path = path.resolve(onDisk(segment));
        }
        return path;
    }

    /** The file name of a segment, or of the start of one. */
    String onDisk(String segment) {
        StringBuilder file = new StringBuilder(segment.length() + 8);
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (i == 0 && c == '.' || !caseSensitive && c >= 'A' && c <= 'Z') {
                file.append('^');
            }
            file.append(c);
        }
        if (file.length() > ObjectNames.MAX_SEGMENT) {
            throw new IllegalArgumentException("A file name of " + file.length() + " bytes is too long, the limit is "
                    + ObjectNames.MAX_SEGMENT
                    + "; this file system is case-insensitive, so each upper-case letter takes"
                    + " one more byte");
        }
        return file.toString();
    }

    /** The segment for a file name. */
    String segment(String onDisk) {
        return onDisk.replace("^", "");
    }

    /** Whether a file is an object or a folder of objects. */
    boolean visible(String onDisk) {
        return !onDisk.startsWith(".");
    }
}
