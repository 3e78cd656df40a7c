package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import org.opencompliance.archiver.delivery.Claim;
import org.opencompliance.archiver.delivery.sweep.OpenOriginals.Open;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.work.OpenDays.Day;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * The orders for the open items of the open days, found as they are asked for. Closes each day on which every item is closed. For one
 * thread at a time.
 */
final class LeftOver implements Iterator<WorkOrder> {

    private final SweptArea area;
    private final Duration least;
    private final Predicate<String> wanted;
    private final Runnable end;
    private final Instant now;
    private final Iterator<Versioned<Day>> left;
    private final Set<String> folders = new HashSet<>();
    private Versioned<Day> day;
    private OpenOriginals originals;
    private boolean allClosed;
    private WorkOrder next;

    /**
     * @param least minimum age of an item; zero for all open items, also those in progress
     * @param wanted takes the name of an original; whether to give an order for it
     * @param end runs after the last one
     */
    LeftOver(SweptArea area, Duration least, Predicate<String> wanted, Runnable end) throws IOException {
        this.area = area;
        this.least = least;
        this.wanted = wanted;
        this.end = end;
        this.now = area.store().now();
        List<Versioned<Day>> open = area.days().openDays();
        open.forEach(each -> folders.add(folder(each)));
        this.left = open.iterator();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && (originals != null || left.hasNext())) {
                find();
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WorkOrder next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        WorkOrder result = next;
        next = null;
        return result;
    }

    private void find() throws IOException {
        if (originals == null) {
            day = left.next();
            originals = new OpenOriginals(area.store(), area.closed(), folder(day));
            allClosed = true;
        } else if (originals.hasNext()) {
            allClosed = false;
            take(originals.next());
        } else {
            originals.close();
            originals = null;
            endDay();
        }
    }

    private void take(Open open) throws IOException {
        boolean refill = least.isZero();
        boolean due = !waits(open, refill) && (refill || isFree(open));
        due &= !open.original().lastModified().plus(least).isAfter(now);
        if (due && wanted.test(open.original().name())) {
            // without readable metadata, LostOriginals finds it in the ledger
            next = StagedItem.of(area.connector(), OpenOriginals.known(area.store(), open.original()))
                    .map(WorkOrder::leftOver)
                    .orElse(null);
        }
    }

    /** Whether all its mailboxes are throttled. */
    private boolean waits(Open open, boolean refill) {
        return open.record()
                .map(record -> area.throttled().leavesOut(record.openDeliveries(), refill))
                .orElse(false);
    }

    private boolean isFree(Open open) {
        if (open.record().isEmpty()) {
            return true;
        }
        Claim claim = open.record().get().claim();
        Instant waits = open.record().get().waitsUntil();
        boolean inHand = claim != null && claim.until().isAfter(now);
        return !inHand && (waits == null || !waits.plus(area.age()).isAfter(now));
    }

    private void endDay() throws IOException {
        Instant midnight = midnight(day).plus(Duration.ofDays(1));
        if (allClosed && midnight.plus(area.age()).isBefore(now)) {
            area.days().close(day);
        }
        if (!left.hasNext()) {
            area.closed().keepOnly(folders);
            end.run();
        }
    }

    private String folder(Versioned<Day> of) {
        return StagedItem.folder(area.connector(), midnight(of));
    }

    private static Instant midnight(Versioned<Day> of) {
        return of.value().date().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
