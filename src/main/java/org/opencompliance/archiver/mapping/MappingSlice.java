package org.opencompliance.archiver.mapping;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A slice of an item's participants, small enough for one round of lookups. Each rule handles the participants that
 * the earlier rules left undecided. Not thread-safe.
 */
public final class MappingSlice {

    private final ItemMapping mapping;
    private final List<Candidate> candidates;

    MappingSlice(ItemMapping mapping, List<Candidate> candidates) {
        this.mapping = mapping;
        this.candidates = candidates;
    }

    /** The addresses of the undecided participants in the custom mapping. */
    public List<String> customMailboxes() {
        return addresses(Candidate::customMailbox);
    }

    /** The e-mail addresses of the undecided participants. */
    public List<String> addresses() {
        return addresses(Candidate::address);
    }

    /** Number of undecided participants. */
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
