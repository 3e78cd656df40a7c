package org.opencompliance.sandbox.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.opencompliance.sandbox.http.Digest;

/** The contents of attachments in a temporary folder, each once, by SHA-256. Thread-safe. */
final class ContentStore implements AutoCloseable {

    private final Path folder;

    ContentStore() {
        try {
            this.folder = Files.createTempDirectory("sandbox-tenant");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digest keep(byte[] content) {
        Path part = newPart();
        append(part, content);
        return keep(part);
    }

    /** An empty file to append to; the caller must pass it to {@link #keep(Path)} or {@link #drop}. */
    Path newPart() {
        try {
            return Files.createTempFile(folder, "part", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(Path part, byte[] content) {
        try {
            Files.write(part, content, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digest keep(Path part) {
        Digest digest = Digest.of(out -> Files.copy(part, out));
        try {
            Files.move(part, folder.resolve(digest.sha256()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest;
    }

    void drop(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(String sha256) {
        try {
            return Files.readAllBytes(folder.resolve(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(this::drop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
