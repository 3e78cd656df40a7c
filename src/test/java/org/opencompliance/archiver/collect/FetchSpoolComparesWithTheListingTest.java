package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ListedItem;

class FetchSpoolComparesWithTheListingTest {

    /** Of the three bytes {@code abc}; FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private FetchedContent take(long size, String sha256) throws IOException {
        ListedItem listed = new ListedItem("item-1", "chat", WorkArea.NOW, size, sha256);
        InputStream content = new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
        return new FetchSpool(folder, 1_000).take(content, listed);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatIsAsListedIsKeptUntilItIsClosed() throws IOException {
        FetchedContent content = take(3, ABC.toUpperCase(Locale.ROOT));

        assertThat(content.file()).hasContent("abc");
        assertThat(content.sha256()).isEqualTo(ABC);
        content.close();
        assertThat(files()).isZero();
    }

    @Test
    void whatTheSourceDoesNotSayIsNotCompared() throws IOException {
        assertThat(take(-1, null).size()).isEqualTo(3);
    }

    @Test
    void anotherSizeIsRefusedAndNothingLeftBehind() throws IOException {
        assertThatThrownBy(() -> take(4, ABC))
                .isInstanceOf(ChecksumMismatchException.class)
                .hasMessageContaining("4 bytes")
                .hasMessageContaining("gave 3");
        assertThat(files()).isZero();
    }

    @Test
    void anotherDigestIsRefusedAndNothingLeftBehind() throws IOException {
        assertThatThrownBy(() -> take(3, "0".repeat(64))).isInstanceOf(ChecksumMismatchException.class);
        assertThat(files()).isZero();
    }

    @Test
    void aContentThatNeverEndsIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        ListedItem listed = new ListedItem("a", "chat", Instant.EPOCH, -1, null);

        assertThatThrownBy(() -> new FetchSpool(folder, 1_000).take(endless, listed))
                .isInstanceOf(ChecksumMismatchException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
