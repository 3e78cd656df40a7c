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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;

class FetchSpoolComparesWithTheListingTest {

    /** Of the three bytes {@code abc}; FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final int LIMIT = 3 * FetchSpool.SMALL;

    @TempDir
    Path folder;

    private FetchedContent take(long size, String sha256) throws IOException {
        return take("abc".getBytes(StandardCharsets.US_ASCII), size, sha256);
    }

    private FetchedContent take(byte[] content, long size, String sha256) throws IOException {
        ListedItem listed = new ListedItem("item-1", "chat", WorkArea.NOW, size, sha256);
        return new FetchSpool(folder, LIMIT).take(new ByteArrayInputStream(content), listed);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void aSmallContentIsInMemory() throws IOException {
        try (FetchedContent content = take(3, ABC.toUpperCase(Locale.ROOT))) {
            assertThat(content.open()).hasContent("abc");
            assertThat(content.sha256()).isEqualTo(ABC);
            assertThat(content.file()).isNull();
            assertThat(files()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FetchSpool.SMALL - 1, FetchSpool.SMALL, FetchSpool.SMALL + 1, 2 * FetchSpool.SMALL, LIMIT})
    void aContentOfAnySizeIsKeptUntilItIsClosed(int size) throws IOException {
        byte[] bytes = bytes(size);

        for (long listed : new long[] {size, -1}) {
            FetchedContent content = take(bytes, listed, Sha256.hex(bytes));
            assertThat(content.size()).isEqualTo(size);
            assertThat(content.open()).hasBinaryContent(bytes);
            assertThat(content.open()).hasBinaryContent(bytes);
            assertThat(files()).isEqualTo(size > FetchSpool.SMALL ? 1 : 0);
            content.close();
            assertThat(files()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FetchSpool.SMALL - 1, FetchSpool.SMALL, FetchSpool.SMALL + 1, 2 * FetchSpool.SMALL, LIMIT})
    void aLongerContentIsRefusedAndNothingLeftBehind(int size) throws IOException {
        byte[] longer = bytes(size + 1);

        assertThatThrownBy(() -> take(longer, size, null)).isInstanceOf(ChecksumMismatchException.class);
        assertThat(files()).isZero();
    }

    @Test
    void aLargeContentOfAnotherDigestIsRefusedAndNothingLeftBehind() throws IOException {
        byte[] bytes = bytes(LIMIT);

        assertThatThrownBy(() -> take(bytes, LIMIT, ABC)).isInstanceOf(ChecksumMismatchException.class);
        assertThat(files()).isZero();
    }

    @Test
    void smallContentsGoToFilesWhenManyWait() throws IOException {
        FetchSpool spool = new FetchSpool(folder, LIMIT);
        byte[] bytes = bytes(FetchSpool.SMALL);
        ListedItem listed = new ListedItem("item-1", "chat", WorkArea.NOW, bytes.length, Sha256.hex(bytes));
        List<FetchedContent> waiting = new ArrayList<>();
        for (int i = 0; i < 2 * FetchSpool.MOST_HELD / FetchSpool.SMALL; i++) {
            waiting.add(spool.take(new ByteArrayInputStream(bytes), listed));
        }

        assertThat(files()).isEqualTo(waiting.size() / 2);
        for (FetchedContent content : waiting) {
            assertThat(content.open()).hasBinaryContent(bytes);
            content.close();
            content.close();
        }
        assertThat(files()).isZero();
        try (FetchedContent next = spool.take(new ByteArrayInputStream(bytes), listed)) {
            assertThat(next.file()).isNull();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
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

        assertThatThrownBy(() -> new FetchSpool(folder, LIMIT).take(endless, listed))
                .isInstanceOf(ChecksumMismatchException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
