package org.opencompliance.archiver.collect.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.sandbox.drop.ZipDraft;

class ZipInspectionTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final DropLimits LIMITS = new DropLimits(4, 1 << 20, 100_000, 20, 10_000);

    @TempDir
    private Path folder;

    private DropZip read(byte[] zip) throws Exception {
        Path file = Files.write(folder.resolve("drop.zip"), zip);
        return new ZipInspection(LIMITS).read(file, null, DAY);
    }

    private AbstractThrowableAssert<?, ?> assertRefused(byte[] zip, Reason reason) {
        return assertThatThrownBy(() -> read(zip))
                .isInstanceOfSatisfying(ZipRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    private static ZipDraft two() {
        return new ZipDraft().add("a.eml", mail("a")).add("b.eml", mail("b"));
    }

    private static String mail(String text) {
        return "From: a@contoso.example\r\n\r\n" + text;
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces all occurrences of a text, which must have the same length. */
    private static byte[] replaced(byte[] zip, String text, String other) {
        return new String(zip, StandardCharsets.ISO_8859_1).replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anItemHasTheFactsOfItsHeader() throws Exception {
        String eml =
                "X-Telemessage-Archive_Message-ID: =?utf-8?Q?TM=C3=A4?=\r\n\t7\r\nDate: Thu, 19 Nov 2026 23:59:59 +0800\r\n"
                        + "X-TELEMESSAGE-MessageType: Heartbeat\r\n\r\n";
        try (DropZip zip = read(new ZipDraft().add("a.eml", eml).bytes())) {
            assertThat(zip.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.item().id()).isEqualTo("TMä 7");
                assertThat(entry.item().isSystem()).isTrue();
                assertThat(entry.item().archivedAt()).isEqualTo("2026-11-19T15:59:59Z");
                assertThat(entry.item().sizeBytes()).isEqualTo(eml.length());
                assertThat(entry.item().unattested()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Date: never\r\n",
                "Date: Thu, 19 Nov 1970 23:59:59 +0000\r\n",
                "Date: Thu, 19 Nov 2037 23:59:59 +0000\r\n"
            })
    void anItemWithoutABelievableDateHasTheDayOfItsZip(String date) throws Exception {
        try (DropZip zip = read(new ZipDraft().add("a.eml", date + mail("")).bytes())) {
            assertThat(zip.entries().get(0).item().archivedAt()).isEqualTo(DAY);
        }
    }

    @Test
    void anItemWithoutAnIdIsNamedAfterItsContent() throws Exception {
        try (DropZip zip = read(two().bytes())) {
            assertThat(zip.entries())
                    .allSatisfy(entry -> assertThat(entry.item().id())
                            .isEqualTo("eml-" + entry.item().sha256()));
            assertThat(zip.entries().get(0).item().id())
                    .isNotEqualTo(zip.entries().get(1).item().id());
        }
    }

    @Test
    void anItemThatIsNoMailIsAnItem() throws Exception {
        try (DropZip zip = read(new ZipDraft().add("a.eml", "\0\1\2").bytes())) {
            assertThat(zip.entries()).hasSize(1);
        }
    }

    @Test
    void aManifestInsideAndBesideMustBothFit() throws Exception {
        Path file = Files.write(folder.resolve("drop.zip"), two().bytes());
        byte[] wrong = "Count: 1\na.eml\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new ZipInspection(LIMITS).read(file, wrong, DAY))
                .hasMessageContaining("Count: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.eml", "/a.eml", "C:\\a.eml", "x/a.eml", "..\\a.eml", "a\n.eml"})
    void aPathInANameIsUnsafe(String name) {
        assertRefused(new ZipDraft().add(name, mail("a")).bytes(), Reason.ZIP_UNSAFE)
                .hasMessageNotContaining("a.eml");
    }

    @Test
    void aNameThatOccursTwiceIsUnsafe() {
        assertRefused(replaced(two().bytes(), "b.eml", "a.eml"), Reason.ZIP_UNSAFE)
                .hasMessageContaining("same name");
    }

    @Test
    void moreFilesThanTheLimitAreUnsafe() {
        ZipDraft zip = two().add("c.eml", mail("c")).add("d.eml", mail("d"));

        assertRefused(zip.bytes(), Reason.ZIP_UNSAFE).hasMessageContaining("telemessage.drop-max-entries=4");
    }

    @Test
    void moreBytesThanTheLimitAreUnsafe() {
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);

        assertRefused(new ZipDraft().add("a.eml", noise).add("b.eml", noise).bytes(), Reason.ZIP_UNSAFE)
                .hasMessageContaining("telemessage.drop-max-content");
    }

    @Test
    void aBombIsUnsafeAndASmallRepetitiveFileIsNot() throws Exception {
        assertRefused(new ZipDraft().add("a.eml", "x".repeat(50_000)).bytes(), Reason.ZIP_UNSAFE)
                .hasMessageContaining("telemessage.drop-max-ratio");
        read(new ZipDraft().add("a.eml", "x".repeat(9_000)).bytes()).close();
    }

    @Test
    void aSizeThatIsALieIsUnreadable() {
        byte[] zip = two().bytes();
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        int uncompressed = directory + 24;
        zip[uncompressed] = 1;

        assertRefused(zip, Reason.ZIP_UNREADABLE);
    }

    @Test
    void aWrongChecksumIsUnreadable() {
        byte[] zip = two().bytes();
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        zip[directory + 16] ^= 1;

        assertRefused(zip, Reason.ZIP_UNREADABLE);
    }

    @Test
    void aZipThatIsCutOffAnywhereIsUnreadable() {
        byte[] zip = two().bytes();
        for (int length = 0; length < zip.length; length += 7) {
            assertRefused(Arrays.copyOf(zip, length), Reason.ZIP_UNREADABLE);
        }
    }

    @Test
    void aByteThatChangedAnywhereTakesNothingWrong() throws Exception {
        byte[] zip = two().bytes();
        for (int place = 0; place < zip.length; place++) {
            byte[] changed = zip.clone();
            changed[place] ^= 0x55;
            try (DropZip read = read(changed)) {
                assertThat(read.entries())
                        .extracting(entry -> entry.item().sha256())
                        .containsExactly(sha256(mail("a")), sha256(mail("b")));
            } catch (ZipRefusedException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
    }

    @Test
    void anotherFileBesideTheItemsIsAMismatch() {
        assertRefused(two().add("photo.jpg", "x").bytes(), Reason.ZIP_MANIFEST_MISMATCH)
                .hasMessageContaining("1 files that are no EML");
    }

    @Test
    void aZipWithoutItemsAndACountOfZeroIsTaken() throws Exception {
        try (DropZip zip = read(new ZipDraft().bytes())) {
            assertThat(zip.entries()).isEmpty();
        }
    }

    @Test
    void aCloseDeletesTheFile() throws Exception {
        read(two().bytes()).close();

        assertThat(folder.resolve("drop.zip")).doesNotExist();
    }

    @Test
    void anItemIsReadFromTheZip() throws Exception {
        try (DropZip zip = read(two().bytes())) {
            assertThat(zip.open(zip.entries().get(1))).hasContent(mail("b"));
        }
    }
}
