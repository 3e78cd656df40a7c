package org.opencompliance.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Random;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.TeleMessageSite;

/** A source and a Microsoft Graph for items with one large file and a mailbox each. No file is in memory at once. Thread-safe. */
final class LargeItems implements AutoCloseable {

    private static final long MEGABYTE = 1 << 20;
    /** Base64 of a multiple of three bytes can be continued. */
    private static final int BLOCK = (1 << 20) - 1;

    private final int megabytes;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TeleMessageSite site = TeleMessageSite.start("bench", "bench", Clock.systemUTC(), 1);
    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private final byte[] block;

    /** @param megabytes size of each file, about */
    LargeItems(int items, int megabytes) {
        this.megabytes = megabytes;
        byte[] bytes = new byte[BLOCK];
        new Random(1).nextBytes(bytes);
        this.block = (Base64.getMimeEncoder().encodeToString(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 1; i <= items; i++) {
            add(i);
        }
    }

    private void add(int item) {
        String mailbox = "00000000-0000-4000-9000-%012d".formatted(item);
        tenant.add(TenantUser.member(mailbox, address(item), "User " + item));
        tenant.messageSizeLimit(mailbox, 2 * megabytes * MEGABYTE);
        site.add(SiteItem.of("large-" + item, "file", begin.plusMillis(item), out -> write(item, out)));
    }

    TeleMessageSite site() {
        return site;
    }

    GraphTenant tenant() {
        return tenant;
    }

    /** Before the archived-at time of each item. */
    Instant begin() {
        return begin;
    }

    private void write(int item, OutputStream out) throws IOException {
        String head = "From: \"Susan Miller <%1$d>\" <%2$s>\r\nTo: \"Li Wei <8613000000000>\" <li.wei@example.net>\r\n"
                + "Date: Fri, 20 Nov 2026 09:00:00 +0000\r\nSubject: Film\r\nMessage-ID: <large-%3$d@wechat.example>\r\n"
                + "X-TELEMESSAGE-ArchiveMessageID: large-%3$d\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: video/mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n";
        out.write(head.formatted(445200000000L + item, address(item), item).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < megabytes; i++) {
            out.write(block);
        }
        out.write("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String address(int item) {
        return "large-%04d@contoso.example".formatted(item);
    }

    @Override
    public void close() {
        site.close();
        tenant.close();
    }
}
