package org.opencompliance.archiver.ledger.report.today;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerTail;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.WorkStates;
import org.opencompliance.archiver.ledger.report.today.DayTally.Trust;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of the operator's current day, for display: equal to those of {@link
 * org.opencompliance.archiver.ledger.report.ReportBuilder#today}, without its rows. Each call reads the lines that were added
 * since the last one, and the work records of the items of the day that have not ended. While more than {@value OpenItems#MOST} are
 * open, those of the others are not read: they are pending by the ledger, and the equation is undecided.
 *
 * <p>It counts from the beginning of the day at the first call of a day, after a change of lines that it had counted, after a
 * line that came late, and every {@value #HOURS} hours, so that no change of old lines stays unnoticed for longer. When a
 * writer's clock was set back, the other calls of the day make a full count. Stored reports are made from full counts.
 * Thread-safe; memory: see {@link ItemStates}.
 */
public final class TodayReport {

    private static final Logger LOG = LoggerFactory.getLogger(TodayReport.class);

    private static final int HOURS = 6;
    private static final Duration RECOUNT = Duration.ofHours(HOURS);

    /** Maximum number of times that changing work or a changing ledger is read again. */
    private static final int ROUNDS = 5;

    private final ObjectStore store;
    private final String connector;
    private final WorkStates works;
    private final Settings settings;
    private final Clock clock;
    private final FullCount full;
    private final int mostOpen;

    private Consumer<LedgerLine> listener = line -> {};

    private LedgerTail tail;
    private DayTally tally;
    private Instant begun = Instant.MIN;

    /**
     * The settings of the count.
     *
     * @param zone the zone of the operator
     * @param copies whether originals are copied to a second place
     */
    public record Settings(String connector, ZoneId zone, boolean copies) {}

    /** Counts the day of the operator from its beginning. */
    @FunctionalInterface
    public interface FullCount {
        Report today(ZoneId zone) throws IOException;
    }

    /**
     * @param works the work records of open items
     * @param full counts while a writer's clock is wrong
     */
    public TodayReport(ObjectStore store, Settings settings, WorkStates works, FullCount full, Clock clock) {
        this(store, settings, works, full, clock, OpenItems.MOST);
    }

    /** @param mostOpen number of open items whose work records are read */
    TodayReport(ObjectStore store, Settings settings, WorkStates works, FullCount full, Clock clock, int mostOpen) {
        this.mostOpen = mostOpen;
        this.store = store;
        this.connector = settings.connector();
        this.settings = settings;
        this.works = works;
        this.full = full;
        this.clock = clock;
    }

    /** Also passes each line to a listener, which is cheap and takes a line again after a count from the beginning. */
    public TodayReport telling(Consumer<LedgerLine> to) {
        listener = to;
        return this;
    }

    /**
     * The numbers up to now.
     *
     * @throws IOException when the storage area or a line cannot be read
     */
    public synchronized Report make() throws IOException {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, settings.zone());
        boolean due = !now.isBefore(begun.plus(RECOUNT)) || now.isBefore(begun);
        if (tally == null || !tally.day.equals(day) || due) {
            begin(day);
        }
        for (int round = 0; round < ROUNDS && tally.trust() != Trust.IRREGULAR; round++) {
            settle();
            if (tally.trust() == Trust.EXACT && !tally.open().couldHoldAll()) {
                return tally.report(connector, clock.instant(), settings.copies());
            }
            if (tally.trust() != Trust.IRREGULAR) {
                DayTally before = tally;
                begin(day);
                tally.open().without(before::isEnded);
            }
        }
        return full.today(settings.zone()).withoutRows();
    }

    private void begin(LocalDate day) {
        tail = new LedgerTail(store, connector);
        tally = new DayTally(day, settings.zone(), mostOpen);
        begun = clock.instant();
    }

    /** Reads until every open work record was read before the last lines. */
    private void settle() throws IOException {
        read();
        tally.open().begin();
        for (int round = 0; round < ROUNDS; round++) {
            List<OpenItems.Open> unread = tally.open().unread();
            if (unread.isEmpty()) {
                break;
            }
            for (OpenItems.Open open : unread) {
                open.read(works);
            }
            read();
        }
    }

    private void read() throws IOException {
        boolean complete = false;
        try {
            Optional<String> changed = readOn();
            if (changed.isPresent()) {
                LOG.warn(
                        "The ledger file {} became shorter, was removed or was changed where it had been counted: today's"
                                + " counters are counted again from the beginning of the day. Run verify --ledger.",
                        changed.get());
                begin(tally.day);
                changed = readOn();
            }
            if (changed.isPresent()) {
                throw new IOException("The ledger file " + changed.get() + " changed twice during a count");
            }
            complete = true;
        } finally {
            if (!complete) {
                tally = null;
            }
        }
    }

    private Optional<String> readOn() throws IOException {
        // clocks can differ by a minute
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        return tail.read(tally.from, last, line -> {
            tally.add(line);
            listener.accept(line);
        });
    }
}
