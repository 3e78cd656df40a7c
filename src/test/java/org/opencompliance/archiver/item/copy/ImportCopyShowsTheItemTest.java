package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemsForTest;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.MalformedItemException;

class ImportCopyShowsTheItemTest {

    private static final String HEADER =
            """
            From: 447786910895 John Smith <john@corp.example>
            To: 8613800138000 Li <li@corp.example>
            Cc: Wang <wang@corp.example>
            Subject: WeChat Message
            Date: Fri, 20 Nov 2026 16:00:00 +0800
            Message-ID: <1@x>
            X-TELEMESSAGE-Network: WeCom
            X-TELEMESSAGE-GroupName: R&D <Sales>
            X-TELEMESSAGE-ArchiveInitiator: 8613800138000
            """;

    @TempDir
    private Path spool;

    @Test
    void aTextStartsWithWhoToWhomWhenAndWhat() throws Exception {
        try (Item item = ItemsForTest.parse(spool, HEADER + "\nHello\n")) {
            assertThat(copy(item).body().html()).isFalse();
            assertThat(copy(item).body().content())
                    .isEqualTo(
                            """
                            From: John Smith 447786910895 <john@corp.example>
                            To: Li 8613800138000 <li@corp.example>
                            Cc: Wang <wang@corp.example>
                            Archived for: Li 8613800138000 <li@corp.example>
                            Sent: 2026-11-20 08:00:00 UTC
                            Archived: 2026-11-20 12:00:00 UTC
                            Network: WeCom
                            Kind: Chat message
                            Group: R&D <Sales>
                            Item: id-1
                            ----------------------------------------

                            Hello
                            """
                                    .replace("\n", "\r\n"));
        }
    }

