package org.opencompliance.archiver.exchange.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Caches the token of a credential until shortly before it expires, and lets one thread at a time fetch one. Azure
 * Identity does not lock its cache, and was seen to fetch a token for each request from an authority on a custom port.
 * For requests with the same scope. Safe for threads.
 *
 * <p>A request with claims follows after the service rejected the cached token (continuous access evaluation). Azure
 * Identity reads its cache first, so this class creates a new credential. Only the asynchronous API passes the claims
 * of an application to the authority (1.18.1 and 1.19.0), so this class uses it. Workload and managed identities omit
 * the claims there too: their new token does not depend on them.
 */
final class SharedCredential implements TokenCredential {

    /** How long before their expiry Azure Identity renews its tokens. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** How long a token counts as the answer to its challenge: all requests under way receive the same challenge. */
    private static final Duration SAME_CHALLENGE = Duration.ofMinutes(1);

    private final Supplier<TokenCredential> credentials;
    private final Duration timeout;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private TokenCredential credential;
    private AccessToken kept;
    private String challenge;
    private Instant challenged = Instant.EPOCH;

    /**
     * @param credentials creates a credential that has no token yet
     * @param timeout how long an authority may take, its retries included; all requests wait for it
     */
    SharedCredential(Supplier<TokenCredential> credentials, Duration timeout, InstantSource clock) {
        this.credentials = credentials;
        this.timeout = timeout;
        this.credential = credentials.get();
        this.clock = clock;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        lock.lock();
        try {
            if (request.getClaims() != null) {
                answer(request.getClaims());
            }
            if (!fresh()) {
                kept = credential.getToken(request).block(timeout);
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /** Discards a token that the service rejected without a challenge, if it is the cached one. */
    void forget(String refused) {
        lock.lock();
        try {
            if (kept != null && kept.getToken().equals(refused)) {
                startAnew();
            }
        } finally {
            lock.unlock();
        }
    }

    private void answer(String claims) {
        Instant now = clock.instant();
        boolean answered = claims.equals(challenge) && now.isBefore(challenged.plus(SAME_CHALLENGE));
        if (!answered) {
            challenge = claims;
            challenged = now;
            startAnew();
        }
    }

    private void startAnew() {
        kept = null;
        credential = credentials.get();
    }

    private boolean fresh() {
        return kept != null
                && clock.instant().plus(AHEAD).isBefore(kept.getExpiresAt().toInstant());
    }
}
