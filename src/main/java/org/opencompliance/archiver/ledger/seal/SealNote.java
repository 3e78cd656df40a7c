package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The hash of a stored seal, for a page; its signature is not checked.
 *
 * @param file the object of the seal
 * @param sha256 of that object
 * @param key the fingerprint of the key that signed it
 */
public record SealNote(String file, String sha256, String key) {

    /** Number of days to look back. */
    private static final int DAYS = 31;
    /** A seal is stored within this time after the time that it notes. */
    private static final Duration STORED_AFTER = Duration.ofMinutes(10);

    /**
     * The last seal of a day before this one that was stored by then; empty without one, or if it cannot be read.
     *
     * @param made a time after which seals do not count, so that the answer stays the same
     */
    public static Optional<SealNote> before(ObjectStore store, String connector, LocalDate day, Instant made)
            throws IOException {
        SealFiles files = new SealFiles(store, connector);
        for (int back = 1; back <= DAYS; back++) {
            String name = files.name(day.minusDays(back));
            Optional<byte[]> file = files.read(name);
            Optional<Seal> seal = file.flatMap(SealNote::parse);
            if (seal.isPresent() && seal.get().made().isBefore(made.minus(STORED_AFTER))) {
                return Optional.of(
                        new SealNote(name, Sha256.hex(file.get()), seal.get().key()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Seal> parse(byte[] file) {
        try {
            return Optional.of(SignedSeal.parse(file).seal());
        } catch (IOException e) {
            // the verification reports it
            return Optional.empty();
        }
    }
}
