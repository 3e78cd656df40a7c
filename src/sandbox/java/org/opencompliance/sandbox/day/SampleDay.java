package org.opencompliance.sandbox.day;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * One day at the source, the matching tenant, and the expected final state of each item. Immutable; the same options produce
 * the same bytes.
 *
 * @param items in the order of their archived-at
 * @param expected by item id
 * @param mappingCsv the custom mapping, the only way to find some of the mailboxes
 */
public record SampleDay(
        LocalDate day,
        List<SiteItem> items,
        List<TenantUser> users,
        String mappingCsv,
        Map<String, Expected> expected) {

    private static final int STANDARD_ITEMS = 320;
    private static final int MOST_OTHERS = 4;
    private static final int FEW_LARGE_FILES = 5;

    /** Default options of a day: seed 1, 320 items with all oddities, each within one Graph request. */
    public static Options on(LocalDate day) {
        return new Options(day, 1, STANDARD_ITEMS, 0, MOST_OTHERS, true, Network.WECHAT, null);
    }

    /** The start of the day, UTC, inclusive. */
    public Instant from() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The end of the day, exclusive. */
    public Instant to() {
        return from().plus(Duration.ofDays(1));
    }

    public Totals totals() {
        return Totals.of(expected.values());
    }

    /**
     * The options of a day. Immutable.
     *
     * @param items number of items; with oddities at least as many as these need
     * @param large number of mails of 12 MB, with 9 MB in three files
     * @param others maximum number of recipients of a random message
     * @param odd whether the day has oddities; without them, all items are imported
     * @param network of all items
     * @param encrypted further items that are encrypted for a key of the customer; null for none
     */
    public record Options(
            LocalDate day,
            long seed,
            int items,
            int large,
            int others,
            boolean odd,
            Network network,
            Encrypted encrypted) {

        /**
         * Encrypted items.
         *
         * @param number of them, each with a text, an HTML text and a file
         * @param keyId as their headers name the key
         * @param key the RSA key
         */
        public record Encrypted(int number, String keyId, PublicKey key) {}

        public Options seed(long other) {
            return new Options(day, other, items, large, others, odd, network, encrypted);
        }

        public Options items(int number) {
            return new Options(day, seed, number, large, others, odd, network, encrypted);
        }

        public Options large(int number) {
            return new Options(day, seed, items, number, others, odd, network, encrypted);
        }

        public Options others(int number) {
            return new Options(day, seed, items, large, number, odd, network, encrypted);
        }

        public Options odd(boolean wanted) {
            return new Options(day, seed, items, large, others, wanted, network, encrypted);
        }

        /** The network of the items; the network changes their words and kinds, not their people. */
        public Options network(Network other) {
            return new Options(day, seed, items, large, others, odd, other, encrypted);
        }

        /** With further items that the owner of the key can read. */
        public Options encrypted(int number, String keyId, PublicKey key) {
            return new Options(day, seed, items, large, others, odd, network, new Encrypted(number, keyId, key));
        }

        public SampleDay make() {
            DayMaker maker = new DayMaker(seed, day, network);
            Conversations conversations = new Conversations(maker);
            OddItems oddItems = new OddItems(maker);
            if (odd) {
                oddItems.addAll();
                new OddPeople(maker).addAll();
                conversations.ofEachKind();
                conversations.recalled();
                conversations.recalled();
                conversations.largeFiles(FEW_LARGE_FILES);
            }
            oddItems.large(large);
            while (maker.items.size() < items) {
                conversations.any(others, Math.min(3, items - maker.items.size()));
            }
            if (encrypted != null) {
                oddItems.encrypted(encrypted);
            }
            List<SiteItem> sorted = maker.items.stream()
                    .sorted(Comparator.comparing(SiteItem::archivedAt))
                    .toList();
            return new SampleDay(
                    day, sorted, List.copyOf(maker.cast.users), maker.cast.mappingCsv(), Map.copyOf(maker.expected));
        }
    }
}
