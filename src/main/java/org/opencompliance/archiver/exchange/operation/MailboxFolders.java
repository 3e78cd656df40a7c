package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.opencompliance.archiver.exchange.MicrosoftExchangeFencedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.WriteFence;

/**
 * Finds or creates the folder of each mailbox once and caches it, also for concurrent requests. An entry expires after
 * an hour: a folder that its user deleted keeps its id in Deleted Items. Safe for threads.
 */
final class MailboxFolders {

    private static final Duration KEPT = Duration.ofHours(1);

    private final InstantSource clock;
    private final ConcurrentMap<String, Entry> folders = new ConcurrentHashMap<>();

    MailboxFolders(InstantSource clock) {
        this.clock = clock;
    }

    CompletableFuture<String> folder(MailboxRequests requests, String name, WriteFence fence) {
        String key = key(requests, name);
        Entry known = folders.get(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            // the fence of the first import was closed; the fence of this one may be open
            return known.id()
                    .exceptionallyCompose(e -> RequestFailures.cause(e) instanceof MicrosoftExchangeFencedException
                            ? folder(requests, name, fence)
                            : CompletableFuture.failedFuture(e));
        }
        Entry mine = new Entry(new CompletableFuture<>(), clock.instant().plus(KEPT));
        boolean first = known == null ? folders.putIfAbsent(key, mine) == null : folders.replace(key, known, mine);
        if (!first) {
            return folder(requests, name, fence);
        }
        findOrCreate(requests, name, fence).whenComplete((id, e) -> {
            if (e == null) {
                mine.id().complete(id);
            } else {
                folders.remove(key, mine);
                mine.id().completeExceptionally(RequestFailures.cause(e));
            }
        });
        return mine.id();
    }

    /** The folder if the mailbox has it, else null; does not create one. */
    CompletableFuture<String> existing(MailboxRequests requests, String name) {
        Entry known = folders.get(key(requests, name));
        return known != null && known.ended() && clock.instant().isBefore(known.until())
                ? known.id()
                : requests.request(client -> client.foldersNamed(requests.mailbox(), name))
                        .thenApply(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Removes a deleted folder from the cache, unless another has replaced it meanwhile. */
    void drop(MailboxRequests requests, String name, String id) {
        folders.computeIfPresent(key(requests, name), (key, entry) -> entry.is(id) ? null : entry);
    }

    private static String key(MailboxRequests requests, String name) {
        return requests.mailbox() + "\n" + name.toLowerCase(Locale.ROOT);
    }

    private CompletableFuture<String> findOrCreate(MailboxRequests requests, String name, WriteFence fence) {
        return requests.request(client -> client.foldersNamed(requests.mailbox(), name))
                .thenCompose(found -> found.isEmpty()
                        ? create(requests, name, fence)
                        : CompletableFuture.completedFuture(found.get(0)));
    }

    private CompletableFuture<String> create(MailboxRequests requests, String name, WriteFence fence) {
        return requests.request(client -> client.createFolder(requests.mailbox(), name, fence))
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(noMessageYet(e)))
                .thenCompose(id -> id != null
                        ? CompletableFuture.completedFuture(id)
                        : requests.request(client -> client.foldersListed(requests.mailbox(), name))
                                .thenApply(MailboxFolders::existing));
    }

    private static String existing(List<String> found) {
        if (found.isEmpty()) {
            throw new MicrosoftExchangeUnavailableException(
                    "The folder exists, says its creation, but is not listed", ServiceFailure.NONE, Scope.REQUEST);
        }
        return found.get(0);
    }

    /** An unknown outcome of the folder's creation is not an unknown outcome for the message. */
    private static Throwable noMessageYet(Throwable failure) {
        if (RequestFailures.cause(failure) instanceof MicrosoftExchangeUnavailableException e && e.isOutcomeUnknown()) {
            return new MicrosoftExchangeUnavailableException(
                    "Creating the folder failed", e.failure(), e.getScope(), false, e);
        }
        return failure;
    }

    private record Entry(CompletableFuture<String> id, Instant until) {

        boolean is(String other) {
            return ended() && other.equals(id.join());
        }

        boolean ended() {
            return id.isDone() && !id.isCompletedExceptionally();
        }
    }
}
