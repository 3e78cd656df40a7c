package org.opencompliance.archiver.item;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;

/** Parses items written in a test; their line feeds are sent as CRLF. */
public final class ItemsForTest {

    public static final Instant ARCHIVED_AT = Instant.parse("2026-11-20T12:00:00Z");

    private static final Duration CPU_LIMIT = Duration.ofMinutes(1);

    private ItemsForTest() {}

    public static Item parse(Path spool, String original) throws IOException, MalformedItemException {
        return parse(spool, listed("chat"), original);
    }

    public static Item parse(Path spool, ListedItem listed, String original)
            throws IOException, MalformedItemException {
        byte[] bytes = original.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new ItemParser(new MailParser(MailLimits.DEFAULT, spool), CPU_LIMIT)
                .parse(new ByteArrayInputStream(bytes), listed, "wechat");
    }

    /** The item without its attachments over the limit, as the size filter of the routes leaves it. */
    public static FilteredItem filtered(Item item, long sizeLimit) {
        return new FilteredItem(item, sizeLimit).leaveOutOverLimit();
    }

    public static ListedItem listed(String type) {
        return new ListedItem("id-1", type, ARCHIVED_AT, -1, null);
    }
}
