package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;

/** Searches the whole mailbox for a message, wherever its user moved it. */
final class MessageLook {

    private final MailboxRequests requests;
    private final String internetMessageId;
    private final List<Duration> pauses;

    /**
     * @param pauses between the answers "not there" of a repeated look
     */
    MessageLook(MailboxRequests requests, String internetMessageId, List<Duration> pauses) {
        this.requests = requests;
        this.internetMessageId = internetMessageId;
        this.pauses = pauses;
    }

    /** The message, of several the oldest, or null when it is not there. */
    CompletableFuture<ExchangeMessage> look(MicrosoftExchangeLook how) {
        return switch (how) {
            case NONE -> CompletableFuture.completedFuture(null);
            case ONCE -> ask(List.of());
            case REPEATED -> ask(pauses);
        };
    }

    private CompletableFuture<ExchangeMessage> ask(List<Duration> left) {
        return requests.request(client -> client.messages(requests.mailbox(), internetMessageId))
                .thenCompose(found -> {
                    if (!found.isEmpty()) {
                        return CompletableFuture.completedFuture(found.get(0));
                    }
                    if (left.isEmpty()) {
                        return CompletableFuture.completedFuture(null);
                    }
                    return requests.pause(left.get(0)).thenCompose(done -> ask(left.subList(1, left.size())));
                });
    }
}