    @Test
    void htmlShowsTheSameEscapedWithinItsBody() throws Exception {
        String html = "<html><body class=x><p>Hello</p></body></html>";
        try (Item item = ItemsForTest.parse(spool, HEADER + "Content-Type: text/html\n\n" + html)) {
            assertThat(copy(item).body().html()).isTrue();
            assertThat(copy(item).body().content())
                    .startsWith("<html><body class=x><div ")
                    .contains(
                            ">Group: R&amp;D &lt;Sales&gt;<br",
                            ">From: John Smith 447786910895 &lt;john@corp.example&gt;<br")
                    .endsWith("</div><p>Hello</p></body></html>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>x</p> | ^<p>x</p>",
                "plain | ^plain",
                "<HTML><title>a</title><BODY bgcolor='>'>x | <HTML><title>a</title><BODY bgcolor='>'>^x",
                "<!-- <body> --><html><body>x | <!-- <body> --><html><body>^x",
                "<head><style>/*<body>*/</style></head><body>x | <head><style>/*<body>*/</style></head><body>^x",
                "<html><div style='display:none'><body>x | ^<html><div style='display:none'><body>x",
                "<html><head><meta content='<body>'></head>x | ^<html><head><meta content='<body>'></head>x",
                "<!-- never closed <body>x | ^<!-- never closed <body>x",
                "<!DOCTYPE html><body>x | <!DOCTYPE html><body>^x",
                "<bodyguard><body>x | ^<bodyguard><body>x",
                "<body | ^<body",
                "< body><body>x | < body><body>^x"
            })
    void theBannerIsWhereNothingHidesIt(String html, String marked) {
        int start = HtmlBodyStart.in(html);
        assertThat(html.substring(0, start) + "^" + html.substring(start)).isEqualTo(marked);
    }

    @Test
    void nothingInAHeaderBreaksOutOfTheBanner() throws Exception {
        String hostile =
                "X-TELEMESSAGE-Network: =?utf-8?Q?<script>=0D=0AItem:_forged?=\nContent-Type: text/html\n\n<body>x";
        try (Item item = ItemsForTest.parse(spool, hostile)) {
            assertThat(copy(item).body().content())
                    .doesNotContain("<script>")
                    .contains(">Network: &lt;script&gt; Item: forged<br");
        }
        ListedItem listed = new ListedItem("id\r\nFrom: forged", "chat", ItemsForTest.ARCHIVED_AT, -1, null);
        try (Item item = ItemsForTest.parse(spool, listed, "Subject: s\n\nx")) {
            assertThat(copy(item).body().content()).contains("Item: id\uFFFD\uFFFDFrom: forged\r\n");
        }
    }

    /**
     * An {@code !important} rule in the style of an element precedes one in a style sheet. No selector matches text without
     * its own element after the first line.
     */
    @Test
    void noStyleOfTheMessageHidesTheBanner() throws Exception {
        String html = "<html><head><style>*, div, br, b { display: none !important }</style></head><body>x";
        try (Item item = ItemsForTest.parse(spool, HEADER + "Content-Type: text/html\n\n" + html)) {
            String content = copy(item).body().content();
            String banner = content.substring(content.indexOf("<div"), content.indexOf("</div>"));
            assertThat(banner).startsWith("<div style=\"all:initial !important;display:block !important;visibility:");
            assertThat(banner.substring(banner.indexOf('>') + 1))
                    .startsWith("<br style=\"display:inline !important\">From: ");
            Matcher element = Pattern.compile("<(\\w+)([^>]*)>").matcher(banner);
            while (element.find()) {
                assertThat(element.group(1)).isIn("div", "br");
                assertThat(element.group(2)).startsWith(" style=\"").endsWith("\"");
                String style = element.group(2)
                        .substring(" style=\"".length(), element.group(2).length() - 1);
                assertThat(style.split(";"))
                        .allSatisfy(declaration -> assertThat(declaration).endsWith(" !important"));
                assertThat(style).containsPattern("display:(block|inline) !important");
            }
        }
    }

    @Test
    void whatIsCutIsSaid() throws Exception {
        String mail = "From: " + "n".repeat(400) + " <a@x.example>\nTo: b@x.example\n"
                + "X-TELEMESSAGE-GroupName: " + "g".repeat(5000) + "\n"
                + "X-TELEMESSAGE-Network: " + "w".repeat(5000) + "\n"
                + "Content-Disposition: attachment; filename=" + "f".repeat(400) + "\nContent-Type: image/png\n\nPNG";
        try (Item item = ItemsForTest.parse(spool, mail)) {
            assertThat(copy(item).body().content())
                    .contains("Group: " + "g".repeat(300) + "... (cut, 5000 characters)\r\n")
                    .contains("From: " + "n".repeat(300) + "... (cut, 400 characters) <a@x.example>\r\n")
                    .contains("Changed: Names of attachments cut because of their length: 1\r\n")
                    .contains("Changed: Names of people cut because of their length: 1\r\n")
                    .hasSizeLessThan(2000);
            assertThat(ItemProperties.of(item))
                    .containsEntry("Network", "w".repeat(300) + "... (cut, 5000 characters)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chat, Chat message",
        "CALL, Call",
        "attachment, Message with attachment",
        "file, File",
        "recall, Recalled message",
        "novel-type, novel-type",
        "'', Message"
    })
    void kindsHaveWordsForReaders(String type, String words) throws Exception {
        try (Item item = ItemsForTest.parse(spool, ItemsForTest.listed(type), "Subject: s\n\nx")) {
            assertThat(copy(item).body().content()).contains("Kind: " + words + "\r\n");
        }
    }

    @Test
    void aRecallNamesWhatItRecalls() throws Exception {
        String recall = "X-TELEMESSAGE-RecalledMessageID: id-0\n\nx";
        try (Item item = ItemsForTest.parse(spool, ItemsForTest.listed("recall"), recall)) {
            assertThat(copy(item).body().content()).contains("Kind: Recalled message\r\n", "Recalls message: id-0\r\n");
        }
    }

    @Test
    void whatIsLeftOutIsNamedWithSizeAndHash() throws Exception {
        String mail = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b\n"
                + "Content-Type: video/mp4; name=\"<film>.mp4\"\n\n"
                + "x".repeat(1234) + "\n--b\nContent-Type: image/png; name=a.png\n\nPNG\n--b--\n";
        try (Item item = ItemsForTest.parse(spool, mail)) {
            ImportCopy copy = ImportCopy.of(ItemsForTest.filtered(item, 1000));
            String sha256 = item.mail().attachments().get(0).sha256();
            assertThat(copy.body().content())
                    .contains("Left out, over the size limit: <film>.mp4, 1,234 bytes, SHA-256 " + sha256 + "\r\n");
            assertThat(copy.attachments()).extracting(MailAttachment::name).containsExactly("a.png");
        }
    }

    @Test
    void fieldsAndTimesAreThoseOfTheItem() throws Exception {
        try (Item item = ItemsForTest.parse(spool, HEADER + "\nHello\n")) {
            ImportCopy copy = copy(item);
            assertThat(copy.subject()).isEqualTo("WeChat Message");
            assertThat(copy.from()).isEqualTo(new MailAddress("447786910895 John Smith", "john@corp.example"));
            assertThat(copy.to()).containsExactly(new MailAddress("8613800138000 Li", "li@corp.example"));
            assertThat(copy.cc()).containsExactly(new MailAddress("Wang", "wang@corp.example"));
            assertThat(copy.sent()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
            assertThat(copy.received()).isEqualTo(copy.sent());
            assertThat(copy.messageId()).isEqualTo("<1@x>");
        }
        try (Item item = ItemsForTest.parse(spool, "Subject: s\n\n")) {
            assertThat(copy(item).sent()).isEqualTo(ItemsForTest.ARCHIVED_AT);
            assertThat(copy(item).from()).isEqualTo(new MailAddress("Unknown sender", "unknown@wechat.invalid"));
            assertThat(copy(item).messageId()).isNull();
        }
    }

    @Test
    void charactersThatCannotBeStoredAreReplaced() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "Subject: s\n\na\u0000b\u001Fc\td 😀")) {
            assertThat(copy(item).body().content()).endsWith("\r\na\uFFFDb\uFFFDc\td 😀");
        }
    }

    @Test
    void closingItLeavesTheItemOpen() throws Exception {
        try (Item item = ItemsForTest.parse(spool, "Content-Type: image/png\n\nPNG")) {
            copy(item).close();
            try (var content = item.mail().attachments().get(0).open()) {
                assertThat(content.readAllBytes()).hasSize(3);
            }
        }
    }

    @Test
    void aLongListOfPeopleIsCounted() throws Exception {
        String to = "To: " + "a@x.example, b@x.example, ".repeat(1) + manyPeople(60) + "\n\nx";
        try (Item item = ItemsForTest.parse(spool, to)) {
            assertThat(copy(item).body().content())
                    .contains("<p47@x.example> and 12 more\r\n")
                    .doesNotContain("p48@");
            assertThat(copy(item).to()).hasSize(62);
        }
    }

    private static String manyPeople(int count) {
        StringBuilder people = new StringBuilder("p0@x.example");
        for (int i = 1; i < count; i++) {
            people.append(", p").append(i).append("@x.example");
        }
        return people.toString();
    }

    private static ImportCopy copy(Item item) throws MalformedItemException {
        return ImportCopy.of(ItemsForTest.filtered(item, 10 * 1024 * 1024));
    }
}
