package org.opencompliance.archiver.request;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** Items that ended and are planned again: waits for their attempts, and counts how each stands then. For one thread. */
final class EndedReplay {

    /** An order that outlasts the process tells nothing, and an item that is skipped again does not change: how long to wait for a change. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JsonObjects<WorkRecord> records;
    private final Map<String, Before> before;
    private final Deque<String> pending;
    private final Map<String, Integer> results = new LinkedHashMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final Map<String, Integer> parked = new TreeMap<>();
    private final Duration patience;
    private long changed = System.nanoTime();
    private int sameAsBefore;

    /**
     * An item before its order is queued.
     *
     * @param plannedAt null without a plan
     * @param copies number of its messages in mailboxes
     */
    record Before(Instant plannedAt, long copies) {

        static Before of(Optional<WorkRecord> record) {
            return new Before(
                    record.map(WorkRecord::plan).map(plan -> plan.at()).orElse(null),
                    record.map(EndedReplay::copies).orElse(0L));
        }
    }

    /** @param before by the names of the originals */
    EndedReplay(JsonObjects<WorkRecord> records, Map<String, Before> before) {
        this(records, before, PATIENCE);
    }

    EndedReplay(JsonObjects<WorkRecord> records, Map<String, Before> before, Duration patience) {
        this.patience = patience;
        this.records = records;
        this.before = before;
        this.pending = new ArrayDeque<>(before.keySet());
        for (Result result : Result.values()) {
            results.put(result.text, 0);
        }
    }

    /** How an item stands after its attempt. */
    private enum Result {
        COPIED("with new copies"),
        SKIPPED("skipped again"),
        PARKED("parked"),
        PENDING("pending"),
        UNCHANGED("unchanged");

        private final String text;

        Result(String text) {
            this.text = text;
        }
    }

    static Optional<WorkRecord> record(JsonObjects<WorkRecord> records, String original) throws IOException {
        return records.read(StagedItem.recordNameOf(original)).map(Versioned::value);
    }

    private static long copies(WorkRecord record) {
        return record.deliveries().stream()
                .filter(delivery -> delivery.message() != null && !delivery.open())
                .count();
    }

    /**
     * Looks at one item after the other, up to the first whose attempt has not ended.
     *
     * @param replaying whether an original has an order; null when the queue does not know
     */
    boolean isOver(Predicate<String> replaying) throws IOException {
        boolean impatient = System.nanoTime() - changed >= patience.toNanos();
        while (!pending.isEmpty()) {
            String name = pending.peek();
            Optional<WorkRecord> record = record(records, name);
            boolean known = replaying == null ? isPlannedAgain(name, record) : !replaying.test(name);
            if (!known && (replaying != null || !impatient)) {
                return false;
            }
            sameAsBefore += known ? 0 : 1;
            // its last change can be after the record was read
            count(name, replaying == null ? record : record(records, name));
            pending.remove();
            changed = System.nanoTime();
        }
        return true;
    }

    private boolean isPlannedAgain(String name, Optional<WorkRecord> record) {
        return record.isPresent()
                && record.get().closed()
                && !Objects.equals(
                        Before.of(record).plannedAt(), before.get(name).plannedAt());
    }

    private void count(String name, Optional<WorkRecord> record) {
        Result result = record.isEmpty() ? Result.PENDING : result(name, record.get());
        results.merge(result.text, 1, Integer::sum);
    }

    private Result result(String name, WorkRecord record) {
        if (!record.closed()) {
            return Result.PENDING;
        }
        Optional<String> failure = reason(record, Disposition.FAILED);
        if (failure.isPresent()) {
            parked.merge(failure.get(), 1, Integer::sum);
            return Result.PARKED;
        }
        if (copies(record) > before.get(name).copies()) {
            return Result.COPIED;
        }
        Optional<String> skip = reason(record, Disposition.SKIPPED);
        skip.ifPresent(reason -> skipped.merge(reason, 1, Integer::sum));
        return skip.isPresent() ? Result.SKIPPED : Result.UNCHANGED;
    }

    /** The reason of the item, or of its first delivery, that ended so. */
    private static Optional<String> reason(WorkRecord record, Disposition disposition) {
        return record.disposition() == disposition
                ? Optional.of(String.valueOf(record.reason()))
                : record.deliveries().stream()
                        .filter(delivery -> delivery.disposition() == disposition)
                        .map(Delivery::reason)
                        .map(String::valueOf)
                        .findFirst();
    }

    /**
     * The answer once it is over.
     *
     * @param asked the items that were asked for, for an answer without any
     */
    RequestAnswer answer(String asked) {
        if (before.isEmpty()) {
            return RequestAnswer.completed(
                    Outcome.DONE, "There is no item " + asked + ": nothing is planned again", null);
        }
        String counts = results.entrySet().stream()
                .filter(result -> result.getValue() > 0)
                .map(result -> result.getValue() + " " + result.getKey() + reasons(result.getKey()))
                .collect(Collectors.joining(", "));
        String text = before.size() + " items planned again: " + counts + "." + rest() + " See archiver events";
        return RequestAnswer.completed(outcome(), text, null);
    }

    /** Orders that outlast the process can wait behind others for any time. */
    private String rest() {
        return sameAsBefore == 0
                ? ""
                : " Of these, " + sameAsBefore + " did not change within " + patience.toSeconds()
                        + " s: their orders may still wait.";
    }

    private String reasons(String result) {
        Map<String, Integer> counts =
                result.equals(Result.SKIPPED.text) ? skipped : result.equals(Result.PARKED.text) ? parked : Map.of();
        String text = counts.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private Outcome outcome() {
        if (results.get(Result.PENDING.text) > 0) {
            return Outcome.PENDING;
        }
        return parked.isEmpty() ? Outcome.DONE : Outcome.PARKED;
    }
}
