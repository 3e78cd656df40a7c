package org.opencompliance.archiver.collect.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.opencompliance.archiver.item.Sha256;

/**
 * A ZIP of the drop in a temporary file of an owner-only folder.
 *
 * @param size in bytes; one more than the listed size for a longer content
 * @param sha256 lower-case hexadecimal digits
 */
record SpooledZip(Path file, long size, String sha256) {

    private static final int BUFFER = 64 * 1024;

    /** Reads a content to its end, or to the first byte over its listed size. */
    static SpooledZip of(InputStream content, Path folder, long listed) throws IOException {
        Path file = Files.createTempFile(folder, "drop-", DropName.ZIP);
        boolean kept = false;
        try {
            MessageDigest digest = Sha256.digest();
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                size = copy(content, out, listed);
            }
            kept = true;
            return new SpooledZip(file, size, HexFormat.of().formatHex(digest.digest()));
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long copy(InputStream content, OutputStream out, long listed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > listed) {
                return listed + 1;
            }
            out.write(buffer, 0, read);
        }
        return size;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
