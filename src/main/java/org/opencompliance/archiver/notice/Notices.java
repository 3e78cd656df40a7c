package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Makes notices. Each is stored at once and sent later, so no request of the receiver holds up the work that it is about. Safe
 * for any number of threads and processes.
 */
public final class Notices {

    private final ObjectStore store;
    private final String connector;
    private final NoticeSettings settings;
    private final NoticeRecords records;
    private final NoticeMarks marks;

    public Notices(ObjectStore store, String connector, NoticeSettings settings) {
        this.store = store;
        this.connector = connector;
        this.settings = settings;
        this.records = new NoticeRecords(store, connector, settings);
        this.marks = new NoticeMarks(store, connector);
    }

    /**
     * Makes a notice that a person must act, unless one of the same kind and subject was made within the interval of the
     * settings, or this kind is off.
     *
     * @param subject what it is about, such as {@code source}; the title shows it
     * @param text what happened and what to do, without address, phone number or content
     * @return whether a notice was made
     */
    public boolean note(NoticeKind kind, String subject, String text) throws IOException {
        return note(kind, subject, text, Notice.Facts.NONE);
    }

    /** The same with numbers. */
    public boolean note(NoticeKind kind, String subject, String text, Notice.Facts facts) throws IOException {
        if (!settings.sends(kind)) {
            return false;
        }
        Instant now = store.now();
        Instant oldest = now.minus(settings.times().repeat());
        Instant before = marks.read().noticed(kind, subject);
        if (before != null && before.isAfter(oldest)) {
            return false;
        }
        String title = "WeChat Archiver: " + kind.label().replace('-', ' ') + ": " + subject + " (" + day(now) + ")";
        String id = day(now) + "/" + kind.label() + "-" + now.toEpochMilli() + "-" + hash(subject);
        boolean made = make(new Notice(id, kind, subject, connector, now, true, title, text, facts));
        // a crash before this record repeats the notice
        marks.change(read -> read.noticed(kind, subject, now, oldest));
        return made;
    }

    /** Stores a notice, unless one with its id exists or its kind is off. */
    boolean make(Notice notice) throws IOException {
        return settings.sends(notice.kind()) && records.create(notice);
    }

    String connector() {
        return connector;
    }

    NoticeMarks marks() {
        return marks;
    }

    NoticeRecords records() {
        return records;
    }

    NoticeSettings settings() {
        return settings;
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String hash(String subject) {
        CRC32 sum = new CRC32();
        sum.update(subject.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
