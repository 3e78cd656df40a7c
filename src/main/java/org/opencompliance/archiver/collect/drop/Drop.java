package org.opencompliance.archiver.collect.drop;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.collect.SpooledFile;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.collect.drop.DropPlan.Action;
import org.opencompliance.archiver.collect.drop.DropPlan.Planned;
import org.opencompliance.archiver.collect.drop.DropPlan.Scope;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.collect.listing.ListedIds;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemHead;
import org.opencompliance.archiver.item.ListedItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a listing of a drop: says which file it needs next, takes it, and gives pages of items. A ZIP is listed only after all of it
 * was compared with its manifest. One thread lists; any number of threads open items of the current window.
 */
public final class Drop {

    private static final Logger LOG = LoggerFactory.getLogger(Drop.class);

    /** A file that was written longer ago is left to the schedule. */
    private static final Duration SOON = Duration.ofHours(1);

    /** The name of the directory itself. */
    public static final String DIRECTORY = "";

    private final DropRecords records;
    private final DropSettings settings;
    private final Staging staging;
    private final Windows windows;
    private final Clock clock;
    private final DropPlan plan;
    private final ZipInspection inspection;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final List<DropZip> zips = new ArrayList<>();
    private ListedIds ids = new ListedIds();
    private DropWindow window;
    private Planned reading;
    private SpooledFile spooled;
    private volatile DropLook look;
    private final LeftFiles left = new LeftFiles();

    private record Source(DropZip zip, DropEntry entry) {}

    public Drop(DropRecords records, DropSettings settings, Staging staging, Windows windows, Clock clock) {
        this.records = records;
        this.settings = settings;
        this.staging = staging;
        this.windows = windows;
        this.clock = clock;
        this.plan = new DropPlan(settings.still());
        this.inspection = new ZipInspection(settings.limits());
    }

    /**
     * Begins a window, or continues it after a page.
     *
     * @param collection null to look at the directory only
     */
    public void open(Collection collection, Window asked) throws IOException {
        boolean continued = collection != null
                && collection.cursor() != null
                && window != null
                && window.scope() != null
                && window.scope().collection() == collection
                && window.scope().window().equals(asked);
        if (continued) {
            advance();
        } else {
            begin(collection, asked);
        }
    }

    private void begin(Collection collection, Window asked) throws IOException {
        boolean again =
                window != null && window.scope() != null && window.scope().collection() == collection;
        if (again && window.scope().window().equals(asked)) {
            window.forget();
        } else if (!again) {
            ids = new ListedIds();
            left.begin();
        }
        close();
        Scope scope = collection == null ? null : new Scope(collection, asked, since());
        window = new DropWindow(scope, ids);
        if (collection != null) {
            collection.atEnd(complete -> end(collection, complete));
        }
    }

    private LocalDate since() throws IOException {
        return windows.progress()
                .map(Progress::since)
                .map(since -> LocalDate.ofInstant(since, ZoneOffset.UTC))
                .orElse(null);
    }

    /** The name of the file that is needed next, {@link #DIRECTORY} for the names of all files, null for none. */
    public String wanted() {
        if (window == null || !window.isPlanned()) {
            return window == null ? null : DIRECTORY;
        }
        if (reading == null) {
            return null;
        }
        return spooled == null ? reading.file().name() : reading.manifest();
    }

    /** Takes the files of the directory. */
    public void looked(List<DropFile> files) throws IOException {
        look = DropLook.of(files, clock.instant());
        Scope scope = window.scope();
        window.plan(scope == null ? List.of() : plan.of(files, records.history(), scope, clock.instant()));
        advance();
    }

    /**
     * Takes the wanted file.
     *
     * @param content null when the server did not return it; is closed
     */
    public void fetched(InputStream content) throws IOException {
        if (content == null) {
            throw new IOException("The SFTP server lists a file and does not return it");
        }
        try (content) {
            if (spooled == null) {
                spool(content);
            } else {
                inspect(content.readNBytes(DropLimits.MANIFEST_BYTES));
            }
        }
        advance();
    }

    private void spool(InputStream content) throws IOException {
        DropFile file = reading.file();
        spooled = SpooledFile.of(content, settings.folder(), "drop-", DropName.ZIP, file.size());
        if (spooled.size() != file.size()) {
            spooled.delete();
            leave("its size changes");
            finish();
        } else if (reading.manifest() == null) {
            inspect(null);
        }
    }

    /** After a failure that says nothing about the ZIP, it is still the one to read. */
    private void inspect(byte[] manifest) throws IOException {
        boolean kept = false;
        try {
            kept = decide(manifest);
        } catch (ZipRefusedException e) {
            refuse(e);
        } finally {
            if (!kept) {
                spooled.delete();
            }
            spooled = null;
        }
        finish();
    }

    /** @return whether the file is needed for its items */
    private boolean decide(byte[] manifest) throws IOException, ZipRefusedException {
        boolean before = reading.taken() != null;
        if (before && !records.read(reading.taken()).sha256().equals(spooled.sha256())) {
            throw new ZipRefusedException(
                    Reason.ZIP_CHANGED, "Under this name, a ZIP with another SHA-256 was taken before");
        }
        if (before && window.scope().collection().isScheduled()) {
            window.add(record(DropRecord.AGAIN, null, List.of()));
            return false;
        }
        take(inspection.read(spooled.file(), manifest, reading.begins()));
        return true;
    }

