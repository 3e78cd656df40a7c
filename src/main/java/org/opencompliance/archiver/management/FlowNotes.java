package org.opencompliance.archiver.management;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.sink.Backlog;

/** Remarks on the steps of the flow that no route knows. */
final class FlowNotes {

    private FlowNotes() {}

    /**
     * By the id of the step; none of them sends a request.
     *
     * @param meters those of the Microsoft Exchange component; null for none
     */
    static Map<String, Supplier<Optional<String>>> of(Beans beans, MeterRegistry meters) {
        Figures figures = beans.get("figures", Figures.class);
        WorkQueue queue = beans.get("workQueue", WorkQueue.class);
        UserMappings mappings = beans.get("userMappings", UserMappings.class);
        CountingLedger ledger = beans.get("ledger", CountingLedger.class);
        return Map.of(
                "queue",
                () -> figures.depth().map(depth -> depth + " wait, " + queue.held() + " in work"),
                "map",
                () -> mappings.isWaiting() ? Optional.of("waits for a mapping file") : Optional.empty(),
                "import",
                () -> mailboxes(meters),
                "park",
                () -> figures.deadLetters().map(FlowNotes::open),
                "copy",
                () -> figures.copies()
                        .map(Backlog::waiting)
                        .filter(waiting -> waiting > 0)
                        .map(waiting -> waiting + " wait"),
                "ledger",
                () -> Optional.of(events(ledger) + " events"));
    }

    /** How many mailboxes wait because Exchange asked to, and how many refused when they were last asked. */
    static Optional<String> mailboxes(MeterRegistry meters) {
        if (meters == null) {
            return Optional.empty();
        }
        long throttled = sum(meters.find("microsoft.exchange.throttled.mailboxes"));
        long refusing = sum(meters.find("microsoft.exchange.circuits.open").tag("scope", "mailbox"));
        return Stream.of(counted(throttled, "throttled"), counted(refusing, "unavailable"))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + ", " + other);
    }

    private static Optional<String> counted(long mailboxes, String state) {
        String noun = mailboxes == 1 ? " mailbox " : " mailboxes ";
        return mailboxes > 0 ? Optional.of(mailboxes + noun + state) : Optional.empty();
    }

    private static long sum(Search search) {
        return Math.round(search.gauges().stream().mapToDouble(Gauge::value).sum());
    }

    private static String open(Map<?, Long> letters) {
        return letters.values().stream().mapToLong(Long::longValue).sum() + " open";
    }

    private static long events(CountingLedger ledger) {
        return Arrays.stream(EventType.values()).mapToLong(ledger::events).sum();
    }
}
