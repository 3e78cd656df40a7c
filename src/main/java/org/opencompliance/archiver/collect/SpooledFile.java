package org.opencompliance.archiver.collect;

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
 * A file of the source in a temporary file of an owner-only folder.
 *
 * @param size in bytes; one more than the limit for a longer content
 * @param sha256 lower-case hexadecimal digits
 */
public record SpooledFile(Path file, long size, String sha256) {

    private static final int BUFFER = 64 * 1024;

    /**
     * Reads a content to its end, or to the first byte over the limit.
     *
     * @param prefix of the name of the temporary file
     * @param ending of it, with its dot
     * @param most in bytes
     */
    public static SpooledFile of(InputStream content, Path folder, String prefix, String ending, long most)
            throws IOException {
        Path file = Files.createTempFile(folder, prefix, ending);
        boolean kept = false;
        try {
            MessageDigest digest = Sha256.digest();
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                size = copy(content, out, most);
            }
            kept = true;
            return new SpooledFile(file, size, HexFormat.of().formatHex(digest.digest()));
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long copy(InputStream content, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > most) {
                return most + 1;
            }
            out.write(buffer, 0, read);
        }
        return size;
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
