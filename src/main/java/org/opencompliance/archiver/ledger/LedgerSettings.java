package org.opencompliance.archiver.ledger;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings for writing a ledger.
 *
 * @param connector the connector of the ledger
 * @param writer name of the writer; two processes must not use the same name at the same time
 * @param pause time between the starts of two writes, during which lines are gathered
 * @param maxLines per write
 * @param maxBytes per write; one more line may follow
 * @param maxAppends per file; an append blob accepts 50,000
 * @param maxFileBytes size at which a new file starts
 * @param maxWaiting maximum number of lines held in memory while the storage area rejects writes
 * @param patience how long closing waits for a storage area that rejects writes
 */
public record LedgerSettings(
        String connector,
        String writer,
        Duration pause,
        int maxLines,
        int maxBytes,
        int maxAppends,
        long maxFileBytes,
        int maxWaiting,
        Duration patience) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public LedgerSettings {
        require(connector, "connector");
        require(writer, "writer");
    }

    /** The settings for Azure Storage, which has a price for each write: at most 7 writes per second with 1,000 lines or 1 MiB each, and files of 40,000 writes or 8 MiB. */
    public static LedgerSettings of(String connector, String writer) {
        Duration pause = Duration.ofMillis(150);
        return new LedgerSettings(
                connector, writer, pause, 1_000, 1 << 20, 40_000, 8L << 20, 100_000, Duration.ofSeconds(30));
    }

    /** The same settings with another time between the starts of two writes. */
    public LedgerSettings withPause(Duration other) {
        return new LedgerSettings(
                connector, writer, other, maxLines, maxBytes, maxAppends, maxFileBytes, maxWaiting, patience);
    }

    private static void require(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a " + what + " has up to 100 letters, digits, dots, hyphens and"
                            + " underscores, and starts with a letter or a digit; not: " + name);
        }
    }
}
