package org.opencompliance.archiver.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.DateTimeRfc1123;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.LongSupplier;

/**
 * The clock of the storage service, derived from its responses. A response contains the second of its creation, which lies
 * between the request and the arrival. The intersection of many responses is a narrow range. Between responses the local
 * monotonic clock advances the time.
 */
final class ServerClock extends HttpPipelineSyncPolicy {

    private static final String SENT = "archiver.sent";
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** After this time the two clocks may have drifted apart, and the range starts anew. */
    private static final long FORGET_AFTER = Duration.ofMinutes(10).toNanos();

    private final LongSupplier monotonic;
    private boolean known;
    private long earliest;
    private long latest;
    private long since;

    ServerClock() {
        this(System::nanoTime);
    }

    /** @param monotonic in nanoseconds, from any origin */
    ServerClock(LongSupplier monotonic) {
        this.monotonic = monotonic;
    }

    @Override
    protected void beforeSendingRequest(HttpPipelineCallContext context) {
        context.setData(SENT, monotonic.getAsLong());
    }

    @Override
    protected HttpResponse afterReceivedResponse(HttpPipelineCallContext context, HttpResponse response) {
        String date = response.getHeaderValue(HttpHeaderName.DATE);
        if (date != null) {
            try {
                Instant said = new DateTimeRfc1123(date).getDateTime().toInstant();
                answered(said, (long) context.getData(SENT).orElseThrow(), monotonic.getAsLong());
            } catch (DateTimeParseException | IllegalArgumentException e) {
                // not a date: this response has no time
                return response;
            }
        }
        return response;
    }

    /** Processes a response: the second that it contains, the time of the request and the time of the arrival. */
    synchronized void answered(Instant said, long sent, long received) {
        long second = Math.multiplyExact(said.getEpochSecond(), SECOND);
        long least = second - received;
        long most = second + SECOND - sent;
        boolean disjoint = known && (least > latest || most < earliest);
        if (!known || disjoint || received - since > FORGET_AFTER) {
            earliest = least;
            latest = most;
            since = received;
            known = true;
        } else {
            earliest = Math.max(earliest, least);
            latest = Math.min(latest, most);
        }
    }

    /** Whether a response has been processed. */
    synchronized boolean isKnown() {
        return known;
    }

    /** The estimated time of the service; half a second off until several responses are known. */
    synchronized Instant now() {
        long nanos = monotonic.getAsLong() + earliest + (latest - earliest) / 2;
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