    private void refuse(ZipRefusedException refused) {
        boolean early = clock.instant().isBefore(reading.since().plus(settings.patience()));
        if (refused.reason().equals(Reason.ZIP_WITHOUT_MANIFEST) && early) {
            leave("it has no manifest yet");
        } else {
            park(refused.reason(), refused.getMessage());
        }
    }

    private void finish() {
        reading = null;
        spooled = null;
    }

    private void take(DropZip zip) throws IOException {
        zips.add(zip);
        List<DropEntry> entries = new ArrayList<>();
        for (DropEntry entry : zip.entries()) {
            entries.add(new DropEntry(entry.position(), entry.name(), staging.asStaged(entry.item())));
        }
        entries.forEach(entry -> sources.putIfAbsent(ListedIds.content(entry.item()), new Source(zip, entry)));
        String outcome = reading.taken() == null ? DropRecord.TAKEN : DropRecord.AGAIN;
        window.add(entries.stream().map(DropEntry::item).toList(), record(outcome, null, entries));
    }

    /** Continues with the next ZIP until a file is needed or items can be listed. */
    private void advance() throws IOException {
        while (reading == null) {
            reading = window.next();
            if (reading == null || !isSettled()) {
                return;
            }
            finish();
        }
    }

    /** Whether a ZIP needs no reading; then its end is decided. */
    private boolean isSettled() throws IOException {
        Action action = DropPlan.action(reading, window.scope().collection());
        long most = settings.limits().zipBytes();
        if (action == Action.UNNAMED) {
            park(Reason.ZIP_UNNAMED, "The name is not YYYYMMDD0000-TeleMessage_<n>_<time>.zip");
        } else if (action == Action.PARKED) {
            DropRecord before = records.read(reading.same());
            park(Reason.of(before.outcome()), before.detail());
        } else if (action == Action.WAIT) {
            leave("it is still being written");
        } else if (reading.file().size() > most) {
            park(Reason.ZIP_UNSAFE, "It has more than the " + most + " bytes of telemessage.drop-max-zip");
        } else {
            return false;
        }
        return true;
    }

    /** Leaves a ZIP to the next collection. */
    private void leave(String why) {
        LOG.info(
                "The ZIP {} is not taken yet: {}. The next collection looks again",
                reading.file().name(),
                why);
        left.add(reading.since());
        if (clock.instant().isBefore(reading.since().plus(SOON))) {
            window.scope().collection().leaveUnfinished();
        }
    }

    private void park(Reason reason, String detail) {
        ListedItem entry = ListedItem.unusable(reading.file().name(), reading.begins(), reason.label(), detail);
        window.add(List.of(entry), record(reason.label(), detail, List.of()));
    }

    private DropRecord record(String outcome, String detail, List<DropEntry> entries) {
        return new DropRecord(
                reading.file(),
                outcome,
                spooled == null ? null : spooled.sha256(),
                detail,
                entries.size(),
                entries.stream().map(Drop::day).min(LocalDate::compareTo).orElse(null),
                entries.stream().map(Drop::day).max(LocalDate::compareTo).orElse(null),
                entries.stream()
                        .filter(entry -> ItemHead.isNameless(entry.item().id()))
                        .collect(Collectors.toMap(
                                entry -> entry.item().id(), DropEntry::position, Math::min, TreeMap::new)),
                window.scope().collection().run(),
                clock.instant());
    }

    private static LocalDate day(DropEntry entry) {
        return LocalDate.ofInstant(entry.item().archivedAt(), ZoneOffset.UTC);
    }

    /** The next page of the window. */
    public Listing page() {
        return window.page(settings.pageSize());
    }

    /** The content of a listed item of the current window. */
    public InputStream open(ListedItem listed) throws IOException {
        Source source = sources.get(ListedIds.content(listed));
        if (source == null) {
            throw new IOException("The ZIP of the item is not open any more");
        }
        return source.zip().open(source.entry());
    }

    /** What the directory had at the last look, null before the first. */
    public DropLook look() {
        return look;
    }

    /** The ZIPs that the last collection left to the next one. */
    public LeftFiles.Left left() {
        return left.last();
    }

    private void end(Collection collection, boolean complete) throws IOException {
        List<DropRecord> done = complete ? window.records() : List.of();
        left.end();
        close();
        for (DropRecord record : done) {
            records.add(record);
            if (record.outcome().equals(DropRecord.TAKEN) || record.outcome().equals(DropRecord.AGAIN)) {
                ListedItem entry = ListedItem.unusable(record.file().name(), record.at(), null, "");
                staging.usable(collection, entry);
            }
        }
    }

    /** Deletes the temporary files. */
    private void close() throws IOException {
        sources.clear();
        for (DropZip zip : zips) {
            zip.close();
        }
        zips.clear();
        if (spooled != null) {
            spooled.delete();
        }
        finish();
    }
}
