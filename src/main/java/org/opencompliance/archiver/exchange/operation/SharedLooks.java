package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.client.ExchangeClient;
import org.opencompliance.archiver.exchange.client.GraphAnswer;
import org.opencompliance.archiver.exchange.operation.LookGroup.Look;

/**
 * Looks for messages by the index of their mailbox. The looks that wait for the same mailbox share one request: it takes
 * the ids that come in until its lane starts it. So a backfill with a queue costs little more than one request for each
 * message, and a look that finds no queue costs one request, as without sharing.
 *
 * <p>A shared answer counts only if it also shows the witness, a message that the mailbox has. Otherwise each id is
 * looked for alone. So neither a filter of many ids that the service evaluates in part, nor an index that is incomplete,
 * makes a message "not there". Safe for threads; holds one id for each import that waits.
 */
final class SharedLooks {

    private final int most;
    private final LookWitnesses witnesses;
    private final ConcurrentMap<String, LookGroup> waiting = new ConcurrentHashMap<>();

    /** @param most the maximum of ids in one request, 1 for no sharing */
    SharedLooks(int most, LookWitnesses witnesses) {
        this.most = most;
        this.witnesses = witnesses;
    }

    /** The messages of the whole mailbox that have the id, the oldest first. A patient look shares no request. */
    CompletableFuture<List<ExchangeMessage>> look(MailboxRequests requests, String internetMessageId) {
        String witness = most == 1 || requests.isPatient() ? null : witnesses.of(requests.mailbox());
        return witness == null
                ? alone(requests, internetMessageId)
                : join(requests, Look.of(internetMessageId), witness)
                        .thenCompose(answer -> told(requests, internetMessageId, answer));
    }

    /** A request for this id only. */
    CompletableFuture<List<ExchangeMessage>> alone(MailboxRequests requests, String internetMessageId) {
        return requests.request(client -> client.messages(requests.mailbox(), List.of(internetMessageId)));
    }

    /** Notes a message of the mailbox, created or found. */
    void exists(String mailbox, String internetMessageId) {
        witnesses.exists(mailbox, internetMessageId);
    }

    private CompletableFuture<List<ExchangeMessage>> told(
            MailboxRequests requests, String internetMessageId, GraphAnswer<List<ExchangeMessage>> answer) {
        if (answer.value() == null) {
            return alone(requests, internetMessageId);
        }
        requests.answered(answer.requestId());
        return CompletableFuture.completedFuture(answer.value());
    }

    private CompletableFuture<GraphAnswer<List<ExchangeMessage>>> join(
            MailboxRequests requests, Look look, String witness) {
        LookGroup fresh = new LookGroup(witness, most);
        fresh.add(look);
        LookGroup joined =
                waiting.compute(key(requests), (key, group) -> group != null && group.add(look) ? group : fresh);
        if (joined == fresh) {
            submit(requests, fresh);
        }
        return look.answer();
    }

    private static String key(MailboxRequests requests) {
        return requests.mailbox().toLowerCase(Locale.ROOT);
    }

    private void submit(MailboxRequests requests, LookGroup group) {
        requests.request(client -> ask(client, requests.mailbox(), group)).whenComplete((answer, failure) -> {
            waiting.remove(key(requests), group);
            if (failure == null) {
                settle(requests, group, answer);
            } else {
                fail(requests, group, RequestFailures.cause(failure));
            }
        });
    }

    private static GraphAnswer<GraphAnswer<List<ExchangeMessage>>> ask(
            ExchangeClient client, String mailbox, LookGroup group) {
        GraphAnswer<List<ExchangeMessage>> answer = client.messages(mailbox, group.start());
        return new GraphAnswer<>(answer, answer.requestId());
    }

    private void settle(MailboxRequests requests, LookGroup group, GraphAnswer<List<ExchangeMessage>> answer) {
        Map<String, List<ExchangeMessage>> byId = group.byId(answer.value());
        if (byId == null) {
            witnesses.missed(requests.mailbox(), group.witness());
        }
        group.looks().forEach(look -> look.answer()
                .complete(new GraphAnswer<>(
                        byId == null ? null : byId.getOrDefault(look.id(), List.of()), answer.requestId())));
    }

    /**
     * After a failure of the request itself each id is looked for alone: the filter may be the reason. Other failures are
     * those of the mailbox or the service, and each look alone would meet them.
     */
    private void fail(MailboxRequests requests, LookGroup group, Throwable failure) {
        if (group.isShared() && isOfTheRequest(failure)) {
            witnesses.missed(requests.mailbox(), group.witness());
            group.looks().forEach(look -> look.answer().complete(new GraphAnswer<>(null, "")));
        } else {
            group.looks().forEach(look -> look.answer().completeExceptionally(failure));
        }
    }

    private static boolean isOfTheRequest(Throwable failure) {
        return failure instanceof MicrosoftExchangeRejectedException
                || failure instanceof MicrosoftExchangeUnavailableException e && e.getScope() == Scope.REQUEST;
    }
}
