package org.opencompliance.archiver.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.opencompliance.archiver.exchange.DirectoryUser;

/**
 * Who gets one item, while it is being found out. Participants may be answered for in any order and by any thread; the
 * result is the same.
 */
public final class ItemMapping {

    private final List<Candidate> candidates;
    private final String version;
    private final Map<Integer, Found> found = new ConcurrentSkipListMap<>();

    private record Found(DirectoryUser user, Rule rule) {}

    ItemMapping(List<Candidate> candidates, String version) {
        this.candidates = List.copyOf(candidates);
        this.version = version;
    }

    /** Those that a mailbox is looked for. */
    public List<Candidate> candidates() {
        return candidates;
    }

    void found(Candidate candidate, DirectoryUser user, Rule rule) {
        found.put(candidate.position(), new Found(user, rule));
    }

    /** The mailboxes of those that one was found for; everybody else is unmapped. */
    public MappingResult result() {
        Map<String, PlannedMailbox> mailboxes = new LinkedHashMap<>();
        List<Integer> unmapped = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Found mailbox = found.get(candidate.position());
            if (mailbox == null) {
                unmapped.add(candidate.position());
            } else {
                mailboxes.merge(mailbox.user().id(), planned(candidate, mailbox), ItemMapping::unite);
            }
        }
        return new MappingResult(List.copyOf(mailboxes.values()), unmapped, version);
    }

    private static PlannedMailbox planned(Candidate candidate, Found mailbox) {
        DirectoryUser user = mailbox.user();
        return new PlannedMailbox(user.id(), user.userPrincipalName(), mailbox.rule(), List.of(candidate.position()));
    }

    private static PlannedMailbox unite(PlannedMailbox first, PlannedMailbox other) {
        List<Integer> participants = new ArrayList<>(first.participants());
        participants.addAll(other.participants());
        return new PlannedMailbox(first.mailboxId(), first.address(), first.rule(), participants);
    }
}
