package org.opencompliance.archiver.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryUser;

/** The mapping of one item in progress, slice by slice. Not thread-safe. */
public final class ItemMapping {

    /**
     * Number of participants per slice: their lookups take about thirty requests, and the route holds little data of
     * them.
     */
    private static final int SLICE = 100;

    private final List<Candidate> candidates;
    private final String version;
    private final Map<Integer, Found> found = new HashMap<>();

    /** The members with the address of a participant: one, or too many. */
    private record Found(List<Match> members, Rule rule) {

        boolean isOne() {
            return members.size() == 1;
        }

        DirectoryUser user() {
            return members.get(0).user();
        }

        /** The key of the participants with the same undecided address. */
        String question() {
            return members.stream().map(Match::toString).collect(Collectors.joining(",", rule + " ", ""));
        }
    }

    ItemMapping(List<Candidate> candidates, String version) {
        this.candidates = List.copyOf(candidates);
        this.version = version;
    }

    /** The participants to look up. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** The candidates in order, in slices for the directory. */
    public Iterator<MappingSlice> slices() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < candidates.size();
            }

            @Override
            public MappingSlice next() {
                int from = next;
                next = Math.min(candidates.size(), from + SLICE);
                return new MappingSlice(ItemMapping.this, candidates.subList(from, next));
            }
        };
    }

    /** All addresses that the rules can look up. */
    public Collection<String> addresses() {
        Set<String> addresses = new HashSet<>();
        for (Candidate candidate : candidates) {
            for (Rule rule : Rule.values()) {
                if (candidate.address(rule) != null) {
                    addresses.add(candidate.address(rule));
                }
            }
        }
        return addresses;
    }

    boolean isUndecided(Candidate candidate) {
        return !found.containsKey(candidate.position());
    }

    /**
     * Records an answer of the directory. An answer with several members also ends the lookup: no later rule decides
     * between them.
     */
    void found(Candidate candidate, DirectoryAnswer answer, Rule rule) {
        List<Match> members = answer.members();
        if (!members.isEmpty()) {
            found.put(candidate.position(), new Found(members, rule));
        }
    }

    /** The result for an item with too many participants for a lookup. */
    public MappingResult tooMany() {
        return MappingResult.notMapped(MappingResult.Outcome.TOO_MANY_PARTICIPANTS, version);
    }

    /** The result for an item that must wait for another attempt. */
    public MappingResult later() {
        return MappingResult.notMapped(MappingResult.Outcome.LATER, version);
    }

    /** The mailboxes found and the undecided addresses; all other participants are unmapped. */
    public MappingResult result() {
        Map<String, PlannedMailbox> mailboxes = new LinkedHashMap<>();
        Map<String, List<Integer>> undecided = new LinkedHashMap<>();
        List<Integer> unmapped = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Found mailbox = found.get(candidate.position());
            if (mailbox == null) {
                unmapped.add(candidate.position());
            } else if (mailbox.isOne()) {
                mailboxes.merge(mailbox.user().id(), planned(candidate, mailbox), ItemMapping::unite);
            } else {
                undecided
                        .computeIfAbsent(mailbox.question(), question -> new ArrayList<>())
                        .add(candidate.position());
            }
        }
        List<UndecidedMailbox> open =
                undecided.values().stream().map(this::undecided).toList();
        return new MappingResult(
                MappingResult.Outcome.MAPPED, List.copyOf(mailboxes.values()), open, unmapped, version);
    }

    private UndecidedMailbox undecided(List<Integer> positions) {
        Found one = found.get(positions.get(0));
        return UndecidedMailbox.of(one.rule(), positions, one.members());
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
