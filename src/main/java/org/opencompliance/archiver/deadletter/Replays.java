package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.work.WorkOrder;

/** Selects dead letters for a replay and creates their work orders. */
public final class Replays {

    /** The longest window. */
    private static final Duration WINDOW = Duration.ofDays(1);

    private final DeadLetters deadLetters;

    public Replays(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * The open dead letters to replay, one for each item.
     *
     * @param choice headers {@code archiverReason} and {@code archiverItem}, or {@code archiverDeadLetters} with names; a route
     *     would remove the quotes from a text argument
     */
    public List<DeadLetter> chosen(Map<String, Object> choice) throws IOException {
        if (choice.get("archiverDeadLetters") instanceof List<?> names) {
            return onePerItem(
                    deadLetters.named(names.stream().map(String::valueOf).toList()).stream()
                            .filter(DeadLetter::open));
        }
        return chosen((String) choice.get("archiverReason"), (String) choice.get("archiverItem"));
    }

    /** The open dead letters with the label of a reason and an item id, each null for all. */
    public List<DeadLetter> chosen(String reason, String item) throws IOException {
        return onePerItem(deadLetters.list(reason).stream()
                .filter(letter -> item == null || item.equals(letter.listed().id())));
    }

    private static List<DeadLetter> onePerItem(Stream<DeadLetter> letters) {
        return letters
                .collect(Collectors.toMap(
                        Replays::original, letter -> letter, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * The end of the range to list again for an item that was not staged: just after its archived-at time. For an unusable entry, which
     * may have no time, the end of the window that listed it.
     */
    public Instant after(DeadLetter letter) {
        Instant from = letter.listed().archivedAt();
        return letter.reason().equals(Reason.MALFORMED_LISTING) ? from.plus(WINDOW) : from.plusMillis(1);
    }

    /** The work order that imports the staged item of a dead letter again. */
    public WorkOrder order(DeadLetter letter, String by) {
        return new WorkOrder(letter.staged(), by, false);
    }

    private static String original(DeadLetter letter) {
        return letter.name().substring(0, letter.name().lastIndexOf('/'));
    }
}
