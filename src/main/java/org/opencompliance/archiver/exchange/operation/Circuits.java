package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;

/**
 * Remembers which mailboxes, or the tenant as a whole, are out of order, and spares the service the same question again
 * and again: what was refused is refused from memory for a while, then asked again. Safe for threads.
 */
public final class Circuits {

    private static final String TENANT = "";

    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /**
     * @param pause how long a refusal is taken for still true
     */
    public Circuits(Duration pause, InstantSource clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** Throws what the mailbox or the tenant was last refused with, if that is fresh. */
    void check(String mailbox) {
        refuse(TENANT);
        refuse(mailbox);
    }

    void failed(String mailbox, MicrosoftExchangeUnavailableException failure) {
        if (failure.getScope() == Scope.REQUEST) {
            return;
        }
        // without a token nothing works; a 403 may be for the directory alone, while mailboxes answer
        String key = failure.getScope() == Scope.TENANT && failure.getStatus() != 403 ? TENANT : mailbox;
        Trouble trouble = new Trouble(failure, clock.instant(), clock.instant());
        troubles.merge(key, trouble, (before, now) -> new Trouble(failure, before.since(), now.last()));
    }

    void passed(String mailbox) {
        troubles.remove(TENANT);
        troubles.remove(mailbox);
    }

    /** What is wrong with the application's own access, or null. */
    public Trouble tenant() {
        return troubles.values().stream()
                .filter(trouble -> trouble.failure().getScope() == Scope.TENANT)
                .findFirst()
                .orElse(null);
    }

    /** How many mailboxes are out of order in this way. */
    public long mailboxes(Scope scope) {
        return troubles.values().stream()
                .filter(trouble -> trouble.failure().getScope() == scope)
                .count();
    }

    private void refuse(String key) {
        Trouble trouble = troubles.get(key);
        if (trouble != null && clock.instant().isBefore(trouble.last().plus(pause))) {
            MicrosoftExchangeUnavailableException failure = trouble.failure();
            throw new MicrosoftExchangeUnavailableException(
                    "Not asked again yet, refused before", failure.failure(), failure.getScope());
        }
    }

    /**
     * @param failure the latest refusal
     * @param since when it began
     * @param last when it was last seen
     */
    public record Trouble(MicrosoftExchangeUnavailableException failure, Instant since, Instant last) {}
}
