package org.opencompliance.archiver.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;
import org.opencompliance.archiver.mapping.csv.MobileNumber;
import org.opencompliance.archiver.mapping.csv.UserMapping;
import org.opencompliance.archiver.mapping.csv.UserMappings;

/**
 * Prepares the participants of an item for the route, and looks up the addresses that the route chooses. Stateless; the
 * route passes the item's {@link ItemMapping} to each call. Thread-safe.
 */
public final class MappingRule {

    /** The position of an owner that is not in the item's list. */
    public static final int NOT_LISTED = -1;

    private final UserMappings mappings;
    private final DeliverTo deliverTo;
    private final Directory directory;

    public MappingRule(UserMappings mappings, DeliverTo deliverTo, Directory directory) {
        this.mappings = mappings;
        this.deliverTo = deliverTo;
        this.directory = directory;
    }

    /**
     * Starts the mapping of an item. One version of the custom mapping applies to all of its participants.
     *
     * @param owner null when the item does not name the owner of its copy
     * @throws MappingMissingException when the settings require a custom mapping and none is in force: the item must
     *     wait
     */
    public ItemMapping start(List<Participant> participants, Participant owner) {
        Optional<UserMapping> mapping = mappings.inForce();
        if (mapping.isEmpty() && mappings.isAskedFor()) {
            throw new MappingMissingException();
        }
        return new ItemMapping(
                candidates(participants, owner, mapping),
                mapping.map(UserMapping::version).orElse(UserMappings.NONE));
    }

    /** Whether a custom mapping has a mailbox for a recipient of an item; the directory is not asked. */
    public boolean maps(UserMapping mapping, List<Participant> participants, Participant owner) {
        return candidates(participants, owner, Optional.of(mapping)).stream()
                .anyMatch(candidate -> candidate.customMailbox() != null);
    }

    private List<Candidate> candidates(
            List<Participant> participants, Participant owner, Optional<UserMapping> mapping) {
        Map<String, String> addresses = addresses(participants);
        List<Candidate> candidates = new ArrayList<>();
        if (deliverTo == DeliverTo.PARTICIPANTS) {
            for (int i = 0; i < participants.size(); i++) {
                candidates.add(candidate(i, participants.get(i), addresses, mapping));
            }
        } else if (owner != null) {
            candidates.add(candidate(positionOf(owner, participants), owner, addresses, mapping));
        }
        return candidates;
    }

    /**
     * Looks up an address for a participant: at once in the recent answers of the directory, else with the next request.
     *
     * @param rule {@code CUSTOM}, {@code EMAIL}, or a name of the route's own in lower case
     * @param address the mailbox that the rule chose
     */
    public void lookUp(ItemMapping mapping, Candidate participant, String rule, String address) {
        mapping.lookUp(new LookUp(participant, Rule.ofParticipant(rule), address), directory.kept(address));
    }

    /**
     * Looks up the mailbox for an item for which no participant has a mailbox.
     *
     * @param address the value of {@code archiver.unmapped-mailbox}
     */
    public void lookUpFallback(ItemMapping mapping, String address) {
        mapping.lookUpFallback(address, directory.kept(address));
    }

    /** Applies the answers of the directory, and keeps them for other items. */
    public void found(ItemMapping mapping, List<DirectoryAnswer> answers) {
        for (DirectoryAnswer answer : answers) {
            directory.keep(answer);
            mapping.found(answer);
        }
    }

    private static Candidate candidate(
            int position, Participant participant, Map<String, String> addresses, Optional<UserMapping> mapping) {
        String mobile = MobileNumber.digits(participant.mobile());
        String customMailbox = mapping.flatMap(inForce -> inForce.mailboxOf(participant.mobile(), participant.login()))
                .orElse(null);
        String address = MailboxAddress.of(participant.address());
        return new Candidate(
                position,
                customMailbox,
                address != null ? address : addresses.get(mobile),
                Set.of(),
                participant.unclear() && mapping.isPresent());
    }

    /** An item can name a person by number in one place and by number and address in another, usually the owner. */
    private static Map<String, String> addresses(List<Participant> all) {
        Map<String, String> addresses = new HashMap<>();
        for (Participant participant : all) {
            String mobile = MobileNumber.digits(participant.mobile());
            String address = MailboxAddress.of(participant.address());
            if (mobile != null && address != null) {
                addresses.putIfAbsent(mobile, address);
            }
        }
        return addresses;
    }

    private static int positionOf(Participant owner, List<Participant> participants) {
        for (int i = 0; i < participants.size(); i++) {
            if (isSame(owner, participants.get(i))) {
                return i;
            }
        }
        return NOT_LISTED;
    }

    private static boolean isSame(Participant owner, Participant other) {
        String mobile = MobileNumber.digits(owner.mobile());
        if (mobile != null && MobileNumber.digits(other.mobile()) != null) {
            return mobile.equals(MobileNumber.digits(other.mobile()));
        }
        if (owner.login() != null && other.login() != null) {
            return owner.login().equalsIgnoreCase(other.login());
        }
        return owner.address() != null
                && other.address() != null
                && MailboxAddress.key(owner.address()).equals(MailboxAddress.key(other.address()));
    }
}
