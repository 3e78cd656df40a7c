package org.opencompliance.archiver.exchange.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Keeps the token of a credential until shortly before its end, and lets one thread at a time fetch one. Azure
 * Identity does not lock its cache, and was seen to fetch one for each request from an authority on a port of its own.
 * For requests with one and the same scope. Safe for threads.
 *
 * <p>A request with claims comes after the service refused the token that is kept (continuous access evaluation).
 * Azure Identity 1.18.1 passes over the claims of an application's token and looks into its cache first, so the
 * credential is made anew.
 */
final class SharedCredential implements TokenCredential {

    /** What Azure Identity renews its tokens ahead by. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Supplier<TokenCredential> credentials;
    private final InstantSource clock;
    private final Lock turn = new ReentrantLock();
    private TokenCredential credential;
    private AccessToken kept;

    /** @param credentials makes a credential that has no token yet */
    SharedCredential(Supplier<TokenCredential> credentials, InstantSource clock) {
        this.credentials = credentials;
        this.credential = credentials.get();
        this.clock = clock;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        turn.lock();
        try {
            if (request.getClaims() != null) {
                kept = null;
                credential = credentials.get();
            }
            if (!fresh()) {
                kept = credential.getTokenSync(request);
            }
            return kept;
        } finally {
            turn.unlock();
        }
    }

    private boolean fresh() {
        return kept != null
                && clock.instant().plus(AHEAD).isBefore(kept.getExpiresAt().toInstant());
    }
}
