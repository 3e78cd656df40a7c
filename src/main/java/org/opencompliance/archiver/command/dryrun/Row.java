package org.opencompliance.archiver.command.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A row of the result: a delivery, an item without deliveries, or a change by another mapping.
 *
 * @param archivedAt null for an item that would be parked before it is fetched
 * @param staged whether its original was stored before
 * @param reason of an item or delivery that is parked or skipped, else null
 * @param detail why it is undecided, or the number of attachments left out; no data of the item
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(
        String item,
        Instant archivedAt,
        boolean staged,
        Outcome outcome,
        String reason,
        @JsonUnwrapped Target target,
        String detail) {

    /**
     * The receiver.
     *
     * @param mailbox the object id of the user, {@code participant-N} for one with several users, null for none
     * @param address the user principal name, null if it is not known
     * @param before the address with the mapping in force, of a change
     * @param participants the positions of its participants in the item
     * @param people the participants, if they were asked for
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Target(
            String mailbox,
            String address,
            String rule,
            String before,
            List<Integer> participants,
            List<String> people) {

        static final Target NONE = new Target(null, null, null, null, List.of(), List.of());

        Target {
            participants = List.copyOf(participants);
            people = List.copyOf(people);
        }
    }
}
