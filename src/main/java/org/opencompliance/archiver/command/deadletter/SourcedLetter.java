package org.opencompliance.archiver.command.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.story.SourceFiles;

/**
 * A dead letter with the file from which its item came.
 *
 * @param source what and where the file is at the source; null when no record of a drop names it
 */
record SourcedLetter(@JsonUnwrapped DeadLetter letter, @JsonInclude(JsonInclude.Include.NON_NULL) String source) {

    /** The same dead letters in their order. */
    static List<SourcedLetter> of(List<DeadLetter> letters, SourceFiles files) throws IOException {
        Map<String, Instant> items = new HashMap<>();
        for (DeadLetter letter : letters) {
            if (letter.listed().archivedAt() != null) {
                items.put(letter.listed().id(), letter.listed().archivedAt());
            }
        }
        Map<String, String> found = files.of(items);
        return letters.stream()
                .map(letter ->
                        new SourcedLetter(letter, found.get(letter.listed().id())))
                .toList();
    }
}
