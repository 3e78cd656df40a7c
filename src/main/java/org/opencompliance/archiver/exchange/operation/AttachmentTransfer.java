package org.opencompliance.archiver.exchange.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.client.ContentDigest;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * Adds attachments to an existing message, strictly one after another: Exchange rejects two at a time (412), and a
 * retry uses the order to find where to continue.
 */
final class AttachmentTransfer {

    /** Microsoft Graph's limit for each request, in bytes. */
    private static final long MAX_REQUEST = 4L * 1024 * 1024;

    private final MailboxRequests requests;
    private final String messageId;
    private final List<MailAttachment> all;
    private final WriteFence fence;
    private final AttachmentBorder border;

    /**
     * @param all every attachment that the message must have, in the order in which they are added
     * @param border the size limit of the service, read and updated
     */
    AttachmentTransfer(
            MailboxRequests requests,
            String messageId,
            List<MailAttachment> all,
            WriteFence fence,
            AttachmentBorder border) {
        this.requests = requests;
        this.messageId = messageId;
        this.all = all;
        this.fence = fence;
        this.border = border;
    }

    CompletableFuture<Void> addAll(List<MailAttachment> attachments) {
        if (attachments.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return add(attachments.get(0)).thenCompose(done -> addAll(attachments.subList(1, attachments.size())));
    }

    /** Adds those of the attachments of the message that it does not have yet. */
    CompletableFuture<Void> addMissing() {
        return all.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : missing().thenCompose(this::addAll);
    }

    private CompletableFuture<List<MailAttachment>> missing() {
        return list().thenCompose(stored -> {
            AttachmentMatching matching = new AttachmentMatching(all, stored);
            Map<String, ContentDigest> contents = new HashMap<>();
            return read(matching.unclear(), contents).thenApply(done -> matching.missing(contents));
        });
    }

    /** One after the other; a content that cannot be read is left out. */
    private CompletableFuture<Void> read(
            List<ExchangeMessage.Attachment> attachments, Map<String, ContentDigest> contents) {
        if (attachments.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String id = attachments.get(0).id();
        return requests.request(client -> client.contentDigest(requests.mailbox(), messageId, id))
                .<Void>thenApply(content -> {
                    contents.put(id, content);
                    return null;
                })
                .exceptionallyCompose(e -> RequestFailures.cause(e) instanceof MicrosoftExchangeRejectedException
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(e))
                .thenCompose(done -> read(attachments.subList(1, attachments.size()), contents));
    }

    /** Tries the usual method for the size, and the other one if the service rejects the size. */
    private CompletableFuture<Void> add(MailAttachment attachment) {
        boolean large = border.bySession(attachment.size()) || JsonSize.of(attachment) > MAX_REQUEST;
        return large
                ? upload(attachment).exceptionallyCompose(e -> postInstead(attachment, RequestFailures.cause(e)))
                : post(attachment).exceptionallyCompose(e -> uploadInstead(attachment, RequestFailures.cause(e)));
    }

    private CompletableFuture<Void> uploadInstead(MailAttachment attachment, Throwable refusal) {
        if (!(refusal instanceof MicrosoftExchangeRejectedException post) || !isTooLarge(post)) {
            return CompletableFuture.failedFuture(refusal);
        }
        return upload(attachment)
                .thenRun(() -> border.wentBySession(attachment.size()))
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(telling(post, RequestFailures.cause(e))));
    }

    /** An attachment too small for a session goes in a request of any length; other sizes only if they fit. */
    private CompletableFuture<Void> postInstead(MailAttachment attachment, Throwable refusal) {
        if (!(refusal instanceof MicrosoftExchangeRejectedException session) || !isForRequests(session, attachment)) {
            return CompletableFuture.failedFuture(refusal);
        }
        return post(attachment)
                .thenRun(() -> border.wentByRequest(attachment.size()))
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(telling(session, RequestFailures.cause(e))));
    }

    private static boolean isForRequests(MicrosoftExchangeRejectedException session, MailAttachment attachment) {
        return session.failure().underMinimum() || isTooLarge(session) && JsonSize.of(attachment) <= MAX_REQUEST;
    }

    private static boolean isTooLarge(MicrosoftExchangeRejectedException refusal) {
        return refusal.failure().longRequest() || refusal.failure().overLimit();
    }

    /** Of two rejections for the size, picks the one to act on: a limit of the mailbox before one of requests. */
    private static Throwable telling(MicrosoftExchangeRejectedException first, Throwable second) {
        boolean both = second instanceof MicrosoftExchangeRejectedException other
                && (isTooLarge(other) || other.failure().underMinimum());
        if (!both || first.failure().underMinimum()) {
            return second;
        }
        boolean secondTells =
                ((MicrosoftExchangeRejectedException) second).failure().overLimit();
        return secondTells && !first.failure().overLimit() ? second : first;
    }

    private CompletableFuture<Void> upload(MailAttachment attachment) {
        return new AttachmentUpload(requests, messageId, attachment, fence, this::isThere).start();
    }

    private CompletableFuture<Void> post(MailAttachment attachment) {
        return requests.request(
                        JsonSize.of(attachment),
                        client -> client.addAttachment(requests.mailbox(), messageId, attachment, fence))
                .exceptionallyCompose(e -> afterFailure(RequestFailures.cause(e), attachment));
    }

    /** After a lost response the message may still have the attachment. */
    private CompletableFuture<Void> afterFailure(Throwable failure, MailAttachment attachment) {
        if (failure instanceof MicrosoftExchangeUnavailableException e && e.isOutcomeUnknown()) {
            return isThere(attachment).handle((there, listing) -> {
                if (listing != null || !there) {
                    throw e;
                }
                return null;
            });
        }
        return CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Boolean> isThere(MailAttachment attachment) {
        return missing().thenApply(missing -> missing.stream().noneMatch(one -> one == attachment));
    }

    private CompletableFuture<List<ExchangeMessage.Attachment>> list() {
        return requests.request(client -> client.attachments(requests.mailbox(), messageId));
    }
}
