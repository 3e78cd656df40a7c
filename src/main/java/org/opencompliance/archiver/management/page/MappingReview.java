package org.opencompliance.archiver.management.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.management.jmx.JmxInput;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.csv.MappedBy;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingCheckResult;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.mapping.csv.UserMapping;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.mapping.csv.UserMappings.Refusal;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.story.OriginalPeople;
import org.opencompliance.archiver.story.RecentNumbers;

/** Shows the mapping in force, and reviews a mapping file before it is used. Changes nothing. One file at a time. */
public final class MappingReview {

    /** Maximum size of a file in bytes, about 40,000 rows; the agent takes no larger request. */
    static final int MOST_BYTES = 2 << 20;
    /** Maximum number of problems, and of warnings, in an answer. */
    static final int MOST_SHOWN = 1_000;
    /** Maximum number of items whose participants are read: of the last days, and of the unmapped ones. */
    static final int MOST_ITEMS = 1_000;

    private final Mapping mapping;
    private final DeadLetterPages letters;
    private final OriginalPeople people;
    private final Supplier<RecentNumbers> numbers;

    /**
     * The mapping of this process.
     *
     * @param source the path of the mapping file; empty without a custom mapping
     */
    public record Mapping(UserMappings mappings, MappingRule rule, MappedBy mappedBy, String source) {}

    /** @param numbers opens the numbers of the last participants for one review */
    public MappingReview(
            Mapping mapping, DeadLetterPages letters, OriginalPeople people, Supplier<RecentNumbers> numbers) {
        this.mapping = mapping;
        this.letters = letters;
        this.people = people;
        this.numbers = numbers;
    }

    /** @param acceptedAt null when it is not known; as is a refusal when there was none since */
    private record InForce(
            String version, int rows, Instant acceptedAt, String source, boolean waiting, Refusal lastRefused) {}

    /** The mapping in force. */
    public String inForce() {
        UserMappings mappings = mapping.mappings();
        return JsonObjects.text(new InForce(
                mappings.version(),
                mappings.inForce().map(UserMapping::rows).orElse(0),
                mappings.acceptedAt().orElse(null),
                mapping.source().isBlank() ? null : mapping.source(),
                mappings.isWaiting(),
                mappings.lastRefused().orElse(null)));
    }

    /**
     * The problems of a file, or what it would change.
     *
     * @param csv the text of the file
     * @param check the route by which the archiver itself checks files
     */
    public synchronized String check(String csv, Function<byte[], MappingCheck> check) throws IOException {
        byte[] content = content(csv);
        MappingCheck found = check.apply(content);
        List<MappingProblem> warnings = new ArrayList<>(found.warnings());
        if (found.accepted() && mapping.mappedBy() == MappedBy.MOBILE) {
            try (RecentNumbers recent = numbers.get()) {
                warnings.addAll(found.withoutCountryCode(recent.ofLastDays(MOST_ITEMS)));
            }
        }
        MappingCheckResult result = MappingCheckResult.of(found, warnings).shortened(MOST_SHOWN);
        return JsonObjects.text(found.accepted() ? withEffects(result, found.mapping()) : result);
    }

    /** A text that is too long is not encoded. */
    private static byte[] content(String csv) {
        byte[] content = JmxInput.text("The file", csv, MOST_BYTES).getBytes(StandardCharsets.UTF_8);
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException("The file has " + content.length + " bytes; a console checks at most "
                    + MOST_BYTES + ": archiver mapping check checks larger ones");
        }
        return content;
    }

    private MappingCheckResult withEffects(MappingCheckResult result, UserMapping wanted) throws IOException {
        UserMapping before = mapping.mappings().inForce().orElse(null);
        List<DeadLetter> unmapped = letters.first(Reason.UNMAPPED, MOST_ITEMS);
        long mapped = 0;
        for (DeadLetter letter : unmapped) {
            mapped += wouldMap(wanted, letter) ? 1 : 0;
        }
        return result.with(wanted.changesFrom(before), mapped, unmapped.size());
    }

    private boolean wouldMap(UserMapping wanted, DeadLetter letter) throws IOException {
        Optional<OriginalPeople.People> named = letter.staged() == null ? Optional.empty() : people.of(letter.staged());
        return named.filter(found -> mapping.rule().maps(wanted, found.participants(), found.owner()))
                .isPresent();
    }
}
