package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A message of each mailbox that its index must show: an answer without it is no evidence for "not there". Safe for
 * threads.
 */
final class LookWitnesses {

    private static final int MAX_MAILBOXES = 10_000;
    /** How long a mailbox whose witness was missing gets no shared look; the observed lag of an index is a minute. */
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** After this time an index has every message, so that a missing witness was deleted. */
    static final Duration LAG = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Witness> witnesses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Witness> eldest) {
            return size() > MAX_MAILBOXES;
        }
    };

    LookWitnesses(InstantSource clock) {
        this.clock = clock;
    }

    /** The internet message id of the witness; null if there is none, or it was missing a moment ago. */
    synchronized String of(String mailbox) {
        Witness witness = witnesses.get(key(mailbox));
        return witness == null || clock.instant().isBefore(witness.usable()) ? null : witness.id();
    }

    /** Notes a message of the mailbox, created or found; the first one stays the witness, because an index may lag. */
    synchronized void exists(String mailbox, String internetMessageId) {
        Instant now = clock.instant();
        witnesses.putIfAbsent(key(mailbox), new Witness(internetMessageId, now, now));
    }

    /** Notes that a shared look did not show the witness, or failed. */
    synchronized void missed(String mailbox, String internetMessageId) {
        Instant now = clock.instant();
        witnesses.computeIfPresent(key(mailbox), (key, witness) -> {
            if (!witness.id().equals(internetMessageId)) {
                return witness;
            }
            boolean deleted = witness.since().plus(LAG).isBefore(now);
            return deleted ? null : new Witness(witness.id(), witness.since(), now.plus(PAUSE));
        });
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }

    /**
     * @param id the internet message id
     * @param since when the message was known to exist
     * @param usable from when on it is asked for
     */
    private record Witness(String id, Instant since, Instant usable) {}
}
