package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;

/**
 * Remembers which mailboxes, or the tenant as a whole, are unavailable, and spares the service repeated requests. After
 * a refusal, requests fail from memory for a while; then they go out again. Safe for threads.
 */
public final class CircuitBreakers {

    private static final String TENANT = "";
    /** An entry expires after this time if the mailbox receives no more requests. */
    private static final Duration EXPIRY = Duration.ofHours(24);

    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /**
     * @param pause how long a refusal is assumed to hold
     */
    public CircuitBreakers(Duration pause, InstantSource clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** Throws the last refusal of the mailbox or the tenant, if it is recent. */
    void check(String mailbox) {
        refuse(TENANT);
        refuse(key(mailbox));
    }

    void failed(String mailbox, MicrosoftExchangeUnavailableException failure) {
        if (failure.getScope() == Scope.REQUEST) {
            return;
        }
        // without a token every request fails; a 403 may concern the directory alone, while mailboxes respond
        String key = failure.getScope() == Scope.TENANT && failure.getStatus() != 403 ? TENANT : key(mailbox);
        Instant now = clock.instant();
        forgetOld(now);
        Trouble trouble = new Trouble(failure, now, now);
        troubles.merge(key, trouble, (before, latest) -> new Trouble(failure, before.since(), latest.last()));
    }

    void passed(String mailbox) {
        troubles.remove(TENANT);
        troubles.remove(key(mailbox));
    }

    /** The failure of the application's own access, or null. */
    public Trouble tenant() {
        return troubles.values().stream()
                .filter(trouble -> trouble.failure().getScope() == Scope.TENANT)
                .findFirst()
                .orElse(null);
    }

    /** The mailboxes that failed with this scope at their last request. */
    public Map<String, Trouble> mailboxes(Scope scope) {
        forgetOld(clock.instant());
        Map<String, Trouble> mailboxes = new TreeMap<>(troubles);
        mailboxes.values().removeIf(trouble -> trouble.failure().getScope() != scope);
        return mailboxes;
    }

    private void forgetOld(Instant now) {
        troubles.values().removeIf(trouble -> trouble.last().plus(EXPIRY).isBefore(now));
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
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
     * @param since the time of the first refusal
     * @param last the time of the latest refusal
     */
    public record Trouble(MicrosoftExchangeUnavailableException failure, Instant since, Instant last) {}
}
