package org.opencompliance.archiver.mapping;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Some of the participants of an item, small enough to be asked for at once. Each rule takes those that no rule before
 * decided. For one thread at a time.
 */
public final class MappingSlice {

    private final ItemMapping mapping;
    private final List<Candidate> candidates;

    MappingSlice(ItemMapping mapping, List<Candidate> candidates) {
        this.mapping = mapping;
        this.candidates = candidates;
    }

    /** The addresses that the custom mapping has for the undecided participants. */
    public List<String> customMailboxes() {
        return addresses(Candidate::customMailbox);
    }

    /** The e-mail addresses of the undecided participants. */
    public List<String> addresses() {
        return addresses(Candidate::address);
    }

    /** How many of its participants no rule has decided. */
    public long undecided() {
        return candidates.stream().filter(mapping::isUndecided).count();
    }

    void found(LookUp lookUp, Rule rule) {
        for (Candidate candidate : candidates) {
            String address = candidate.address(rule);
            if (address != null && mapping.isUndecided(candidate)) {
                mapping.found(candidate, lookUp.answer(address), rule);
            }
        }
    }

    private List<String> addresses(Function<Candidate, String> address) {
        return candidates.stream()
                .filter(mapping::isUndecided)
                .map(address)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public String toString() {
        return candidates.size() + " participants";
    }
}
