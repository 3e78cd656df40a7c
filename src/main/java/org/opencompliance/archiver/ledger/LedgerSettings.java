package org.opencompliance.archiver.ledger;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a ledger is written.
 *
 * @param connector whose ledger it is
 * @param writer who writes; no two processes at the same time have the same name
 * @param pause between the beginnings of two writes, for which lines are gathered
 * @param maxLines of one write
 * @param maxBytes of one write; one more line may follow
 * @param maxAppends to one file; an append blob takes 50,000
 * @param maxFileBytes after which a file is followed by a new one
 * @param maxWaiting lines that are held in memory while the storage area takes none
 * @param patience how long closing waits for a storage area that takes none
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

    /**
     * The usual settings: at most 7 writes a second, 1,000 lines or 1 MiB each, and files of 40,000 writes or 8 MiB.
     */
    public static LedgerSettings of(String connector, String writer) {
        Duration pause = Duration.ofMillis(150);
        return new LedgerSettings(
                connector, writer, pause, 1_000, 1 << 20, 40_000, 8L << 20, 100_000, Duration.ofSeconds(30));
    }

    private static void require(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a " + what + " has up to 100 letters, digits, dots, hyphens and"
                            + " underscores, and begins with a letter or a digit; not: " + name);
        }
    }
}
