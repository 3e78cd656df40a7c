package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.DeliveryResults;
import org.opencompliance.archiver.delivery.ItemImport;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemsForTest;
import org.opencompliance.archiver.item.LeftOut;

/** The size filter of the route read-item, as it ships. */
class ReadItemFiltersBySizeTest {

    @TempDir
    private Path spool;

    private Item item;
    private long limit;
    private RouteTestSupport routes;

    /** Stands in for the reader of stored originals. */
    public final class Reader {

        public FilteredItem read(Exchange exchange, Object original, Object order, Object attempt) {
            return new FilteredItem(item, limit);
        }

        public Object importCopy(FilteredItem filtered) {
            return filtered;
        }

        public Object address(Exchange exchange, Object attempt, Object delivery, Object filtered, Object mail) {
            return mail;
        }

        public void leaveOutMailbox(FilteredItem filtered, Object mailbox, Object reason) {
            throw new UnsupportedOperationException();
        }

        public void leaveOut(FilteredItem filtered, MailAttachment attachment) {
            filtered.leaveOut(attachment);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (routes != null) {
            routes.close();
        }
        if (item != null) {
            item.close();
        }
    }

    @Test
    void anAttachmentOfExactlyTheLimitIsKeptAndOneByteMoreIsLeftOut() throws Exception {
        FilteredItem filtered = filter(10, item("", 10, 11));
        MailAttachment over = item.mail().attachments().get(1);
        assertThat(filtered.kept()).extracting(MailAttachment::name).containsExactly("a.bin");
        assertThat(filtered.leftOut()).containsExactly(new LeftOut("b.bin", 11, over.sha256()));
        assertThat(filtered.leftOutNames()).containsExactly("b.bin");
        assertThat(tooLarge(filtered)).isFalse();
        assertThat(filtered.item()).isSameAs(item);
    }

    @Test
    void theBodyAndKeptAttachmentsMayBeTheLimitTogether() throws Exception {
        assertThat(tooLarge(filter(10, item("1234", 6)))).isFalse();
        stop();
        FilteredItem filtered = filter(10, item("12345", 6));
        assertThat(tooLarge(filtered)).isTrue();
        assertThat(filtered.leftOut()).isEmpty();
    }

    @Test
    void smallAttachmentsAddUp() throws Exception {
        assertThat(tooLarge(filter(10, item("", 6, 5)))).isTrue();
        stop();
        assertThat(tooLarge(filter(11, item("", 6, 5)))).isFalse();
    }

    @Test
    void anAttachmentThatIsLeftOutDoesNotCount() throws Exception {
        assertThat(tooLarge(filter(10, item("12345", 5, 1000)))).isFalse();
    }

    @Test
    void theBodyCountsInBytes() throws Exception {
        assertThat(tooLarge(filter(9, item("会会会", 0)))).isFalse();
        stop();
        assertThat(tooLarge(filter(8, item("会会会", 0)))).isTrue();
    }

    @Test
    void sizesAreDecoded() throws Exception {
        String mail = "Content-Type: audio/amr\nContent-Transfer-Encoding: base64\n\n" + "QUJD".repeat(100) + "\n";
        assertThat(filter(300, ItemsForTest.parse(spool, mail)).kept()).hasSize(1);
        stop();
        assertThat(filter(299, ItemsForTest.parse(spool, mail)).kept()).isEmpty();
    }

    @Test
    void twoEqualAttachmentsOverTheLimitAreBothLeftOut() throws Exception {
        FilteredItem filtered = filter(10, item("", 11, 11));

        assertThat(filtered.kept()).isEmpty();
        assertThat(filtered.leftOut()).hasSize(2);
        assertThat(filtered.size()).isZero();
    }

    @Test
    void aLimitOfNothingIsNone() throws Exception {
        item = item("", 1);
        assertThatThrownBy(() -> new FilteredItem(item, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The condition of the route plan-item. */
    private static boolean tooLarge(FilteredItem filtered) {
        return filtered.size() > filtered.sizeLimit();
    }

    private FilteredItem filter(long sizeLimit, Item parsed) throws Exception {
        item = parsed;
        limit = sizeLimit;
        routes = new RouteTestSupport(
                        Map.of(
                                "archiver.import-system-items", "false",
                                "archiver.undecrypted-items", "import",
                                "archiver.folder", "folder",
                                "archiver.connector", "wechat",
                                "archiver.message-class", "IPM.Note"),
                        Map.of(
                                "itemReader",
                                new Reader(),
                                "itemImport",
                                new ItemImport(null, null, null, null, null, null),
                                "deliveries",
                                ForkJoinPool.commonPool(),
                                "deliveryResults",
                                new DeliveryResults(null, null, null, null, null)))
                .load("import-item.camel.yaml")
                .replaceStep("import-delivery", "import-delivery-exchange", exchange -> {});
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:open-original").routeId("open-original").log("opened");
                from("direct:map-users").routeId("map-users").log("mapped");
                from("direct:park-item").routeId("park-item").log("parked");
            }
        });
        return routes.start()
                .template()
                .request("direct:read-item", exchange -> {})
                .getVariable("filtered", FilteredItem.class);
    }

    private Item item(String body, int... sizes) throws Exception {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + body + "\n");
        char name = 'a';
        for (int size : sizes) {
            mail.append("--b\nContent-Type: application/octet-stream; name=")
                    .append(name++)
                    .append(".bin\n\n");
            mail.append("x".repeat(size)).append('\n');
        }
        return ItemsForTest.parse(spool, mail.append("--b--\n").toString());
    }
}
