package org.opencompliance.archiver.evidence;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies a small sample by the schedule: some messages of the last days with their originals, the messages that had a fault
 * before, and the ledger of the last two days. The result is stored for all processes, and the ledger has a line of it.
 */
public final class SampleVerification {

    private static final Logger LOG = LoggerFactory.getLogger(SampleVerification.class);
    /** Number of days of the ledger that one sample reads, so that a large archive costs no more than a small one. */
    private static final int DAYS_READ = 3;

    private final LedgerReader reader;
    private final LedgerAudit audit;
    private final Ledger ledger;
    private final ImportedMessages messages;
    private final JsonObjects<LastVerification> results;
    private final String name;
    private final Settings settings;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();
    private final JsonObjects.Known<LastVerification> last;

    /**
     * The settings.
     *
     * @param size number of messages, 0 for none
     * @param reach how old the messages may be
     */
    public record Settings(int size, Duration reach) {}

    /** @param ledger takes the line of the result */
    public SampleVerification(
            ObjectStore store, LedgerReader reader, LedgerAudit audit, Ledger ledger, Settings settings, Clock clock) {
        this.reader = reader;
        this.audit = audit;
        this.ledger = ledger;
        this.messages = new ImportedMessages(reader);
        this.results = new JsonObjects<>(store, LastVerification.class);
        this.name = "state/" + reader.connector() + "/verification.json";
        this.last = results.known(name, null);
        this.settings = settings;
        this.clock = clock;
    }

    /** One sample. */
    public static final class Run {

        private final List<DeliveredMessage> chosen;
        private final Findings findings = new Findings(Progress.NONE);
        private final List<DeliveredMessage> broken = new ArrayList<>();

        private Run(List<DeliveredMessage> chosen) {
            this.chosen = chosen;
        }

        /** The messages to compare. */
        public List<DeliveredMessage> getChosen() {
            return chosen;
        }
    }

    /** Chooses the messages. */
    public Run begin() throws IOException {
        Instant earliest = clock.instant().minus(settings.reach());
        Set<DeliveredMessage> chosen = new LinkedHashSet<>();
        read().stream()
                .flatMap(before -> before.value().broken().stream())
                .filter(message -> message.at().isAfter(earliest))
                .forEach(chosen::add);
        List<LocalDate> days = new ArrayList<>(reader.days().tailSet(LocalDate.ofInstant(earliest, ZoneOffset.UTC)));
        Collections.shuffle(days, new SecureRandom());
        Sample<DeliveredMessage> sample = new Sample<>(settings.size(), random);
        for (LocalDate day : days.subList(0, Math.min(DAYS_READ, days.size()))) {
            messages.forEach(new Days(day, day, false), sample::offer);
        }
        chosen.addAll(sample.chosen());
        return new Run(settings.size() == 0 ? List.of() : List.copyOf(chosen));
    }

    /** Records the result for one message. */
    public void note(Run run, DeliveredMessage message, Finding found) {
        run.findings.compared(found);
        if (found.broken()) {
            run.broken.add(message);
            LOG.error("Verification of a sample: {}", found.text());
        }
    }

    /** Checks the ledger of the last days, stores the result and records it in the ledger. */
    public void end(Run run) throws IOException {
        if (settings.size() == 0) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LedgerFinding ofLedger = audit.verify(today.minusDays(1), today.plusDays(1));
        ofLedger.faults().forEach(fault -> LOG.error("Verification of the ledger: {}", fault));
        Findings.Result found = run.findings.result();
        LastVerification result = new LastVerification(
                clock.instant(),
                found.checked(),
                found.unknown(),
                ofLedger.faults().size(),
                run.broken);
        store(result);
        last.set(result);
        ledger.append(LedgerEvent.verified(found.checked(), result.faults(), found.unknown()))
                .join();
    }

    private void store(LastVerification result) throws IOException {
        Optional<Versioned<LastVerification>> before = read();
        if (before.isEmpty()) {
            results.create(name, result);
        } else {
            results.replace(before.get(), result);
        }
    }

    /** Reads the last result, also that of another process. */
    public void refresh() throws IOException {
        last.refresh();
    }

    private Optional<Versioned<LastVerification>> read() throws IOException {
        return results.read(name);
    }

    /** The last result as read; empty before the first sample. */
    public Optional<LastVerification> last() {
        return Optional.ofNullable(last.value());
    }
}
