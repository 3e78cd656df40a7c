package org.opencompliance.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;

/** A file of settings with a password: only its owner may read and change it, as the start script of the archiver requires. */
final class PrivateFile {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /**
     * Reads the properties in the file; follows links.
     *
     * @throws IllegalArgumentException when it is missing, or when other accounts may read or change it
     */
    static Properties read(Path file) throws IOException {
        require(file);
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            values.load(in);
        }
        return values;
    }

    /** @throws IllegalArgumentException as {@link #read} */
    static void require(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file " + file + " cannot be read");
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !Collections.disjoint(view.readAttributes().permissions(), OF_OTHERS)) {
            throw new IllegalArgumentException(
                    "Others may read or change " + file + ", which has a password: chmod 600 " + file);
        }
    }
}
