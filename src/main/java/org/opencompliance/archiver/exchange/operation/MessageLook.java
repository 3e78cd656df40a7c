package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUndecidedException;
import org.opencompliance.archiver.exchange.client.MessageProperty;

/**
 * Looks for a message by the index of the whole mailbox, as its user may have moved it. The index may lag, so a lookup
 * after an unknown outcome also reads the list of the folder from the newest message on, and filters by the item that a
 * message carries.
 */
final class MessageLook {

    /** The maximum difference between the clock behind a given time and the service's clock. */
    private static final Duration CLOCKS = Duration.ofMinutes(15);
    /** How far a list goes back if the earliest creation time is unknown. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final Comparator<ExchangeMessage> OLDEST_FIRST =
            Comparator.comparing(ExchangeMessage::created, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    private final MailboxRequests requests;
    private final MailboxFolders folders;
    private final SharedLooks looks;
    private final InstantSource clock;
    private final Wanted wanted;
    private final ImportSettings settings;

    MessageLook(MailboxRequests requests, ServiceMemory memory, Wanted wanted, ImportSettings settings) {
        this.requests = requests;
        this.folders = memory.folders();
        this.looks = memory.looks();
        this.clock = memory.clock();
        this.wanted = wanted;
        this.settings = settings;
    }

    /** The messages, the oldest first; empty if there is none. */
    CompletableFuture<List<ExchangeMessage>> look(MicrosoftExchangeLook how) {
        return switch (how) {
            case NONE -> CompletableFuture.completedFuture(List.of());
            case ONCE -> looks.look(requests, wanted.internetMessageId());
            case REPEATED -> repeatedly(settings.lookPauses());
            case AWAIT -> everywhere().thenApply(MessageLook::decided);
        };
    }

    private static List<ExchangeMessage> decided(List<ExchangeMessage> found) {
        if (found.isEmpty()) {
            throw new MicrosoftExchangeUndecidedException();
        }
        return found;
    }

    private CompletableFuture<List<ExchangeMessage>> repeatedly(List<Duration> pauses) {
        return indexed()
                .thenCompose(found -> unlessFound(found, this::inFolder))
                .thenCompose(found -> unlessFound(
                        found,
                        () -> pauses.isEmpty()
                                ? CompletableFuture.completedFuture(found)
                                : requests.pause(pauses.get(0))
                                        .thenCompose(done -> repeatedly(pauses.subList(1, pauses.size())))));
    }

    /** Combines the results of all methods: of two messages, the index may have one and the folder the other. */
    private CompletableFuture<List<ExchangeMessage>> everywhere() {
        return indexed().thenCompose(indexed -> inFolder().thenApply(listed -> united(indexed, listed)));
    }

    private static List<ExchangeMessage> united(List<ExchangeMessage> indexed, List<ExchangeMessage> listed) {
        Map<String, ExchangeMessage> all = new LinkedHashMap<>();
        indexed.forEach(message -> all.put(message.id(), message));
        listed.forEach(message -> all.putIfAbsent(message.id(), message));
        return all.values().stream().sorted(OLDEST_FIRST).toList();
    }

    private CompletableFuture<List<ExchangeMessage>> indexed() {
        return looks.alone(requests, wanted.internetMessageId());
    }

    private CompletableFuture<List<ExchangeMessage>> inFolder() {
        return settings.folder() == null
                ? CompletableFuture.completedFuture(List.of())
                : folders.existing(requests, settings.folder())
                        .thenCompose(folder -> folder == null
                                ? CompletableFuture.completedFuture(List.of())
                                : listed(folder).thenCompose(found -> unlessFound(found, () -> carrying(folder))));
    }

    private CompletableFuture<List<ExchangeMessage>> listed(String folder) {
        return requests.request(client ->
                        client.listedMessages(requests.mailbox(), folder, wanted.internetMessageId(), since()))
                .exceptionallyCompose(e -> withoutFolder(RequestFailures.cause(e), folder));
    }

    /**
     * A deleted folder holds no messages; the index has those that its user moved elsewhere. If the list is rejected
     * for good, the other methods remain.
     */
    private CompletableFuture<List<ExchangeMessage>> withoutFolder(Throwable failure, String folder) {
        if (MessageImport.isFolder(failure)) {
            folders.drop(requests, settings.folder(), folder);
            return CompletableFuture.completedFuture(List.of());
        }
        return failure instanceof MicrosoftExchangeRejectedException
                ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.failedFuture(failure);
    }

    private Instant since() {
        Instant earliest = wanted.since() == null ? clock.instant().minus(RECENT) : wanted.since();
        return earliest.minus(CLOCKS);
    }

    /** An additional lookup: if the service cannot answer it, the results of the two others count. */
    private CompletableFuture<List<ExchangeMessage>> carrying(String folder) {
        if (wanted.itemId() == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        MessageProperty property = MessagePlanner.itemProperty(settings, wanted.itemId());
        return requests.request(client ->
                        client.carryingMessages(requests.mailbox(), folder, wanted.internetMessageId(), property))
                .exceptionallyCompose(e -> mayBeUnanswered(RequestFailures.cause(e))
                        ? CompletableFuture.completedFuture(List.of())
                        : CompletableFuture.failedFuture(e));
    }

    private static boolean mayBeUnanswered(Throwable failure) {
        boolean passing = failure instanceof MicrosoftExchangeUnavailableException e && e.getScope() == Scope.REQUEST;
        return passing || failure instanceof MicrosoftExchangeRejectedException;
    }

    private static CompletableFuture<List<ExchangeMessage>> unlessFound(
            List<ExchangeMessage> found, Supplier<CompletableFuture<List<ExchangeMessage>>> next) {
        return found.isEmpty() ? next.get() : CompletableFuture.completedFuture(found);
    }
}
