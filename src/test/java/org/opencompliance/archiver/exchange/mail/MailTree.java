package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a mail with its parts: each is an attachment, in the body, empty, or another version of a text of the body. */
final class MailTree {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{6,}");

    private MailTree() {}

    static void assertKeepsAll(byte[] input, MailLimits limits, ParsedMail mail, Path folder)
            throws IOException, MailFormatException {
        try (MailSpool spool = MailSpool.create(folder)) {
            MimeReader reader = new MimeReader(new ByteArrayInputStream(input), limits, spool, PartContents.UNCHANGED);
            spool.finish();
            BodyChoice choice = new BodyChoice(reader.root());
            List<MailAttachment> attachments = mail.attachments();
            int next = 0;
            long size = 0;
            for (Part.Leaf leaf : choice.leaves()) {
                size += leaf.content().size();
                boolean attached = next < attachments.size()
                        && ((SpooledAttachment) attachments.get(next)).slice().equals(leaf.content());
                next += attached ? 1 : 0;
                if (!attached && leaf.content().size() > 0) {
                    assertShown(leaf, choice, limits, mail.body().content(), spool);
                }
            }
            assertThat(next).as("attachments that are parts of the mail").isEqualTo(attachments.size());
            assertThat(size).as("bytes of all parts").isLessThanOrEqualTo(input.length + wrapping(reader, limits));
            assertHeaderKept(input, reader, mail, spool);
        }
    }

    /** A multipart that is attached unread gets a header of its own, with its boundary. */
    private static long wrapping(MimeReader reader, MailLimits limits) {
        return 4L + reader.attachedWhole() * (limits.headerBytes() + 300L);
    }

    private static void assertShown(Part.Leaf leaf, BodyChoice choice, MailLimits limits, String body, MailSpool spool)
            throws IOException {
        String text = MailCharset.named(leaf.header().type().charset())
                .read(() -> spool.open(leaf.content()), limits.bodyChars() + 1);
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        boolean shown = choice.body().contains(leaf)
                && (body.contains(text) || body.contains(escaped) || isAround(body, text) || isAround(body, escaped));
        boolean repeated = !choice.attached(leaf)
                && leaf.header().mediaType().equals("text/plain")
                && choice.leaves().stream()
                        .anyMatch(other ->
                                other.header().html() && other.content().size() > 0);
        assertThat(shown || repeated).as("a part of the mail is in its copy").isTrue();
    }

    /** Whether the body has the text with something in the middle: other texts go before the end tag of an HTML body. */
    private static boolean isAround(String body, String text) {
        int same = 0;
        while (same < Math.min(body.length(), text.length()) && body.charAt(same) == text.charAt(same)) {
            same++;
        }
        return body.indexOf(text.substring(same), same) >= 0;
    }

    /** The words before the content of a mail without parts are in its fields, or a note says that some are not. */
    private static void assertHeaderKept(byte[] input, MimeReader reader, ParsedMail mail, MailSpool spool)
            throws IOException {
        String all = new String(input, StandardCharsets.ISO_8859_1);
        if (!(reader.root() instanceof Part.Leaf leaf) || !mail.notes().isEmpty()) {
            return;
        }
        try (InputStream in = spool.open(leaf.content())) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (all.endsWith(content)) {
                assertWordsIn(all.substring(0, all.length() - content.length()), reader.fields());
            }
        }
    }

    private static void assertWordsIn(String header, List<MailHeader> fields) {
        String text = fields.toString().toLowerCase(Locale.ROOT);
        for (String line : header.split("[\r\n]+")) {
            Matcher word = WORD.matcher(line);
            String start = HeaderText.oneLine(line);
            boolean mailboxLine = start.startsWith("From ") || start.startsWith(">From ");
            while (!mailboxLine && word.find()) {
                assertThat(text).contains(word.group().toLowerCase(Locale.ROOT));
            }
        }
    }
}
