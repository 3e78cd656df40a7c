package org.opencompliance.archiver.management;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** By the id of the step; none of them sends a request. */
    static Map<String, Supplier<Optional<String>>> of(Beans beans) {
        Figures figures = beans.get("figures", Figures.class);
        WorkQueue queue = beans.get("workQueue", WorkQueue.class);
        UserMappings mappings = beans.get("userMappings", UserMappings.class);
        CountingLedger ledger = beans.get("ledger", CountingLedger.class);
        return Map.of(
                "queue",
                () -> figures.depth().map(depth -> depth + " wait, " + queue.held() + " in work"),
                "map",
                () -> mappings.isWaiting() ? Optional.of("waits for a mapping file") : Optional.empty(),
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

    private static String open(Map<?, Long> letters) {
        return letters.values().stream().mapToLong(Long::longValue).sum() + " open";
    }

    private static long events(CountingLedger ledger) {
        return Arrays.stream(EventType.values()).mapToLong(ledger::events).sum();
    }
}
