package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

/**
 * Imports one message into one mailbox: looks it up if requested, creates or continues it, adds missing attachments.
 */
final class MessageImport {

    /** Exchange stores whole seconds. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final ImportOrder order;
    private final ImportSettings settings;
    private final MessagePlanner planner;
    private final MailboxRequests requests;
    private final ServiceMemory memory;
    private final MailboxFolders folders;
    private final BegunMessages begun;

    MessageImport(ImportOrder order, ImportSettings settings, MailboxRequests requests, ServiceMemory memory) {
        this.order = order;
        this.settings = settings;
        this.planner = new MessagePlanner(settings);
        this.requests = requests;
        this.memory = memory;
        this.folders = memory.folders();
        this.begun = memory.begun();
    }

    CompletableFuture<ImportedMessage> start() {
        MessagePlan plan = planner.plan(order, AddressCleaning.USUAL);
        return find().thenCompose(found -> found.isEmpty()
                        ? create(plan, Recoveries.ALL)
                        : CompletableFuture.completedFuture(Placed.found(found)))
                .thenCompose(placed -> complete(plan, placed));
    }

    /** Reads a message that this process created by its id; looks up any other as the order says. */
    private CompletableFuture<List<ExchangeMessage>> find() {
        String id = begun.find(order);
        return id == null
                ? look(order.since(), order.look())
                : requests.request(client -> client.message(order.mailbox(), id, Set.of()))
                        .thenApply(List::of)
                        .exceptionallyCompose(e -> isGone(RequestFailures.cause(e))
                                ? look(order.since(), atLeastRepeated())
                                : CompletableFuture.failedFuture(e));
    }

    private MicrosoftExchangeLook atLeastRepeated() {
        return order.look() == MicrosoftExchangeLook.AWAIT
                ? MicrosoftExchangeLook.AWAIT
                : MicrosoftExchangeLook.REPEATED;
    }

    private CompletableFuture<List<ExchangeMessage>> look(Instant since, MicrosoftExchangeLook how) {
        Wanted wanted = new Wanted(order.mailbox(), planner.internetMessageId(order), order.itemId(), since);
        return new MessageLook(requests, folders, wanted, settings, memory.clock()).look(how);
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof MicrosoftExchangeException e && "ErrorItemNotFound".equals(e.getCode());
    }

    private CompletableFuture<Placed> create(MessagePlan plan, Recoveries left) {
        Instant begin = memory.clock().instant();
        return folders.folder(requests, settings.folder(), order.fence()).thenCompose(folder -> requests.request(
                        plan.size(),
                        client -> client.createMessage(order.mailbox(), folder, plan.message(), order.fence()))
                .thenApply(created -> Placed.created(created, plan))
                .exceptionallyCompose(e -> isUnknown(RequestFailures.cause(e))
                        ? lookAgain(begin, RequestFailures.cause(e))
                        : recover(RequestFailures.cause(e), folder, plan, left)));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof MicrosoftExchangeUnavailableException e && e.isOutcomeUnknown();
    }

    /**
     * Retries a failed creation with the recovery that applies, each at most once; fails with the failure if none
     * applies.
     */
    private CompletableFuture<Placed> recover(Throwable failure, String folder, MessagePlan plan, Recoveries left) {
        if (left.addresses() && isRecipient(failure)) {
            MessagePlan strict = planner.plan(order, AddressCleaning.STRICT);
            boolean same = strict.message().addresses().equals(plan.message().addresses());
            return same
                    ? CompletableFuture.failedFuture(failure)
                    : create(left.attachments() ? strict : strict.bare(), left.withoutAddresses());
        }
        if (left.attachments()
                && isLong(failure)
                && !plan.message().attachments().isEmpty()) {
            return create(plan.bare(), left.withoutAttachments());
        }
        if (left.folder() && isFolder(failure)) {
            folders.drop(requests, settings.folder(), folder);
            return create(plan, left.withoutFolder());
        }
        return CompletableFuture.failedFuture(failure);
    }

    private static boolean isRecipient(Throwable failure) {
        return failure instanceof MicrosoftExchangeRejectedException e && "ErrorInvalidRecipients".equals(e.getCode());
    }

