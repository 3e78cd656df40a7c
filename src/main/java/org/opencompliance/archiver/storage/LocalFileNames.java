package org.opencompliance.archiver.storage;

import java.nio.file.Path;

/**
 * How a segment of an object name is called on disk: by itself, but a leading dot (which hides a file) becomes {@code
 * ^.}, and where the file system takes {@code A} and {@code a} for the same, {@code A} becomes {@code ^A}. No segment
 * has a {@code ^}.
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

    /** The name on disk of a segment, or of the beginning of one. */
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
                    + ObjectNames.MAX_SEGMENT + "; this file system does not tell upper from lower case, which takes a"
                    + " byte more for each capital");
        }
        return file.toString();
    }

    /** The segment that a name on disk stands for. */
    String segment(String onDisk) {
        return onDisk.replace("^", "");
    }

    /** Whether a file on disk is an object or a folder of objects. */
    boolean visible(String onDisk) {
        return !onDisk.startsWith(".");
    }
}
