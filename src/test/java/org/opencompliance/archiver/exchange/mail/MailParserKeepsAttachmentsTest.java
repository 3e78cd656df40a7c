package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailParserKeepsAttachmentsTest {

    private static final String TWO_FILES =
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: IMAGE/PNG; name="=?utf-8?B?5Zu+54mHLnBuZw==?="
            Content-Transfer-Encoding: BASE64

            aGVs
            bG8=
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename*0*=gb18030''%BB%E1; filename*1*=%D2%E9; filename*2=.txt
            Content-Transfer-Encoding: quoted-printable

            a=3Db=
            c
            --b--
            """;

    private static final String LONG_TEXT = "0123456789\n".repeat(7_000);
    private static final String LARGE = TWO_FILES.replace("a=3Db=\nc\n", LONG_TEXT);

    @TempDir
    private Path spool;

    @Test
    void contentsAreDecodedAndDescribed() throws Exception {
        try (ParsedMail mail = parse(TWO_FILES)) {
            MailAttachment picture = mail.attachments().get(0);
            assertThat(picture.name()).isEqualTo("图片.png");
            assertThat(picture.contentType()).isEqualTo("image/png");
            assertThat(picture.size()).isEqualTo(5);
            assertThat(picture.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            assertThat(ParsedForTest.text(picture)).isEqualTo("hello");
            assertThat(mail.attachments().get(1).name()).isEqualTo("会议.txt");
            assertThat(ParsedForTest.text(mail.attachments().get(1))).isEqualTo("a=bc");
        }
    }

    @Test
    void contentsCanBeReadByManyAtOnceAndAgain() throws Exception {
        try (ParsedMail mail = parse(TWO_FILES)) {
            List<String> texts = Stream.iterate(0, i -> i < 64, i -> i + 1)
                    .parallel()
                    .map(i -> textUnchecked(mail.attachments().get(i % 2)))
                    .toList();
            assertThat(texts).hasSize(64).containsOnly("hello", "a=bc");
            try (InputStream first = mail.attachments().get(0).open();
                    InputStream second = mail.attachments().get(0).open()) {
                assertThat(first.read()).isEqualTo('h');
                assertThat(second.readAllBytes()).asString().isEqualTo("hello");
                assertThat(first.readAllBytes()).asString().isEqualTo("ello");
            }
        }
    }

    @Test
    void aSmallMailIsHeldInMemoryUntilItIsClosed() throws Exception {
        ParsedMail mail = parse(TWO_FILES);
        assertThat(files()).isEmpty();
        assertThat(mail.attachments().get(0).open()).hasContent("hello");
        mail.close();
        assertThatThrownBy(() -> mail.attachments().get(0).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void oneFileForItsOwnerHoldsAllContentsOfALargerMailUntilItIsClosed() throws Exception {
        ParsedMail mail = parse(LARGE);
        assertThat(mail.attachments().get(0).open()).hasContent("hello");
        assertThat(mail.attachments().get(1).open()).hasContent(LONG_TEXT.stripTrailing());
        List<Path> files = files();
        assertThat(files).hasSize(1);
        if (files.get(0).getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
                    .isEqualTo("rw-------");
        }
        mail.close();
        mail.close();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> mail.attachments().get(0).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aLongMailWithoutAttachmentsHasNoFile() throws Exception {
        String text = "0123456789".repeat(10_000);

        try (ParsedMail mail = parse("Content-Type: text/plain\n\n" + text)) {
            assertThat(mail.body().content()).isEqualTo(text);
            assertThat(mail.attachments()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aSpoolDirectoryIsMadeForItsOwner() throws Exception {
        Path made = spool.resolve("a/b");
        ParsedForTest.parse(made, LARGE).close();
        assertThat(made).isEmptyDirectory();
        if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nothingIsLeftWhenTheStreamFails() throws Exception {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        InputStream mail = new SequenceInputStream(
                new ByteArrayInputStream(TWO_FILES.substring(0, 200).getBytes()), failing);
        assertThatThrownBy(() -> new MailParser(MailLimits.DEFAULT, spool).parse(mail))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void picturesAreInlineOnlyWhenTheHtmlRefersToThem() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html

                <img src="cid:one%40x"><img src='CID:Two@x'>
                --b
                Content-Type: image/gif
                Content-ID: <one@x>

                GIF
                --b
                Content-Type: image/gif
                Content-ID: < two@X >
                Content-Disposition: attachment

                GIF
                --b
                Content-Type: image/gif
                Content-ID: <three@x>
                Content-Disposition: inline

                GIF
                --b--
                """)) {
            assertThat(mail.attachments()).extracting(MailAttachment::inline).containsExactly(true, true, false);
            assertThat(mail.attachments())
                    .extracting(MailAttachment::contentId)
                    .containsExactly("one@x", "two@X", "three@x");
            assertThat(mail.attachments())
                    .extracting(MailAttachment::name)
                    .containsExactly("attachment-2.gif", "attachment-3.gif", "attachment-4.gif");
        }
    }

    @Test
    void nestedMessagesAreKeptWholeAlsoWhenEncoded() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: message/rfc822

                Subject: inner
                Content-Type: multipart/mixed; boundary=i

                --i

                deep
                --i--
                --b
                Content-Type: message/rfc822; name="Re: lunch"
                Content-Transfer-Encoding: base64

                U3ViamVjdDogaW5uZXINCg0KaGk=
                --b--
                """)) {
            assertThat(mail.attachments())
                    .extracting(MailAttachment::name)
                    .containsExactly("attachment-1.eml", "Re: lunch.eml");
            assertThat(mail.attachments())
                    .extracting(MailAttachment::contentType)
                    .containsOnly("message/rfc822");
            assertThat(ParsedForTest.text(mail.attachments().get(0)))
                    .startsWith("Subject: inner\r\n")
                    .endsWith("--i--");
            assertThat(ParsedForTest.text(mail.attachments().get(1))).isEqualTo("Subject: inner\r\n\r\nhi");
            assertThat(mail.body()).isEqualTo(MailBody.EMPTY);
        }
    }

    @Test
    void partsOfADigestAreMessagesWithoutSayingSo() throws Exception {
        try (ParsedMail mail =
                parse("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nhi\n--b--\n")) {
            assertThat(mail.attachments())
                    .extracting(MailAttachment::contentType)
                    .containsExactly("message/rfc822");
            assertThat(ParsedForTest.text(mail.attachments().get(0))).isEqualTo("Subject: one\r\n\r\nhi");
        }
    }

    @Test
    void aTypeThatIsNoneIsReplaced() throws Exception {
        try (ParsedMail mail =
                parse("Content-Type: what/ever/else; name=a.bin\nContent-Disposition: attachment\n\nx")) {
            assertThat(mail.attachments().get(0).contentType()).isEqualTo("application/octet-stream");
        }
    }

    private ParsedMail parse(String mail) throws Exception {
        return ParsedForTest.parse(spool, mail);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.toList();
        }
    }

    private static String textUnchecked(MailAttachment attachment) {
        try {
            return ParsedForTest.text(attachment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
