package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * Stores reports as {@code reports/<connector>/<yyyy-MM-dd>/{day,<run>}.{json,csv}}. A stored report never changes: the first
 * write wins. Safe for use by many threads and processes.
 */
public final class ReportWriter {

    private final ObjectStore store;

    public ReportWriter(ObjectStore store) {
        this.store = store;
    }

    /**
     * Stores a report unless one exists.
     *
     * @return the stored report: this one or the existing one
     * @throws IllegalArgumentException for a day that was not over at the creation time of the report
     */
    public Report write(Report report) throws IOException {
        if (report.run() == null) {
            Instant over = report.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (report.heading().made().isBefore(over)) {
                throw new IllegalArgumentException(
                        report.day() + " is not over: its report can be stored from " + over + " on");
            }
        }
        String name = name(report.heading().connector(), report.day(), report.run());
        Report kept = report;
        if (store.create(name + ".json", content(ReportJson.render(report))).isEmpty()) {
            kept = read(name).orElse(report);
        }
        // also for an existing report: its process may have been killed between the two files
        store.create(name + ".csv", content(ReportCsv.render(kept)));
        return kept;
    }

    /**
     * The stored report of a collection or a day.
     *
     * @param run the collection, or null for the day
     */
    public Optional<Report> read(String connector, LocalDate day, String run) throws IOException {
        return read(name(connector, day, run));
    }

    /** The object of a stored report; parameters as above. */
    public Optional<ObjectInfo> info(String connector, LocalDate day, String run) throws IOException {
        return store.info(name(connector, day, run) + ".json");
    }

    private Optional<Report> read(String name) throws IOException {
        Optional<StoredObject> json = store.read(name + ".json");
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(ReportJson.parse(json.get().content()));
    }

    private static String name(String connector, LocalDate day, String run) {
        if ("day".equals(run)) {
            throw new IllegalArgumentException("A collection must not be named day");
        }
        return "reports/" + connector + "/" + day + "/" + (run == null ? "day" : run);
    }

    private static ObjectContent content(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