    /** If a proxy accepts less than Graph documents, every attachment goes out after the message. */
    private static boolean isLong(Throwable failure) {
        return failure instanceof MicrosoftExchangeRejectedException e
                && e.failure().longRequest();
    }

    static boolean isFolder(Throwable failure) {
        return failure instanceof MicrosoftExchangeUnavailableException e
                && e.getStatus() == 404
                && e.getScope() == Scope.REQUEST;
    }

    /** The message may exist. It is not created again here: a retry looks it up first. */
    private CompletableFuture<Placed> lookAgain(Instant begin, Throwable unknown) {
        if (planner.internetMessageId(order) == null) {
            return CompletableFuture.failedFuture(unknown);
        }
        return look(begin, MicrosoftExchangeLook.REPEATED)
                .exceptionally(e -> List.of())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.failedFuture(unknown)
                        : CompletableFuture.completedFuture(Placed.found(found)));
    }

    private CompletableFuture<ImportedMessage> complete(MessagePlan plan, Placed placed) {
        // a message without its parts costs more to continue later than to wait for
        requests.patient();
        begun.begun(order, placed.message().id());
        check(placed.message(), plan);
        MessagePlan begunBy = placed.created() == null ? plan : placed.created();
        AttachmentTransfer transfer = new AttachmentTransfer(
                requests, placed.message().id(), begunBy.attachments(), order.fence(), memory.border());
        CompletableFuture<Void> added = placed.created() == null
                ? transfer.addMissing()
                : transfer.addAll(placed.created().later());
        return added.whenComplete((done, e) -> markBegun(RequestFailures.cause(e)))
                .thenApply(done -> imported(placed));
    }

    private ImportedMessage imported(Placed placed) {
        begun.ended(order);
        ExchangeMessage message = placed.message();
        return new ImportedMessage(
                message.id(), internetMessageId(message), message.folderId(), placed.found(), requests.requestId());
    }

    /** After any failure of an attachment, the message exists, so a retry must look it up before it creates one. */
    private static void markBegun(Throwable failure) {
        if (failure instanceof MicrosoftExchangeException e) {
            e.markOutcomeUnknown();
        }
    }

    private String internetMessageId(ExchangeMessage message) {
        return message.internetMessageId() == null ? planner.internetMessageId(order) : message.internetMessageId();
    }

    /** Checks that Exchange stored received mail with its own dates: neither can change after the creation. */
    private static void check(ExchangeMessage message, MessagePlan plan) {
        boolean dated = same(message.sent(), plan.message().times().sent())
                && same(message.received(), plan.message().times().received());
        if (message.draft() || !dated) {
            MicrosoftExchangeRejectedException wrong = new MicrosoftExchangeRejectedException(
                    message.draft()
                            ? "The message became a draft in the mailbox"
                            : "The message did not keep its dates in the mailbox",
                    ServiceFailure.NONE,
                    "Delete message " + message.id()
                            + " from the mailbox and have the item imported again; if it happens"
                            + " again, Exchange no longer takes the properties 0x0E07, 0x0039 and 0x0E06 at creation.");
            wrong.markOutcomeUnknown();
            throw wrong;
        }
    }

    private static boolean same(Instant stored, Instant wanted) {
        return wanted == null
                || (stored != null && Duration.between(stored, wanted).abs().compareTo(PRECISION) <= 0);
    }

    /**
     * The message in the mailbox.
     *
     * @param created the plan of the creation, null if the message was found
     * @param found the ids of all messages found
     */
    private record Placed(ExchangeMessage message, MessagePlan created, List<String> found) {

        static Placed created(ExchangeMessage message, MessagePlan plan) {
            return new Placed(message, plan, List.of());
        }

        static Placed found(List<ExchangeMessage> found) {
            return new Placed(
                    found.get(0), null, found.stream().map(ExchangeMessage::id).toList());
        }
    }

    /** The recoveries that are left after a refusal, each to be tried once. */
    private record Recoveries(boolean folder, boolean addresses, boolean attachments) {

        static final Recoveries ALL = new Recoveries(true, true, true);

        Recoveries withoutFolder() {
            return new Recoveries(false, addresses, attachments);
        }

        Recoveries withoutAddresses() {
            return new Recoveries(folder, false, attachments);
        }

        Recoveries withoutAttachments() {
            return new Recoveries(folder, addresses, false);
        }
    }
}
