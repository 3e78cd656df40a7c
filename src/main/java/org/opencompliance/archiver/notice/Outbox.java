package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.archiver.notice.NoticeRecord.Delivery;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The notices that wait to be sent. Each is sent at least once over each channel; after a failure its pause doubles, also over
 * restarts, until the patience ends. A crash between the receiver's answer and its record repeats the notice. Thread-safe.
 */
public final class Outbox {

    private final ObjectStore store;
    private final NoticeRecords records;
    private final NoticeSettings settings;
    private final Set<Channel> failing = EnumSet.noneOf(Channel.class);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile Waiting waiting = Waiting.NONE;
    private volatile String lastFailure;

    public Outbox(ObjectStore store, Notices notices) {
        this.store = store;
        this.records = notices.records();
        this.settings = notices.settings();
    }

    /** A notice to send over a channel. */
    public record Due(Channel channel, Notice notice) {}

    /**
     * The notices that are not sent over all channels.
     *
     * @param oldest creation time of the oldest one, null when none waits
     */
    public record Waiting(long number, Instant oldest) {

        public static final Waiting NONE = new Waiting(0, null);

        /** How long the oldest one has waited; zero when none waits. */
        public Duration age(Instant now) {
            return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
        }
    }

    /** The notices to send now, the oldest first. */
    public List<Due> due() throws IOException {
        Instant now = store.now();
        synchronized (failing) {
            failing.clear();
        }
        List<Due> due = new ArrayList<>();
        for (NoticeRecord record : open()) {
            for (Channel channel : settings.channels()) {
                if (record.isDue(channel, now)) {
                    due.add(new Due(channel, record.notice()));
                }
            }
        }
        return due;
    }

    /** Counts the waiting notices, also those of another process. */
    public void refresh() throws IOException {
        if (settings.isOn()) {
            open();
        }
    }

    private List<NoticeRecord> open() throws IOException {
        List<NoticeRecord> open = records.open();
        waiting = new Waiting(
                open.size(),
                open.stream()
                        .map(record -> record.notice().at())
                        .min(Comparator.naturalOrder())
                        .orElse(null));
        return open;
    }

    /** Whether a channel may be tried: after a failure it is tried again with the next due notices. */
    public boolean isOpen(Due due) {
        synchronized (failing) {
            return !failing.contains(due.channel());
        }
    }

    /** Records that a receiver accepted a notice. */
    public void sent(Due due) throws IOException {
        sent.incrementAndGet();
        Instant now = store.now();
        records.change(due.notice().id(), record -> {
            Delivery before = record.delivery(due.channel());
            return record.with(due.channel(), new Delivery(before.failures(), null, now, before.failure()));
        });
    }

    /**
     * Records a failure.
     *
     * @param failure without an address, and without text of the receiver
     * @return time of the next attempt
     */
    public Instant failed(Due due, String failure) throws IOException {
        failures.incrementAndGet();
        lastFailure = failure;
        synchronized (failing) {
            failing.add(due.channel());
        }
        Instant now = store.now();
        Instant[] next = new Instant[1];
        records.change(due.notice().id(), record -> {
            int number = record.delivery(due.channel()).failures() + 1;
            next[0] = now.plus(settings.retries().after(number));
            return record.with(due.channel(), new Delivery(number, next[0], null, failure));
        });
        return next[0];
    }

    /** Whether this attempt is the last one: the next one would be after the patience. */
    public boolean isLast(Due due, Instant next) {
        return due.notice().at().plus(settings.retries().patience()).isBefore(next);
    }

    /** Number of notices that this process sent, counted for each channel. */
    public long countSent() {
        return sent.get();
    }

    /** Number of failed attempts of this process. */
    public long failures() {
        return failures.get();
    }

    /** The last failure of this process; null when there was none. */
    public String lastFailure() {
        return lastFailure;
    }

    /** The waiting notices as last counted. */
    public Waiting waiting() {
        return waiting;
    }
}
