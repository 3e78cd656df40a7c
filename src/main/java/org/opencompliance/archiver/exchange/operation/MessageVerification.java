package org.opencompliance.archiver.exchange.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MessageComparison;
import org.opencompliance.archiver.exchange.MessageComparison.Difference;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.client.StoredMessage;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * Compares the message in a mailbox with the one that an import makes of the same mail: searches it by its internet message id
 * and reads it by its id. Reads only.
 */
final class MessageVerification {

    private final VerifyOrder order;
    private final ImportSettings settings;
    private final MailboxRequests requests;
    private final MailboxFolders folders;
    private final MessagePlanner planner;

    MessageVerification(VerifyOrder order, ImportSettings settings, MailboxRequests requests, MailboxFolders folders) {
        this.order = order;
        this.settings = settings;
        this.requests = requests;
        this.folders = folders;
        this.planner = new MessagePlanner(settings);
    }

    CompletableFuture<MessageComparison> start() {
        MessagePlan plan = planner.plan(order.planned(), AddressCleaning.USUAL);
        return indexed().thenCompose(found -> read(found, plan)
                .thenCompose(stored -> stored == null
                        ? CompletableFuture.completedFuture(
                                new MessageComparison(null, List.of(), null, null, false, Set.of()))
                        : compare(stored, found, plan)));
    }

    private CompletableFuture<List<String>> indexed() {
        String id = planner.internetMessageId(order.planned());
        return id == null
                ? CompletableFuture.completedFuture(List.of())
                : requests.request(client -> client.messages(requests.mailbox(), List.of(id)))
                        .thenApply(all -> all.stream().map(ExchangeMessage::id).toList());
    }

    /** The message with the given id; if the mailbox does not have it any more, the one that the search found. */
    private CompletableFuture<StoredMessage> read(List<String> found, MessagePlan plan) {
        List<String> ids = new ArrayList<>(new LinkedHashSet<>(candidates(found)));
        return readFirst(ids, plan);
    }

    private Collection<String> candidates(List<String> found) {
        List<String> ids = new ArrayList<>();
        if (order.messageId() != null) {
            ids.add(order.messageId());
        }
        ids.addAll(found);
        return ids;
    }

    private CompletableFuture<StoredMessage> readFirst(List<String> ids, MessagePlan plan) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Set<String> properties = plan.message().properties().keySet();
        return requests.request(
                        client -> client.wholeMessage(requests.mailbox(), ids.get(0), properties, order.content()))
                .exceptionallyCompose(e -> isGone(RequestFailures.cause(e))
                        ? readFirst(ids.subList(1, ids.size()), plan)
                        : CompletableFuture.failedFuture(e));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof MicrosoftExchangeException e && "ErrorItemNotFound".equals(e.getCode());
    }

    private CompletableFuture<MessageComparison> compare(StoredMessage stored, List<String> found, MessagePlan plan) {
        MessagePlan strict = planner.plan(order.planned(), AddressCleaning.STRICT);
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        differences.addAll(MessageDifferences.of(stored, plan, strict));
        String id = stored.message().id();
        if (order.messageId() != null && !order.messageId().equals(id)) {
            differences.add(Difference.MESSAGE_ID);
        }
        Set<String> all = new LinkedHashSet<>(found);
        all.add(id);
        return contents(stored, plan, differences)
                .thenCompose(done -> place(stored.message()))
                .thenApply(place -> new MessageComparison(
                        id, List.copyOf(all), stored.message().folderId(), place.name(), place.moved(), differences));
    }

    private record Place(String name, boolean moved) {}

    private CompletableFuture<Place> place(ExchangeMessage message) {
        return settings.folder() == null
                ? CompletableFuture.completedFuture(new Place(null, false))
                : folders.existing(requests, settings.folder()).thenCompose(home -> place(message, home));
    }

    private CompletableFuture<Place> place(ExchangeMessage message, String home) {
        return message.folderId() == null || message.folderId().equals(home)
                ? CompletableFuture.completedFuture(new Place(settings.folder(), false))
                : requests.request(client -> client.folderName(requests.mailbox(), message.folderId()))
                        .thenApply(name -> new Place(name, true));
    }

    private CompletableFuture<Void> contents(StoredMessage stored, MessagePlan plan, Set<Difference> differences) {
        if (!order.content()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean same = stored.body() != null
                && VisibleText.same(stored.body(), plan.message().body());
        if (!same) {
            differences.add(Difference.BODY);
        }
        return attachments(stored.message(), plan.attachments(), 0, new HashSet<>())
                .thenAccept(all -> {
                    if (!all) {
                        differences.add(Difference.ATTACHMENT_CONTENT);
                    }
                });
    }

    /**
     * Compares one after the other, until one differs.
     *
     * @param matched the ids of the stored attachments that belong to earlier ones
     */
    private CompletableFuture<Boolean> attachments(
            ExchangeMessage message, List<MailAttachment> planned, int place, Set<String> matched) {
        if (place == planned.size()) {
            return CompletableFuture.completedFuture(true);
        }
        MailAttachment wanted = planned.get(place);
        List<String> at = MessageDifferences.at(message.attachments(), wanted, place).stream()
                .map(ExchangeMessage.Attachment::id)
                .filter(id -> !matched.contains(id))
                .toList();
        return match(message, wanted, at)
                .thenCompose(id -> id == null
                        ? CompletableFuture.completedFuture(false)
                        : attachments(message, planned, place + 1, with(matched, id)));
    }

    private static Set<String> with(Set<String> matched, String id) {
        matched.add(id);
        return matched;
    }

    /** The first of the stored attachments that has the content; null when none has it. */
    private CompletableFuture<String> match(ExchangeMessage message, MailAttachment wanted, List<String> ids) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return requests.request(client -> client.contentDigest(requests.mailbox(), message.id(), ids.get(0)))
                .thenCompose(content -> AttachmentMatching.same(content, wanted)
                        ? CompletableFuture.completedFuture(ids.get(0))
                        : match(message, wanted, ids.subList(1, ids.size())));
    }
}
