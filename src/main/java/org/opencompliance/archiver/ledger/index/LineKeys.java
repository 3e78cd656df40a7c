package org.opencompliance.archiver.ledger.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/** The texts by which lines are found. Thread-safe. */
public interface LineKeys {

    /** The name and version of these keys: an index with another name is made anew. */
    String name();

    /** The keys of a line; empty for a line that no search needs. */
    List<String> of(LedgerLine line) throws IOException;

    /** Whether a line that was found by a key has it, or could have it when only a slow look-up knows. */
    default boolean fits(LedgerLine line, String key) throws IOException {
        return of(line).contains(key);
    }

    /** The one of its keys that names the subject of a line; {@link LedgerIndex#subjects} finds lines of each subject. */
    default Optional<String> subject(LedgerLine line) {
        return Optional.empty();
    }
}
