package org.opencompliance.archiver.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message to people, as stored and as sent to the web hook. It has ids and counts, and never a body, a subject of a message,
 * an address or a phone number.
 *
 * @param id unique in the storage area; a receiver can recognize a repetition by it
 * @param subject what it is about, such as a collection or a health check
 * @param at creation time
 * @param attention whether a person must act
 * @param title one line, the subject of the mail
 * @param text the whole notice as plain text
 */
public record Notice(
        String id,
        NoticeKind kind,
        String subject,
        String connector,
        Instant at,
        boolean attention,
        String title,
        String text,
        Facts facts) {

    /** A trial that an operator requests; it is not stored. */
    public static Notice trial(String connector, Instant at) {
        return new Notice(
                "test",
                NoticeKind.TEST,
                "test",
                connector,
                at,
                false,
                "WeChat Archiver: test (" + Notices.day(at) + ")",
                "This is a test of the notices of connector " + connector + ". No person must act.\n",
                Facts.NONE);
    }

    /** Maximum number of item ids. */
    public static final int MAX_ITEMS = 20;

    /**
     * The numbers of a notice.
     *
     * @param day the UTC day of a report, or null; as is the collection
     * @param verdicts of the equations
     * @param reasons the parked items and deliveries
     * @param items ids of some items, at most {@link #MAX_ITEMS}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Facts(
            LocalDate day,
            String collection,
            Map<String, String> verdicts,
            Map<String, Long> counters,
            List<ReasonCount> reasons,
            List<String> items) {

        /** No numbers. */
        public static final Facts NONE = new Facts(null, null, null, null, null, null);

        public Facts {
            // JSON leaves out what is empty
            verdicts = verdicts == null ? Map.of() : new LinkedHashMap<>(verdicts);
            counters = counters == null ? Map.of() : new LinkedHashMap<>(counters);
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            items = items == null
                    ? List.of()
                    : items.stream().distinct().limit(MAX_ITEMS).toList();
        }
    }
}
