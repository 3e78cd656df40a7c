package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.fuzz.MailWriter;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.item.Sha256;

/** What holds for every item from its original to the request that imports its copy, whatever the original is. */
public final class ItemTarget {

    private static final Instant ARCHIVED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration CPU_LIMIT = Duration.ofSeconds(5);
    private static final List<String> LABELS = List.of(
            "From",
            "To",
            "Cc",
            "Archived for",
            "Sent",
            "Archived",
            "Network",
            "Kind",
            "Status",
            "Group",
            "Recalls message",
            "Left out, over the size limit",
            "Changed",
            "Item");
    private static final Pattern NO_MARKUP = Pattern.compile("(?:[^<>&\"']|&(?:amp|lt|gt|quot|#39);)*+");
    private static final String BREAK = "<br style=\"display:inline !important\">";
    private static final String RULE = "----------------------------------------\r\n\r\n";

    private static final Path SPOOL = spool();

    private ItemTarget() {}

    private static Path spool() {
        try {
            return Files.createTempDirectory("item-target-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first byte chooses the size limit, the others are the original. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length > 0) {
            read(Arrays.copyOfRange(input, 1, input.length), 1L << (input[0] & 31));
        }
    }

    /** The same for originals with many parts and encodings. */
    public static final class Written {

        private Written() {}

        public static void fuzzerTestOneInput(byte[] input) throws IOException {
            read(MailWriter.write(input).bytes(), 300);
        }
    }

    private static void read(byte[] original, long sizeLimit) throws IOException {
        ListedItem listed = new ListedItem("id/1 \u4f1a", "chat", ARCHIVED, original.length, Sha256.hex(original));
        ItemParser parser = new ItemParser(new MailParser(MailLimits.DEFAULT, SPOOL), CPU_LIMIT);
        try (Item item = parser.parse(new ByteArrayInputStream(original), listed, "wechat")) {
            assertPeople(item);
            assertThat(item.sent())
                    .isBetween(Instant.parse("1990-01-01T00:00:00Z"), ARCHIVED.plus(Duration.ofHours(24)));
            FilteredItem filtered = new FilteredItem(item, Math.max(1, sizeLimit));
            filtered.leaveOutOverLimit();
            assertSizesAddUp(filtered);
            assertBanner(new Banner(filtered));
            ImportCopy copy = ImportCopy.of(filtered);
            assertCopy(filtered, copy);
            Map<String, String> properties = ItemProperties.of(item);
            properties.values().forEach(value -> assertThat(value).hasSizeLessThan(400));
            RequestCheck.assertPlanned(copy, listed.id(), properties);
            RequestCheck.assertPlanned(item.mail(), null, Map.of());
        } catch (MalformedItemException e) {
            assertThat(e.getMessage())
                    .matches("Item id%2F1%20%E4%BC%9A is malformed: [A-Za-z0-9 ,]+")
                    .doesNotContain("CPU");
        }
        assertThat(SPOOL).as("temporary files").isEmptyDirectory();
    }

    private static void assertPeople(Item item) {
        assertThat(item.owner() == null || item.participants().contains(item.owner()))
                .isTrue();
        for (Participant person : item.participants()) {
            assertThat(person.mobile() == null || person.mobile().matches("[0-9]{7,15}"))
                    .as("a mobile number is digits")
                    .isTrue();
            assertThat(person.name() == null || !person.name().isBlank()).isTrue();
            assertThat(person.address() == null || !person.address().isBlank()).isTrue();
            assertThat(person.unclear() && person.mobile() != null).isFalse();
        }
    }

    private static void assertSizesAddUp(FilteredItem filtered) {
        long body = filtered.item().mail().body().content().getBytes(StandardCharsets.UTF_8).length;
        long kept = filtered.kept().stream().mapToLong(MailAttachment::size).sum();
        assertThat(filtered.size()).isEqualTo(body + kept);
        assertThat(filtered.kept().size() + filtered.leftOut().size())
                .isEqualTo(filtered.attachments().size());
        assertThat(filtered.kept()).allMatch(attachment -> attachment.size() <= filtered.sizeLimit());
        assertThat(filtered.leftOut()).allMatch(left -> left.size() > filtered.sizeLimit());
    }

    /** Every line of the banner is one of ours, and the same in both forms, so that no header of an item adds one. */
    private static void assertBanner(Banner banner) {
        String text = banner.text();
        assertThat(text).endsWith(RULE);
        List<String> lines =
                List.of(text.substring(0, text.length() - RULE.length()).split("\\R|\\v"));
        assertThat(lines).allMatch(line -> LABELS.stream().anyMatch(label -> line.startsWith(label + ": ")));
        String html = banner.html();
        int start = html.indexOf("\">") + 2;
        assertThat(html.substring(0, start)).startsWith("<div style=\"").doesNotContain("<br");
        assertThat(html).endsWith("</div>");
        List<String> shown = new ArrayList<>();
        for (String line : html.substring(start + BREAK.length(), html.length() - "</div>".length())
                .split(Pattern.quote(BREAK), -1)) {
            assertThat(line).matches(NO_MARKUP);
            shown.add(unescaped(line));
        }
        assertThat(shown).isEqualTo(lines);
    }

    private static String unescaped(String html) {
        return html.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static void assertCopy(FilteredItem filtered, ImportCopy copy) {
        assertThat(copy.attachments()).isEqualTo(filtered.kept());
        String original = filtered.item().mail().body().content();
        String body = copy.body().content();
        String banner = copy.body().html() ? new Banner(filtered).html() : new Banner(filtered).text();
        assertThat(body).contains(banner);
        String stored = RequestCheck.storable(original);
        assertThat(copy.body().html() ? isWithin(stored, body) : body.endsWith(stored))
                .as("the text of the item is in its copy")
                .isTrue();
        assertThat(copy.body().html()).isEqualTo(filtered.item().mail().body().html());
    }

    /** Whether the text is there in order, with other text between its characters. */
    private static boolean isWithin(String text, String body) {
        int at = 0;
        for (int i = 0; i < text.length() && at >= 0; i++) {
            at = body.indexOf(text.charAt(i), at) + 1;
            at = at == 0 ? -1 : at;
        }
        return at >= 0;
    }
}
