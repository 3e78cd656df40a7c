package org.opencompliance.archiver.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.item.Participant;

/**
 * The story of one item.
 *
 * @param id the item id
 * @param status how it stands
 * @param source the file at the source from which it came, which can contain personal data; null when no record of a drop names it
 * @param events in time order
 * @param originals its stored originals; more than one when the source sent other content under the same id
 * @param deadLetters open and ended ones
 */
public record Story(
        String id,
        ItemStatus status,
        @JsonInclude(JsonInclude.Include.NON_NULL) String source,
        List<Event> events,
        List<Original> originals,
        List<DeadLetter> deadLetters) {

    /** The same story without the names of attachments and of its file, which are content of the item. */
    public Story withoutContent() {
        return new Story(
                id,
                status,
                null,
                events,
                originals.stream().map(Original::withoutContent).toList(),
                deadLetters);
    }

    /**
     * An event.
     *
     * @param what kind of event, one or two words
     * @param text the rest of the sentence
     */
    public record Event(Instant at, String what, String text) {}

    /** Whether a stored original is the one that was fetched. */
    public enum Finding {
        AS_RECORDED,
        DIFFERS,
        MISSING;

        /** The name in JSON. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A stored original with its plan and deliveries.
     *
     * @param name the object name
     * @param size in bytes when it was fetched, null when no record has it
     * @param sha256 when it was fetched
     * @param sizeNow null when it is missing
     * @param sha256Now null when it is missing
     * @param plan null while there is none
     * @param participants null unless asked for, and when they cannot be read
     */
    public record Original(
            String name,
            String type,
            Instant archivedAt,
            Long size,
            String sha256,
            Finding finding,
            Long sizeNow,
            String sha256Now,
            Plan plan,
            List<Delivery> deliveries,
            List<Person> participants) {

        private Original withoutContent() {
            return new Original(
                    name,
                    type,
                    archivedAt,
                    size,
                    sha256,
                    finding,
                    sizeNow,
                    sha256Now,
                    plan == null ? null : plan.withoutContent(),
                    deliveries,
                    null);
        }
    }

    /**
     * What was decided for an original.
     *
     * @param mapping version of the custom mapping
     * @param leftOut the attachments over the size limit
     * @param failures number of failed attempts before the plan
     * @param closedAt null while work is open
     * @param outcome of an item without deliveries, with its reason; null otherwise
     * @param encryption how far an encrypted item was decrypted, as in the ledger; null when it is not encrypted or not read
     */
    public record Plan(
            Instant at,
            String mapping,
            List<LeftOutFile> leftOut,
            int failures,
            Instant closedAt,
            String outcome,
            @JsonInclude(JsonInclude.Include.NON_NULL) String encryption) {

        private Plan withoutContent() {
            List<LeftOutFile> nameless = leftOut.stream()
                    .map(file -> new LeftOutFile(null, file.size(), file.sha256()))
                    .toList();
            return new Plan(at, mapping, nameless, failures, closedAt, outcome, encryption);
        }
    }

    /**
     * An attachment that is not in the imported messages.
     *
     * @param size in decoded bytes; null, as the hash, when the original cannot be read now
     */
    public record LeftOutFile(String name, Long size, String sha256) {}

    /**
     * A delivery to one mailbox.
     *
     * @param mailbox the object id, or {@code participant-N} while a person must decide which mailbox is meant
     * @param rule the mapping rule that found the mailbox
     * @param participants positions of the participants that it was found for
     * @param message id of the message in Exchange
     * @param failures number of failed attempts since the plan or the last replay
     * @param refusedSince since when the mailbox refuses, null when it does not
     */
    public record Delivery(
            String mailbox,
            String address,
            String rule,
            List<Integer> participants,
            ItemStatus status,
            String message,
            String internetMessageId,
            String reason,
            int failures,
            Instant refusedSince) {}

    /**
     * A dead letter.
     *
     * @param mailbox null when the whole item is parked
     * @param end replayed, resolved or discarded; null while it is open
     * @param by who ended it
     * @param replayedBy the requester of the last replay that left it open
     */
    public record DeadLetter(
            String mailbox,
            String address,
            String reason,
            String detail,
            Instant openedAt,
            String end,
            Instant endedAt,
            String by,
            String replayedBy,
            Instant replayedAt) {}

    /** A participant by its position in the original. */
    public record Person(int position, String role, String name, String number, String address) {

        static Person of(int position, Participant participant) {
            return new Person(
                    position,
                    participant.role().name().toLowerCase(Locale.ROOT),
                    participant.name(),
                    participant.mobile(),
                    participant.address());
        }

        /** Omits the person, because logs must not name participants. */
        @Override
        public String toString() {
            return "Person[" + position + "]";
        }
    }
}
