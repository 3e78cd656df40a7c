package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opencompliance.archiver.work.WorkOrder;

/** Which dead letters to take up again, and as what. */
public final class Replays {

    /** The longest window there is. */
    private static final Duration WINDOW = Duration.ofDays(1);

    private final DeadLetters deadLetters;

    public Replays(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * The open letters to replay, one for each item.
     *
     * @param choice headers {@code archiverReason} and {@code archiverItem}; a route would take the quotes off a text of its own
     */
    public List<DeadLetter> chosen(Map<String, Object> choice) throws IOException {
        return chosen((String) choice.get("archiverReason"), (String) choice.get("archiverItem"));
    }

    /** The same by the label of a reason and an item id, each null for all. */
    public List<DeadLetter> chosen(String reason, String item) throws IOException {
        return deadLetters.list(reason).stream()
                .filter(letter -> item == null || item.equals(letter.listed().id()))
                .collect(Collectors.toMap(
                        Replays::original, letter -> letter, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * Until when to list again what was not staged: right behind the instant at which it was archived; for an entry that cannot be used,
     * which may not say when, to the end of the window that listed it.
     */
    public Instant after(DeadLetter letter) {
        Instant from = letter.listed().archivedAt();
        return letter.reason() == Reason.MALFORMED_LISTING ? from.plus(WINDOW) : from.plusMillis(1);
    }

    public WorkOrder order(DeadLetter letter, String by) {
        return new WorkOrder(letter.staged(), by, false);
    }

    private static String original(DeadLetter letter) {
        return letter.name().substring(0, letter.name().lastIndexOf('/'));
    }
}
