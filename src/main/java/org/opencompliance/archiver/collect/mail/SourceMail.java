package org.opencompliance.archiver.collect.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.item.Sha256;

/**
 * A mail as the source lists it.
 *
 * @param group the part of the source that has it: the UIDVALIDITY of a mailbox, the day of arrival in a folder
 * @param key what distinguishes it in its group: the UID, or the name of the file without the flags of a maildir; can contain personal
 *     data
 * @param number the UID, 0 in a folder
 * @param place where it is in the folder; empty in a mailbox
 * @param size in bytes, by the source
 * @param arrived when it arrived: the INTERNALDATE, or the time of the file; the nearest time of the years 1970 to 9999
 * @param still false while it may still be written
 * @param known whether it is recorded as one that cannot be read
 */
public record SourceMail(
        String group, String key, long number, String place, long size, Instant arrived, boolean still, boolean known) {

    private static final int DIGITS = 16;
    /** A file or a server can give any time; names of objects have a year of four digits. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    public SourceMail {
        arrived = bounded(arrived);
    }

    /** The nearest time of the years 1970 to 9999. */
    static Instant bounded(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }

    /** What its record says of its state; another state is another mail. */
    String state() {
        return state(key, size, arrived);
    }

    public boolean arrivedIn(Window range) {
        return !arrived.isBefore(range.from()) && arrived.isBefore(range.to());
    }

    SourceMail withStill(boolean now) {
        return new SourceMail(group, key, number, place, size, arrived, now, known);
    }

    public SourceMail known(boolean now) {
        return new SourceMail(group, key, number, place, size, arrived, still, now);
    }

    /** The id of its dead letter when it has no item id: without the name of the file. */
    String parkedId() {
        return number > 0
                ? "mail-" + group + "-" + number
                : "mail-"
                        + Sha256.hex((group + "/" + key).getBytes(StandardCharsets.UTF_8))
                                .substring(0, DIGITS);
    }

    /** Omits the name of the file. */
    @Override
    public String toString() {
        return parkedId();
    }

    static String state(String key, long size, Instant arrived) {
        return key + "\n" + size + "\n" + arrived.toEpochMilli();
    }
}
