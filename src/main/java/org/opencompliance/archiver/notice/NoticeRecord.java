package org.opencompliance.archiver.notice;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A notice and what became of it, as stored.
 *
 * @param deliveries the attempts of each channel; without an entry it was not tried
 */
public record NoticeRecord(Notice notice, Map<Channel, Delivery> deliveries) {

    public NoticeRecord {
        deliveries = deliveries == null || deliveries.isEmpty() ? Map.of() : new EnumMap<>(deliveries);
    }

    /**
     * The attempts to send a notice over a channel.
     *
     * @param failures number of failed attempts
     * @param next time of the next attempt; null when it is sent
     * @param sent null before
     * @param failure the last failure, without text of the receiver; null without one
     */
    public record Delivery(int failures, Instant next, Instant sent, String failure) {

        private static final Delivery NONE = new Delivery(0, null, null, null);
    }

    static NoticeRecord of(Notice notice) {
        return new NoticeRecord(notice, Map.of());
    }

    /** The attempts over a channel. */
    public Delivery delivery(Channel channel) {
        return deliveries.getOrDefault(channel, Delivery.NONE);
    }

    boolean isSent(Channel channel) {
        return delivery(channel).sent() != null;
    }

    boolean isSent(Set<Channel> channels) {
        return channels.stream().allMatch(this::isSent);
    }

    boolean isDue(Channel channel, Instant now) {
        Instant next = delivery(channel).next();
        return !isSent(channel) && (next == null || !next.isAfter(now));
    }

    NoticeRecord with(Channel channel, Delivery delivery) {
        Map<Channel, Delivery> all = new EnumMap<>(Channel.class);
        all.putAll(deliveries);
        all.put(channel, delivery);
        return new NoticeRecord(notice, all);
    }
}
