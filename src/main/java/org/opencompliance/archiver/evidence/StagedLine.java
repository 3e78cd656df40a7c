package org.opencompliance.archiver.evidence;

import java.time.LocalDate;
import java.util.Optional;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/**
 * An original as the ledger has it.
 *
 * @param name of the object
 * @param size in bytes, -1 when the line has none
 */
record StagedLine(String name, String item, String sha256, long size) {

    private static final int DAY = "yyyy/MM/dd".length();

    /** The original of a line; empty for other lines. */
    static Optional<StagedLine> of(LedgerLine line) {
        boolean staged = line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED);
        if (!staged || line.text("name") == null || line.text("sha256") == null) {
            return Optional.empty();
        }
        Long size = line.number("size");
        return Optional.of(
                new StagedLine(line.text("name"), line.item(), line.text("sha256"), size == null ? -1 : size));
    }

    /** The archived-at day in the name of an original. */
    static LocalDate day(String folder, String name) {
        return LocalDate.parse(
                name.substring(folder.length(), folder.length() + DAY).replace('/', '-'));
    }
}
