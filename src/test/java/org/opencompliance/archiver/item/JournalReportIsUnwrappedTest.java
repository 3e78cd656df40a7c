package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;

class JournalReportIsUnwrappedTest {

    private static final String INNER =
            """
            X-TELEMESSAGE-ArchiveMessageID: tm-4711
            X-TELEMESSAGE-MessageType: Chat
            Message-ID: <inner@telemessage.example>
            Date: Fri, 20 Nov 2026 10:00:00 +0000
            From: "Ann 447786910895" <ann@contoso.example>
            To: <ben@contoso.example>
            Subject: Inner

            Hello
            """;

    private static final String ENVELOPE =
            """
            Sender: ann@contoso.example
            Subject: Inner
            Message-Id: <inner@telemessage.example>
            To: BEN@contoso.example
            Bcc: carl@contoso.example, Expanded: team@contoso.example
            Recipient: <dora@contoso.example>
            """;

    @TempDir
    private Path spool;

    private static String wrapped(String mark, String envelope, String inner) {
        return """
            From: Journal <journal@contoso.example>
            To: archive@contoso.example
            Message-ID: <outer@contoso.example>
            %sContent-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            %s
            --b
            Content-Type: message/rfc822

            %s
            --b--
            """
                .formatted(mark, envelope, inner);
    }

    private Item parse(String original) throws Exception {
        return parse(original, true);
    }

    private Item parse(String original, boolean journal) throws Exception {
        byte[] bytes = original.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        ItemParser parser = new ItemParser(
                new MailParser(MailLimits.DEFAULT, spool),
                Duration.ofMinutes(1),
                ParticipantFormat.DEFAULT,
                DecryptionKeys.NONE,
                journal);
        return parser.parse(new ByteArrayInputStream(bytes), ItemsForTest.listed("chat"), "wechat");
    }

    private ItemHead head(String original) throws IOException {
        return head(original, true);
    }

    private ItemHead head(String original, boolean journal) throws IOException {
        Path file = Files.writeString(spool.resolve("original.eml"), original.replace("\n", "\r\n"));
        try {
            MailParser mails = new MailParser(MailLimits.DEFAULT, spool);
            return new ItemHeads(mails, Duration.ofMinutes(1), journal).read(file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theInnerMailIsTheItemAndTheRecipientsOfTheEnvelopeArePeople() throws Exception {
        for (String mark : new String[] {"X-MS-Journal-Report:\n", ""}) {
            try (Item item = parse(wrapped(mark, ENVELOPE, INNER))) {
                assertThat(item.mail().subject()).isEqualTo("Inner");
                assertThat(item.mail().body().content()).startsWith("Hello");
                assertThat(item.mail().attachments()).isEmpty();
                assertThat(item.headers().archiveMessageId()).isEqualTo("tm-4711");
                assertThat(item.participants())
                        .extracting(Participant::role, Participant::address)
                        .containsExactly(
                                tuple(Participant.Role.FROM, "ann@contoso.example"),
                                tuple(Participant.Role.TO, "ben@contoso.example"),
                                tuple(Participant.Role.ENVELOPE, "carl@contoso.example"),
                                tuple(Participant.Role.ENVELOPE, "dora@contoso.example"));
            }
            assertThat(spool).isEmptyDirectory();
        }
    }

    @Test
    void unlessJournalReportsAreExpectedEveryMailIsTheItemItself() throws Exception {
        for (String mark : new String[] {"X-MS-Journal-Report:\n", ""}) {
            String forged = wrapped(mark, ENVELOPE, INNER);
            try (Item item = parse(forged, false)) {
                assertThat(item.mail().body().content()).startsWith("Sender:");
                assertThat(item.mail().attachments()).hasSize(1);
                assertThat(item.headers().archiveMessageId()).isNull();
                assertThat(item.participants())
                        .extracting(Participant::address)
                        .containsExactly("journal@contoso.example", "archive@contoso.example");
            }
            assertThat(head(forged, false).messageId()).isEqualTo("outer@contoso.example");
            assertThat(head(forged, false).id()).isNull();
        }
    }

    @Test
    void theSenderOfTheEnvelopeIsAParticipantIfTheMailNamesAnother() throws Exception {
        String envelope = ENVELOPE.replace("Sender: ann@", "Sender: eve@");

        try (Item item = parse(wrapped("X-MS-Journal-Report:\n", envelope, INNER))) {
            assertThat(item.participants())
                    .extracting(Participant::role, Participant::address)
                    .contains(
                            tuple(Participant.Role.FROM, "ann@contoso.example"),
                            tuple(Participant.Role.ENVELOPE, "eve@contoso.example"));
        }
    }

    @Test
    void aMailWithTextOfItsOwnIsNoEnvelope() throws Exception {
        for (String mark : new String[] {"X-MS-Journal-Report:\n", ""}) {
            String forged = wrapped(mark, ENVELOPE + "\nMeet me at noon.\n", INNER);
            try (Item item = parse(forged)) {
                assertThat(item.mail().body().content()).contains("Meet me at noon.");
                assertThat(item.participants()).extracting(Participant::address).contains("journal@contoso.example");
            }
        }
    }

    @Test
    void theSha256IsThatOfTheMailAsItCame() throws Exception {
        String original = wrapped("X-MS-Journal-Report:\n", ENVELOPE, INNER);

        try (Item item = parse(original)) {
            byte[] came = original.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            assertThat(item.originalSha256()).isEqualTo(Sha256.hex(came));
        }
    }

    @Test
    void theHeadIsThatOfTheInnerMail() throws Exception {
        ItemHead head = head(wrapped("X-MS-Journal-Report:\n", ENVELOPE, INNER));

        assertThat(head)
                .isEqualTo(new ItemHead(
                        "tm-4711", "chat", Instant.parse("2026-11-20T10:00:00Z"), "inner@telemessage.example"));
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void anItemWithSuchPartsIsNoEnvelope() throws Exception {
        String item = "X-TELEMESSAGE-Network: WeChat\n" + wrapped("", ENVELOPE, INNER);

        try (Item parsed = parse(item)) {
            assertThat(parsed.mail().attachments()).hasSize(1);
            assertThat(parsed.participants()).extracting(Participant::address).doesNotContain("carl@contoso.example");
        }
        assertThat(head(item).messageId()).isEqualTo("outer@contoso.example");
    }

    @Test
    void aForwardedMailIsNoEnvelope() throws Exception {
        String forwarded =
                wrapped("", "Please look at this.\nSender: ann@contoso.example\nTo: x@contoso.example", INNER);

        try (Item parsed = parse(forwarded)) {
            assertThat(parsed.mail().attachments()).hasSize(1);
            assertThat(parsed.headers().archiveMessageId()).isNull();
        }
        assertThat(head(forwarded).id()).isNull();
    }

    @Test
    void aTextWithoutARecipientIsNoEnvelope() throws Exception {
        assertThat(head(wrapped("", "Sender: ann@contoso.example", INNER)).id()).isNull();
    }

    @Test
    void anEnvelopeWithAMarkNeedsNoRecipients() throws Exception {
        try (Item item = parse(wrapped("X-MS-Journal-Report:\n", "Sender: ann@contoso.example", INNER))) {
            assertThat(item.participants()).hasSize(2);
        }
    }

    @Test
    void anUnreadableFileHasNoFacts() throws Exception {
        Path file = Files.write(spool.resolve("none.eml"), new byte[] {0, 1, 2});

        ItemHead head =
                new ItemHeads(new MailParser(MailLimits.DEFAULT, spool), Duration.ofMinutes(1), true).read(file);

        assertThat(head.id()).isNull();
    }
}
