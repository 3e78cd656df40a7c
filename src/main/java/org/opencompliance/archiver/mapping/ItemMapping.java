package org.opencompliance.archiver.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/**
 * The mapping of one item in progress. In each round the route chooses an address for every open participant, and the
 * directory answers. A participant with an address of no valid user is open again for the next round, without this
 * address. Not thread-safe.
 */
public final class ItemMapping {

    /** Number of addresses per group: they take about thirty requests, and the route holds little data of them. */
    private static final int GROUP = 100;

    static final String UNANSWERED = "The directory did not answer for an address of the item";

    private final List<Candidate> candidates;
    private final String version;
    private final Map<Integer, Candidate> open = new LinkedHashMap<>();
    private final Map<String, List<LookUp>> unanswered = new LinkedHashMap<>();
    private final Map<Integer, Found> found = new HashMap<>();
    /** Null for none. */
    private FallbackMailbox fallback;

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
        candidates.forEach(this::open);
    }

    /** All participants to look up. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** All addresses that the custom mapping and the item have for the participants. */
    public Collection<String> addresses() {
        return candidates.stream()
                .flatMap(candidate -> Stream.of(candidate.customMailbox(), candidate.address()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether participants must be routed: all of them at first, later those with an address of no valid user. */
    public boolean hasOpen() {
        return !open.isEmpty();
    }

    /** Removes and returns the open participants. One that is not looked up now stays without a mailbox. */
    public List<Candidate> nextRound() {
        List<Candidate> round = List.copyOf(open.values());
        open.clear();
        return round;
    }

    /** The addresses to ask the directory for, each once, in groups. */
    public List<List<String>> unanswered() {
        List<String> all = Stream.concat(
                        unanswered.values().stream()
                                .map(lookUps -> lookUps.get(0).address()),
                        Stream.ofNullable(fallback).flatMap(FallbackMailbox::unanswered))
                .toList();
        return IntStream.iterate(0, from -> from < all.size(), from -> from + GROUP)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + GROUP)))
                .toList();
    }

    /**
     * Looks up an address for a participant; without effect for a rule tried before, so that none repeats for ever.
     *
     * @param recent the answer of the directory, or null when it must be asked
     */
    void lookUp(LookUp lookUp, DirectoryAnswer recent) {
        if (lookUp.participant().tried().contains(lookUp.rule().name())) {
            return;
        }
        if (recent == null) {
            unanswered.computeIfAbsent(lookUp.key(), key -> new ArrayList<>()).add(lookUp);
        } else {
            decide(lookUp, recent);
        }
    }

    /**
     * Looks up the fallback mailbox.
     *
     * @param recent the answer of the directory, or null when it must be asked
     */
    void lookUpFallback(String address, DirectoryAnswer recent) {
        fallback = new FallbackMailbox(address, recent);
    }

    /** Applies an answer of the directory to all participants with the address, and to the fallback mailbox. */
    void found(DirectoryAnswer answer) {
        if (fallback != null) {
            fallback = fallback.found(answer);
        }
        List<LookUp> lookUps = unanswered.remove(MailboxAddress.key(answer.address()));
        if (lookUps != null) {
            lookUps.forEach(lookUp -> decide(lookUp, answer));
        }
    }

    /** An answer with several members also ends the look-up: no later rule decides between them. */
    private void decide(LookUp lookUp, DirectoryAnswer answer) {
        Candidate participant = lookUp.participant();
        List<Match> members = answer.members();
        if (members.isEmpty()) {
            open(participant.without(lookUp.address(), lookUp.rule()));
        } else {
            found.putIfAbsent(participant.position(), new Found(members, lookUp.rule()));
        }
    }

    private void open(Candidate participant) {
        open.put(participant.position(), participant);
    }

    /** The result for an item with too many participants for a lookup. */
    public MappingResult tooMany() {
        return MappingResult.notMapped(MappingResult.Outcome.TOO_MANY_PARTICIPANTS, version);
    }

    /** The result for an item that must wait for another attempt. */
    public MappingResult later() {
        return MappingResult.notMapped(MappingResult.Outcome.LATER, version);
    }

    /** Whether certainly no participant has a mailbox. */
    public boolean isForNobody() {
        return ofParticipants().isForNobody();
    }

    /**
     * The mailboxes found and the undecided addresses; all other participants are unmapped. If none has a mailbox, the fallback
     * mailbox that was looked up, or why it is not used.
     *
     * @throws IllegalStateException when the directory did not answer for an address
     */
    public MappingResult result() {
        MappingResult result = ofParticipants();
        return fallback == null || !result.isForNobody() ? result : fallback.apply(result);
    }

    private MappingResult ofParticipants() {
        if (!unanswered.isEmpty()) {
            throw new IllegalStateException(UNANSWERED);
        }
        Map<String, PlannedMailbox> mailboxes = new LinkedHashMap<>();
        Map<String, List<Integer>> undecided = new LinkedHashMap<>();
        List<Integer> unmapped = new ArrayList<>();
        List<Integer> unclear = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Found mailbox = found.get(candidate.position());
            if (mailbox == null) {
                (candidate.unclear() ? unclear : unmapped).add(candidate.position());
            } else if (mailbox.isOne()) {
                mailboxes.merge(mailbox.user().id(), planned(candidate, mailbox), ItemMapping::unite);
            } else {
                undecided
                        .computeIfAbsent(mailbox.question(), question -> new ArrayList<>())
                        .add(candidate.position());
            }
        }
        List<UndecidedMailbox> open =
                new ArrayList<>(undecided.values().stream().map(this::undecided).toList());
        if (!unclear.isEmpty()) {
            open.add(UndecidedMailbox.unclear(unclear));
        }
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
