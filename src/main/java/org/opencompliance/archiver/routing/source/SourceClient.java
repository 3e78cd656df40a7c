package org.opencompliance.archiver.routing.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.auth.BasicSchemeFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Configures an HTTP client for an untrusted source: each request has a total time limit, an error answer is read to
 * 64 KB, and an answer not read to its end is aborted. Requests go to the source's server only, with its authentication.
 * Thread-safe.
 */
public final class SourceClient implements HttpClientConfigurer, ExecChainHandler {

    private static final String NAME = "limits";
    private static final int FIRST_ERROR = 300;
    private static final int IDLE_SECONDS = 10;

    private final Access access;
    private final AnswerLimits limits;
    private final ScheduledExecutorService clock = clock();
    private final Turns turns;

    /** Where requests go, and with which authentication. */
    public record Access(SourceServer server, SourceLogin login) {}

    /**
     * @param atOnce maximum number of requests in progress
     * @param turn time after which a request in progress no longer counts, so that another one can start
     */
    public SourceClient(Access access, AnswerLimits limits, int atOnce, Duration turn) {
        this.access = access;
        this.limits = limits;
        this.turns = new Turns(atOnce, turn, clock);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst(NAME, this);
        // for a route with a login of its own; no other scheme answers a challenge of the source
        builder.setDefaultAuthSchemeRegistry(RegistryBuilder.<AuthSchemeFactory>create()
                .register(StandardAuthScheme.BASIC, BasicSchemeFactory.INSTANCE)
                .build());
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        access.server().require(scope.route.getTargetHost());
        access.login().addTo(request);
        AnswerWatch watch = new AnswerWatch(limits, clock, () -> breakOff(scope), turns.take()::end);
        boolean answered = false;
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            watch.answered();
            limit(answer, watch);
            answered = true;
            return answer;
        } catch (MessageConstraintException e) {
            throw new SourceLimitException("The source's answer has too many or too long headers", e);
        } catch (IOException e) {
            throw watch.reason(e);
        } finally {
            if (!answered) {
                watch.end();
            }
        }
    }

    private static void limit(ClassicHttpResponse answer, AnswerWatch watch) throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            watch.end();
        } else if (answer.getCode() < FIRST_ERROR) {
            answer.setEntity(new WatchedEntity(entity, watch));
        } else {
            answer.setEntity(beginning(entity, watch));
        }
    }

    /** The start of an error body within the limits; an abort does not change the status. */
    private static HttpEntity beginning(HttpEntity entity, AnswerWatch watch) throws IOException {
        byte[] buffer = new byte[AnswerLimits.ERROR_BYTES];
        int size = 0;
        try (InputStream body = new WatchedStream(entity.getContent(), watch)) {
            for (int read = 0; read >= 0 && size < buffer.length; size += Math.max(read, 0)) {
                read = body.read(buffer, size, buffer.length - size);
            }
        } catch (IOException e) {
            watch.end();
        }
        return new ByteArrayEntity(buffer, 0, size, ContentType.parseLenient(entity.getContentType()));
    }

    /** Also works during the connect phase, when there is no connection to close yet. */
    private static void breakOff(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        }
        scope.execRuntime.discardEndpoint();
    }

    /** One thread for all requests; it ends while there are none. */
    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "source-answer-limits");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }
}
