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
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** The import of one message into one mailbox: look if asked to, create or continue, add what did not fit. */
final class MessageImport {

    /** Exchange keeps whole seconds. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final ImportOrder order;
    private final ImportSettings settings;
    private final MessagePlanner planner;
    private final MailboxRequests requests;
    private final MailboxFolders folders;
    private final BegunMessages begun;
    private final MessageLook look;

    MessageImport(
            ImportOrder order,
            ImportSettings settings,
            MailboxRequests requests,
            MailboxFolders folders,
            BegunMessages begun) {
        this.order = order;
        this.settings = settings;
        this.planner = new MessagePlanner(settings);
        this.requests = requests;
        this.folders = folders;
        this.begun = begun;
        this.look = new MessageLook(requests, planner.internetMessageId(order), settings.lookPauses());
    }

    CompletableFuture<ImportedMessage> start() {
        MessagePlan plan = planner.plan(order, AddressCleaning.USUAL);
        return find().thenCompose(found -> found == null
                        ? create(plan, Recoveries.ALL)
                        : CompletableFuture.completedFuture(new Placed(found, false)))
                .thenCompose(placed -> complete(plan, placed));
    }

    /** What this process began it knows for certain; for everything else it looks as it was told to. */
    private CompletableFuture<ExchangeMessage> find() {
        String id = begun.find(order);
        return id == null
                ? look.look(order.look())
                : requests.request(client -> client.message(order.mailbox(), id, Set.of()))
                        .exceptionallyCompose(e -> isGone(Failures.cause(e))
                                ? look.look(MicrosoftExchangeLook.REPEATED)
                                : CompletableFuture.failedFuture(e));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof MicrosoftExchangeException e && "ErrorItemNotFound".equals(e.getCode());
    }

    private CompletableFuture<Placed> create(MessagePlan plan, Recoveries left) {
        return folders.folder(requests, settings.folder(), order.fence()).thenCompose(folder -> requests.request(
                        plan.size(),
                        client -> client.createMessage(order.mailbox(), folder, plan.message(), order.fence()))
                .thenApply(created -> new Placed(created, true))
                .exceptionallyCompose(e -> recover(Failures.cause(e), folder, plan, left)));
    }

    /**
     * What a failed creation still leaves to do; nothing of it a second time, and the failure itself when that is
     * nothing.
     */
    private CompletableFuture<Placed> recover(Throwable failure, String folder, MessagePlan plan, Recoveries left) {
        if (failure instanceof MicrosoftExchangeUnavailableException e && e.isOutcomeUnknown()) {
            return lookAgain(e);
        }
        if (left.addresses() && isRecipient(failure)) {
            MessagePlan strict = planner.plan(order, AddressCleaning.STRICT);
            boolean same = strict.message().addresses().equals(plan.message().addresses());
            return same ? CompletableFuture.failedFuture(failure) : create(strict, left.withoutAddresses());
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

    private static boolean isFolder(Throwable failure) {
        return failure instanceof MicrosoftExchangeUnavailableException e
                && e.getStatus() == 404
                && e.getScope() == Scope.REQUEST;
    }

    /** The message may be there. It is not created again here: who tries again looks first. */
    private CompletableFuture<Placed> lookAgain(MicrosoftExchangeUnavailableException unknown) {
        if (planner.internetMessageId(order) == null) {
            return CompletableFuture.failedFuture(unknown);
        }
        return look.look(MicrosoftExchangeLook.REPEATED).handle((found, e) -> {
            if (found == null) {
                throw unknown;
            }
            return new Placed(found, false);
        });
    }

    private CompletableFuture<ImportedMessage> complete(MessagePlan plan, Placed placed) {
        begun.begun(order, placed.message().id());
        check(placed.message(), plan);
        AttachmentTransfer transfer =
                new AttachmentTransfer(requests, placed.message().id(), order.fence());
        CompletableFuture<Void> added =
                placed.created() ? transfer.addAll(plan.later()) : addMissing(transfer, plan.attachments());
        return added.whenComplete((done, e) -> markBegun(Failures.cause(e))).thenApply(done -> imported(placed));
    }

    private ImportedMessage imported(Placed placed) {
        begun.ended(order);
        ExchangeMessage message = placed.message();
        return new ImportedMessage(
                message.id(), internetMessageId(message), message.folderId(), placed.created(), requests.requestId());
    }

    /** Whatever went wrong with an attachment: the message is there, so another try must look before it creates. */
    private static void markBegun(Throwable failure) {
        if (failure instanceof MicrosoftExchangeException e) {
            e.markOutcomeUnknown();
        }
    }

    private static CompletableFuture<Void> addMissing(AttachmentTransfer transfer, List<MailAttachment> planned) {
        return planned.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : transfer.missing(planned).thenCompose(transfer::addAll);
    }

    private String internetMessageId(ExchangeMessage message) {
        return message.internetMessageId() == null ? planner.internetMessageId(order) : message.internetMessageId();
    }

    /** Whether Exchange took it for received mail with its own dates: neither can be changed after the creation. */
    private static void check(ExchangeMessage message, MessagePlan plan) {
        boolean dated = same(message.sent(), plan.message().sent())
                && same(message.received(), plan.message().received());
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

    private record Placed(ExchangeMessage message, boolean created) {}

    /** What may still be tried after a refusal: each once. */
    private record Recoveries(boolean folder, boolean addresses) {

        static final Recoveries ALL = new Recoveries(true, true);

        Recoveries withoutFolder() {
            return new Recoveries(false, addresses);
        }

        Recoveries withoutAddresses() {
            return new Recoveries(folder, false);
        }
    }
}
