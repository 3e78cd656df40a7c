package org.opencompliance.archiver.item.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.DecryptionKeyMissingException;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ItemsForTest;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.item.copy.ImportCopy;
import org.opencompliance.archiver.item.encryption.Encryption.State;
import org.opencompliance.sandbox.day.PartEncryption;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.site.SiteItem;

class EncryptedItemsAreDecryptedTest {

    private static final KeyPair CUSTOMER = KeysForTest.rsa();
    private static final KeyPair OTHER = KeysForTest.rsa();
    private static final String TEXT = "Die Zahlen: 微信 4,711\r\n";
    private static final String HTML = "<p>Die Zahlen: <b>4,711</b></p>";
    private static final byte[] FILE = IntStream.range(0, 70_001)
            .collect(StringBuilder::new, (text, i) -> text.append((char) ('a' + i % 26)), StringBuilder::append)
            .toString()
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path spool;

    private final EncryptedMail mail =
            new EncryptedMail(new PartEncryption("k-2026", CUSTOMER.getPublic(), new Random(1)));

    @Test
    void textHtmlAndFilesAreInClearWithTheirClearSizesAndHashes() throws Exception {
        try (Item item = read(whole(), Map.of("k-2026", CUSTOMER))) {
            assertThat(item.mail().body().html()).isTrue();
            assertThat(item.mail().body().content()).isEqualTo(HTML);
            MailAttachment file = item.mail().attachments().get(0);
            assertThat(file.size()).isEqualTo(FILE.length);
            assertThat(file.sha256()).isEqualTo(KeysForTest.sha256(FILE));
            try (InputStream content = file.open()) {
                assertThat(content.readAllBytes()).isEqualTo(FILE);
            }
            assertThat(item.encryption()).isEqualTo(new Encryption("k-2026", State.DECRYPTED, List.of()));
            assertThat(banner(item)).contains("Decrypted: The item is encrypted for the key k-2026");
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aMessageWithoutPartsIsDecryptedToo() throws Exception {
        try (Item item = read(mail.text(TEXT), Map.of("k-2026", CUSTOMER))) {
            assertThat(item.mail().body().content()).isEqualTo(TEXT);
            assertThat(item.isUndecrypted()).isFalse();
        }
    }

    @Test
    void theSizeLimitAppliesToTheClearContent() throws Exception {
        try (Item item = read(whole(), Map.of("k-2026", CUSTOMER))) {
            assertThat(ItemsForTest.filtered(item, FILE.length).leftOut()).isEmpty();
            assertThat(ItemsForTest.filtered(item, FILE.length - 1).leftOutNames())
                    .containsExactly("figures.pdf");
        }
    }

    @Test
    void oldKeysStayBesideNewOnesAndTheIdInTheHeaderChooses() throws Exception {
        try (Item item = read(whole(), Map.of("k-2025", OTHER, "k-2026", CUSTOMER))) {
            assertThat(item.isUndecrypted()).isFalse();
        }
    }

    @Test
    void aHeaderWithoutAKeyIdTriesEveryKey() throws Exception {
        EncryptedMail nameless = new EncryptedMail(new PartEncryption(null, CUSTOMER.getPublic(), new Random(2)));
        try (Item item = read(nameless.text(TEXT), Map.of("a", OTHER, "b", CUSTOMER))) {
            assertThat(item.mail().body().content()).isEqualTo(TEXT);
            assertThat(banner(item)).contains("encrypted for a key without an id; this copy is in clear");
        }
    }

    @Test
    void withoutAKeyTheItemStaysAsItIsAndTheBannerSaysSo() throws Exception {
        try (Item item = read(whole(), Map.of())) {
            assertThat(item.encryption().state()).isEqualTo(State.NOT_DECRYPTED);
            assertThat(item.mail().attachments().get(0).size()).isEqualTo(FILE.length + 16);
            assertThat(item.mail().body().content()).doesNotContain("4,711");
            assertThat(banner(item))
                    .contains("Encrypted: The item is encrypted for the key k-2026 and was imported as it is");
        }
    }

    @Test
    void theMailInAJournalReportIsDecryptedToo() throws Exception {
        String envelope =
                """
                From: journal@contoso.example
                X-MS-Journal-Report:
                Content-Type: multipart/mixed; boundary=report

                --report
                Content-Type: text/plain

                Sender: ann@contoso.example
                Recipient: bob@contoso.example

                --report
                Content-Type: message/rfc822

                """
                        .replace("\n", "\r\n");
        byte[] wrapped = (envelope + new String(mail.text(TEXT), StandardCharsets.ISO_8859_1) + "\r\n--report--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        try (Item item = read(wrapped, Map.of("k-2026", CUSTOMER))) {
            assertThat(item.mail().body().content()).isEqualTo(TEXT);
            assertThat(item.encryption().state()).isEqualTo(State.DECRYPTED);
        }
        try (Item item = read(wrapped, Map.of())) {
            assertThat(item.isUndecrypted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k-2027", "K-2026"})
    void theKeyOfAnotherIdIsNotUsed(String id) throws Exception {
        try (Item item = read(whole(), Map.of(id, CUSTOMER))) {
            assertThat(item.encryption().state()).isEqualTo(State.NOT_DECRYPTED);
        }
    }

    @Test
    void aKeyThatDoesNotFitLeavesTheItemAsItIs() throws Exception {
        try (Item item = read(whole(), Map.of("k-2026", OTHER))) {
            assertThat(item.encryption().state()).isEqualTo(State.NOT_DECRYPTED);
            assertThat(item.mail().attachments()).hasSize(1);
        }
    }

    @Test
    void anAlteredPartStaysAsItIsAndTheBannerNamesIt() throws Exception {
        byte[] altered = mail.file(FILE);
        altered[40_000] ^= 1;
        try (Item item = read(mail.multipart(TEXT, HTML, altered), Map.of("k-2026", CUSTOMER))) {
            assertThat(item.mail().body().content()).isEqualTo(HTML);
            assertThat(bytes(item)).isEqualTo(altered);
            assertThat(item.encryption())
                    .isEqualTo(new Encryption("k-2026", State.PARTLY_DECRYPTED, List.of("figures.pdf")));
            assertThat(banner(item)).contains("these parts could not be decrypted: figures.pdf<br");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_536, 70_016})
    void aCutPartStaysAsItIs(int length) throws Exception {
        byte[] cut = Arrays.copyOf(mail.file(FILE), length);
        try (Item item = read(mail.multipart(TEXT, HTML, cut), Map.of("k-2026", CUSTOMER))) {
            assertThat(bytes(item)).isEqualTo(cut);
            assertThat(item.encryption().encrypted()).containsExactly("figures.pdf");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 16_383, 16_384, 16_385, 131_072})
    void aPartOfAnyLengthIsDecrypted(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        byte[] original = mail.multipart(TEXT, HTML, mail.file(content));
        try (Item item = read(original, Map.of("k-2026", CUSTOMER))) {
            assertThat(item.encryption().encrypted()).isEmpty();
            assertThat(bytes(item)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1.0#: AAAA", "V2.0#:", "V2.0#: AAAA", "V2.0#: !!!", "none"})
    void aDataKeyOfAnotherFormIsNoDataKey(String field) throws Exception {
        String text = new String(whole(), StandardCharsets.UTF_8)
                .replaceFirst("X-TELEMESSAGE-ENC-DATAKEY: .*", "X-TELEMESSAGE-ENC-DATAKEY: " + field);
        try (Item item = read(text.getBytes(StandardCharsets.UTF_8), Map.of("k-2026", CUSTOMER))) {
            assertThat(item.encryption().state()).isEqualTo(State.NOT_DECRYPTED);
        }
    }

    @Test
    void anItemIsReadAgainAsTheFirstImportReadIt() throws Exception {
        byte[] original = whole();
        ItemParser keyless = parser(Map.of());
        ItemParser parser = parser(Map.of("k-2026", CUSTOMER));
        try (Item item = again(parser, original, "not-decrypted")) {
            assertThat(item.isUndecrypted()).isTrue();
        }
        try (Item item = again(parser, original, "decrypted")) {
            assertThat(item.isUndecrypted()).isFalse();
        }
        assertThatIOException()
                .isThrownBy(() -> again(keyless, original, "decrypted"))
                .isInstanceOf(DecryptionKeyMissingException.class)
                .withMessageContaining("archiver.decryption-keys");
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void theEncryptedItemsOfTheSampleDayAreTheSameEachTimeAndDecrypted() throws Exception {
        SampleDay.Options options = SampleDay.on(LocalDate.of(2026, 11, 20))
                .items(1)
                .odd(false)
                .encrypted(2, "k-2026", CUSTOMER.getPublic());
        SampleDay day = options.make();
        assertThat(options.make().items().stream().map(SiteItem::listed).toList())
                .isEqualTo(day.items().stream().map(SiteItem::listed).toList());
        List<String> encrypted = new ArrayList<>();
        for (SiteItem each : day.items()) {
            try (Item item = read(each.content().bytes(), Map.of("k-2026", CUSTOMER))) {
                if (item.encryption() != null && item.encryption().isDecrypted()) {
                    encrypted.add(each.id());
                    assertThat(item.mail().body().content()).contains("<p>Confidential figures");
                    assertThat(item.mail().attachments().stream()
                                    .map(MailAttachment::sha256)
                                    .toList())
                            .isEqualTo(day.expected().get(each.id()).attachments());
                }
            }
        }
        assertThat(encrypted).hasSize(2);
    }

    @Test
    void noTextOfTheResultNamesAFileOrAKey() throws Exception {
        byte[] altered = mail.file(FILE);
        altered[0] ^= 1;
        try (Item item = read(mail.multipart(TEXT, HTML, altered), Map.of("k-2026", CUSTOMER))) {
            assertThat(item.encryption().toString()).doesNotContain("figures");
        }
    }

    private byte[] whole() {
        return mail.multipart(TEXT, HTML, mail.file(FILE));
    }

    private static String banner(Item item) throws MalformedItemException {
        return ImportCopy.of(new FilteredItem(item, Long.MAX_VALUE)).body().content();
    }

    private static byte[] bytes(Item item) throws IOException {
        try (InputStream content = item.mail().attachments().get(0).open()) {
            return content.readAllBytes();
        }
    }

    private Item read(byte[] original, Map<String, KeyPair> keys) throws Exception {
        return parser(keys).parse(new ByteArrayInputStream(original), ItemsForTest.listed("chat"), "wechat");
    }

    private static Item again(ItemParser parser, byte[] original, String state) throws Exception {
        return parser.parseAgain(new ByteArrayInputStream(original), ItemsForTest.listed("chat"), "wechat", state);
    }

    private ItemParser parser(Map<String, KeyPair> keys) {
        Map<String, RSAPrivateKey> privateKeys = new HashMap<>();
        keys.forEach((id, pair) -> privateKeys.put(id, (RSAPrivateKey) pair.getPrivate()));
        return new ItemParser(
                new MailParser(MailLimits.DEFAULT, spool),
                Duration.ofMinutes(1),
                ParticipantFormat.DEFAULT,
                new DecryptionKeys(privateKeys),
                true);
    }
}
