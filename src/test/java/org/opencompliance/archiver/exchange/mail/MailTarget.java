package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.archiver.fuzz.MailWriter;
import org.opencompliance.archiver.fuzz.WrittenMail;
import org.opencompliance.archiver.item.Sha256;

/** What holds for every sequence of bytes that is read as a mail. */
public final class MailTarget {

    /** Small, so that short inputs reach them. */
    private static final MailLimits LIMITS = new MailLimits(2_000, 4, 40, 60, 2_000, 6_000);

    private static final Path SPOOL = spool();
    private static final int PIECE = 7;
    /** A look at the clock is 64 checks, and a check is a character, a line, a block, or 256 characters of a pattern. */
    private static final int LOOKS = 60;

    private static final int BYTES_PER_LOOK = 8;

    private MailTarget() {}

    private static Path spool() {
        try {
            return Files.createTempDirectory("mail-target-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as they come: with the limits of the reader and without. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String whole = read(input, input.length + 1, MailLimits.DEFAULT);
        assertThat(read(input, PIECE, MailLimits.DEFAULT))
                .as("the same mail in small pieces")
                .isEqualTo(whole);
        read(input, input.length + 1, LIMITS);
        assertThat(SPOOL).as("temporary files").isEmptyDirectory();
    }

    /** A mail with known contents: they must all be found. */
    public static final class Written {

        private Written() {}

        public static void fuzzerTestOneInput(byte[] input) throws Exception {
            WrittenMail written = MailWriter.write(input);
            MailTarget.fuzzerTestOneInput(written.bytes());
            try (ParsedMail mail =
                    new MailParser(MailLimits.DEFAULT, SPOOL).parse(new ByteArrayInputStream(written.bytes()))) {
                assertThat(mail.subject()).contains(written.subject());
                if (!written.to().isEmpty()) {
                    assertThat(mail.to()).extracting(MailAddress::address).isEqualTo(written.to());
                }
                List<String> contents = new ArrayList<>(List.of(mail.body().content()));
                for (MailAttachment attachment : mail.attachments()) {
                    contents.add(new String(bytes(attachment), StandardCharsets.ISO_8859_1));
                }
                assertThat(written.contents())
                        .allMatch(mark -> contents.stream().anyMatch(content -> content.contains(mark)));
            }
        }
    }

    /** Everything that a reader sees of a mail, or why it is refused. */
    private static String read(byte[] input, int piece, MailLimits limits) throws IOException {
        AtomicLong looks = new AtomicLong();
        CpuBudget budget = new CpuBudget(Duration.ofNanos(Long.MAX_VALUE), looks::incrementAndGet);
        try {
            String text = budget.spend(() -> read(input, new Pieces(input, piece), limits));
            assertThat(looks.get())
                    .as("steps for %s bytes", input.length)
                    .isLessThan(LOOKS + input.length / BYTES_PER_LOOK);
            return text;
        } catch (MailFormatException e) {
            assertThat(e.getMessage()).matches("[A-Za-z0-9 ,]+").doesNotContain("CPU");
            return e.getMessage();
        }
    }

    private static String read(byte[] input, InputStream in, MailLimits limits)
            throws IOException, MailFormatException {
        try (ParsedMail mail = new MailParser(limits, SPOOL).parse(in)) {
            StringBuilder text = new StringBuilder();
            for (MailAttachment attachment : mail.attachments()) {
                text.append(checked(attachment)).append('\n');
            }
            MailTree.assertKeepsAll(input, limits, mail, SPOOL);
            assertOneLine(mail.subject());
            mail.headers().forEach(field -> assertOneLine(field.name() + field.value()));
            List<MailAddress> people = people(mail);
            people.forEach(person -> assertOneLine(person.name() + person.address()));
            Instant sent = mail.sent();
            return text.append(people)
                    .append(sent)
                    .append(mail.headers())
                    .append(mail.body())
                    .append(mail.notes())
                    .toString();
        }
    }

    private static List<MailAddress> people(Mail mail) {
        List<MailAddress> people = new ArrayList<>();
        people.addAll(mail.to());
        people.addAll(mail.cc());
        people.addAll(mail.bcc());
        people.addAll(mail.replyTo());
        people.addAll(mail.from() == null ? List.of() : List.of(mail.from()));
        people.addAll(mail.sender() == null ? List.of() : List.of(mail.sender()));
        return people;
    }

    private static String checked(MailAttachment attachment) throws IOException {
        byte[] content = bytes(attachment);
        assertThat((long) content.length).isEqualTo(attachment.size());
        assertThat(Sha256.hex(content)).isEqualTo(attachment.sha256());
        assertThat(attachment.contentType()).matches("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
        String name = attachment.name();
        assertThat(name).isNotBlank().doesNotContain("/", "\\").doesNotMatch("\\.+");
        assertOneLine(name);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        if (attachment.contentId() != null) {
            assertOneLine(attachment.contentId());
            assertThat(attachment.contentId()).isNotBlank();
        }
        assertThat(!attachment.inline() || attachment.contentId() != null).isTrue();
        return String.join("|", name, attachment.contentType(), attachment.contentId(), attachment.sha256())
                + attachment.inline();
    }

    /** No character that begins a new line in any program, so that no value of a field can pretend to be another one. */
    private static void assertOneLine(String text) {
        assertThat(text.chars().allMatch(MailTarget::isWithinALine))
                .as("one line: %s", text)
                .isTrue();
    }

    private static boolean isWithinALine(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
    }

    static byte[] bytes(MailAttachment attachment) throws IOException {
        try (InputStream in = attachment.open()) {
            return in.readAllBytes();
        }
    }

    /** A stream that gives a few bytes at a time, as a network does. */
    private static final class Pieces extends ByteArrayInputStream {

        private final int piece;

        Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(piece, length));
        }

        @Override
        public synchronized byte[] readAllBytes() {
            return Arrays.copyOfRange(buf, pos, count);
        }
    }
}
