package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Which dead letters to take up again, and as what. */
public final class Replays {

    private final DeadLetters deadLetters;

    public Replays(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * The open letters to replay, one for each item.
     *
     * @param reason the label of a reason, null for all
     * @param item an item id, null for all
     */
    public List<DeadLetter> chosen(String reason, String item) throws IOException {
        return deadLetters.list(reason).stream()
                .filter(letter -> item == null || item.equals(letter.listed().id()))
                .collect(Collectors.toMap(
                        Replays::original, letter -> letter, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Right behind the instant at which a parked item was archived. */
    public Instant after(DeadLetter letter) {
        return letter.listed().archivedAt().plusMillis(1);
    }

    public WorkOrder order(DeadLetter letter, String by) {
        return new WorkOrder(letter.staged(), by, false);
    }

    private static String original(DeadLetter letter) {
        return letter.name().substring(0, letter.name().lastIndexOf('/'));
    }
}
