package org.opencompliance.archiver.exchange.client;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Checks the fence when the connection is open and the first byte is about to go out: fetching the token and the TLS
 * handshake may both take long. A network interceptor, so that a request that fails earlier is known to be unsent.
 */
final class FenceInterceptor implements Interceptor {

    private final Duration requestTimeout;

    FenceInterceptor(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        SendState state = chain.request().tag(SendState.class);
        if (state != null) {
            if (state.write() && !state.fence().permits(requestTimeout)) {
                throw new FencedIOException();
            }
            state.sent();
        }
        return chain.proceed(chain.request());
    }

    /** Passes through the SDK, which wraps it. */
    static final class FencedIOException extends IOException {

        FencedIOException() {
            super("the write fence is closed");
        }
    }
}
