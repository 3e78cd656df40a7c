package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.client.ExchangeClient;
import org.opencompliance.archiver.exchange.client.GraphAnswer;
import org.opencompliance.archiver.exchange.lane.LaneName;
import org.opencompliance.archiver.exchange.lane.RequestLanes;

/** The requests of one exchange to one mailbox (or to the directory), in its lane. */
final class MailboxRequests {

    /** The bytes that a request without content counts for. */
    static final long SMALL = 16L * 1024;

    private final ExchangeClient client;
    private final RequestLanes lanes;
    private final CircuitBreakers circuits;
    private final String mailbox;
    private final LaneName lane;
    private volatile String requestId = "";
    private volatile boolean patient;

    MailboxRequests(
            ExchangeClient client, RequestLanes lanes, CircuitBreakers circuits, String mailbox, LaneName lane) {
        this.client = client;
        this.lanes = lanes;
        this.circuits = circuits;
        this.mailbox = mailbox;
        this.lane = lane;
    }

    /** From now on, requests wait at least ten seconds for a throttled mailbox. */
    MailboxRequests patient() {
        patient = true;
        return this;
    }

    String mailbox() {
        return mailbox;
    }

    /** The service's id of the last successful request. */
    String requestId() {
        return requestId;
    }

    <T> CompletableFuture<T> request(Function<ExchangeClient, GraphAnswer<T>> request) {
        return request(SMALL, request);
    }

    /**
     * @param size the bytes of the request's body
     */
    <T> CompletableFuture<T> request(long size, Function<ExchangeClient, GraphAnswer<T>> request) {
        Callable<T> call = () -> {
            circuits.check(mailbox);
            try {
                GraphAnswer<T> answer = request.apply(client);
                circuits.passed(mailbox);
                requestId = answer.requestId();
                return answer.value();
            } catch (MicrosoftExchangeUnavailableException e) {
                circuits.failed(mailbox, e);
                throw e;
            }
        };
        return patient ? lanes.submitPatiently(lane, size, call) : lanes.submit(lane, size, call);
    }

    CompletableFuture<Void> pause(Duration time) {
        return lanes.pause(time);
    }
}
