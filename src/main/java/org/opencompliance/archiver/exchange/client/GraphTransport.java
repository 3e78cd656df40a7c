package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.NativeResponseHandler;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.Request;
import okhttp3.Response;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeFencedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * Sends one request and turns every failure into an exception that says which party must act. Reads the native response
 * instead of the SDK's: the SDK loses the status if an error is not JSON. Safe for threads.
 */
public final class GraphTransport {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final GraphConnection connection;
    private final RequestCounts counts;
    private final InstantSource clock;

    GraphTransport(GraphConnection connection, RequestCounts counts, InstantSource clock) {
        this.connection = connection;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Cancels the requests in flight. Each of them fails with {@link MicrosoftExchangeUnavailableException}; the outcome
     * of a write is unknown. Requests of a client of the application go on.
     */
    public void cancel() {
        connection.uploads().dispatcher().cancelAll();
    }

    GraphServiceClient graph() {
        return connection.graph();
    }

    /** Whether a link in a response leads to the service, so that the token may go there. */
    boolean leadsHome(String link) {
        String base = graph().getRequestAdapter().getBaseUrl();
        return link.startsWith(base + "/");
    }

    <T extends Parsable> GraphAnswer<T> send(Attempt attempt, RequestInformation request, ParsableFactory<T> factory) {
        request.headers.tryAdd("Prefer", "IdType=\"ImmutableId\"");
        Response first = exchange(attempt, request, factory);
        if (first.code() != 401 || !replaceToken(attempt, request, first)) {
            return read(attempt, first, factory);
        }
        first.close();
        return read(attempt, exchange(attempt, request, factory), factory);
    }

    private <T extends Parsable> Response exchange(
            Attempt attempt, RequestInformation request, ParsableFactory<T> factory) {
        SendState state = new SendState(attempt.fence());
        NativeResponseHandler handler = new NativeResponseHandler();
        // the SDK would send the same id with every request of a client
        request.headers.remove("client-request-id");
        request.headers.add("client-request-id", UUID.randomUUID().toString());
        request.addRequestOptions(List.of(state));
        request.setResponseHandler(handler);
        try {
            if (!connection.own()) {
                passFence(state);
            }
            graph().getRequestAdapter().send(request, null, factory);
        } catch (MicrosoftExchangeException e) {
            throw e;
        } catch (RuntimeException e) { // the SDK wraps the exceptions of its transport and its credentials
            throw broken(attempt, state, e.getCause() instanceof IOException io ? io : e);
        }
        Response response = (Response) handler.getValue();
        counts.answered(response.code());
        return response;
    }

    /**
     * Sends a request and passes the bytes of its answer on, of any length.
     *
     * @param factory of the model that the request was made for; it is not used
     */
    <T extends Parsable, R> GraphAnswer<R> receive(
            Attempt attempt, RequestInformation request, ParsableFactory<T> factory, Receiver<R> receiver) {
        request.headers.tryAdd("Prefer", "IdType=\"ImmutableId\"");
        Response first = exchange(attempt, request, factory);
        if (first.code() == 401 && replaceToken(attempt, request, first)) {
            first.close();
            first = exchange(attempt, request, factory);
        }
        try (Response response = first) {
            if (!response.isSuccessful() || response.body() == null) {
                throw refusal(attempt, response);
            }
            return new GraphAnswer<>(receiver.receive(response.body().byteStream()), GraphAnswers.requestId(response));
        } catch (IOException e) {
            throw broken(attempt, new SendState(attempt.fence()), e);
        }
    }

    /** Takes the bytes of an answer. */
    @FunctionalInterface
    interface Receiver<R> {
        R receive(InputStream content) throws IOException;
    }

    /**
     * Prepares a request to go out again with another token, from its first byte, after the service rejected the token.
     * Not after a challenge: the SDK has answered it already. A 401 means that the service executed nothing of the
     * request.
     */
    private boolean replaceToken(Attempt attempt, RequestInformation request, Response refusal) {
        String sent = refusal.request().header(AUTHORIZATION);
        boolean challenged =
                refusal.headers("WWW-Authenticate").stream().anyMatch(challenge -> challenge.contains("claims="));
        if (connection.tokens() == null || sent == null || !sent.startsWith(BEARER) || challenged) {
            return false;
        }
        connection.tokens().forget(sent.substring(BEARER.length()));
        request.headers.remove(AUTHORIZATION);
        try {
            if (request.content != null) {
                request.content.reset();
            }
            return true;
        } catch (IOException e) {
            refusal.close();
            throw new MicrosoftExchangeUnavailableException(
                    attempt.what() + ": the content could not be read again", ServiceFailure.NONE, Scope.REQUEST);
        }
    }

    /** Sends a request to an upload session, without a token; messages contain nothing of the URL. */
    Response sendUpload(Attempt attempt, Request request) {
        SendState state = new SendState(attempt.fence());
        Request tagged = request.newBuilder().tag(SendState.class, state).build();
        try {
            Response response = connection.uploads().newCall(tagged).execute();
            counts.answered(response.code());
            return response;
        } catch (IOException e) {
            throw broken(attempt, state, e);
        }
    }

    /** The exception for a failed response. */
    MicrosoftExchangeException refusal(Attempt attempt, Response response) {
        Duration wait = RetryAfter.parse(response.header("Retry-After"), clock);
        return GraphErrors.translate(attempt, GraphAnswers.failure(response), wait);
    }

    private void passFence(SendState state) {
        if (state.write() && !state.fence().permits(connection.requestTimeout())) {
            throw fenced();
        }
        state.sent();
    }

    private <T extends Parsable> GraphAnswer<T> read(Attempt attempt, Response answer, ParsableFactory<T> factory) {
        try (Response response = answer) {
            return parsed(attempt, response, factory);
        }
    }

    private <T extends Parsable> GraphAnswer<T> parsed(Attempt attempt, Response response, ParsableFactory<T> factory) {
        if (!response.isSuccessful()) {
            throw refusal(attempt, response);
        }
        try {
            return new GraphAnswer<>(GraphAnswers.parse(response, factory), GraphAnswers.requestId(response));
        } catch (IOException e) {
            throw new MicrosoftExchangeUnavailableException(
                    attempt.what() + ": the answer could not be read",
                    new ServiceFailure(response.code(), "", GraphAnswers.requestId(response)),
                    Scope.REQUEST,
                    attempt.write(),
                    e);
        }
    }

    private MicrosoftExchangeException broken(Attempt attempt, SendState state, Exception cause) {
        if (cause instanceof FenceInterceptor.FencedIOException) {
            return fenced();
        }
        if (cause instanceof IOException) {
            counts.unanswered();
            boolean unknown = attempt.write() && state.wasSent() && !neverArrived(cause);
            return new MicrosoftExchangeUnavailableException(
                    attempt.what() + ": no answer (" + cause.getClass().getSimpleName() + ")",
                    ServiceFailure.NONE,
                    Scope.REQUEST,
                    unknown,
                    null);
        }
        return new MicrosoftExchangeUnavailableException(
                attempt.what() + ": no token (" + EntraFailure.reason(cause) + ")",
                ServiceFailure.NONE,
                Scope.TENANT,
                attempt.write() && state.wasSent(),
                null);
    }

    private static boolean neverArrived(Exception cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException;
    }

    private static MicrosoftExchangeException fenced() {
        return new MicrosoftExchangeFencedException("A write was held back by its fence");
    }
}
