package org.opencompliance.archiver.exchange.operation;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.client.GraphAnswer;
import org.opencompliance.archiver.exchange.client.UploadProgress;
import org.opencompliance.archiver.exchange.client.UploadSessionLostException;
import org.opencompliance.archiver.exchange.client.UploadSlice;
import org.opencompliance.archiver.exchange.client.UploadTarget;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * Uploads one large attachment in ordered slices, each from the offset that the service expects. A slice without a
 * response is sent once more. After a lost session, a new one starts from the first byte, unless the message has the
 * attachment already.
 */
final class AttachmentUpload {

    /** In bytes. Microsoft documents "up to 4 MB each time" for Outlook's sessions. */
    static final int SLICE = 4 * 1024 * 1024;

    private static final int SESSIONS = 3;

    private final MailboxRequests requests;
    private final String messageId;
    private final MailAttachment attachment;
    private final WriteFence fence;
    private final Function<MailAttachment, CompletableFuture<Boolean>> isThere;

    /**
     * @param isThere checks whether the message has the attachment
     */
    AttachmentUpload(
            MailboxRequests requests,
            String messageId,
            MailAttachment attachment,
            WriteFence fence,
            Function<MailAttachment, CompletableFuture<Boolean>> isThere) {
        this.requests = requests;
        this.messageId = messageId;
        this.attachment = attachment;
        this.fence = fence;
        this.isThere = isThere;
    }

    CompletableFuture<Void> start() {
        return session(SESSIONS - 1);
    }

    private CompletableFuture<Void> session(int more) {
        return requests.request(client -> client.openUpload(requests.mailbox(), messageId, attachment, fence))
                .thenCompose(session -> send(session, 0)
                        .exceptionallyCompose(e -> afterFailure(session, RequestFailures.cause(e), more)));
    }

    private CompletableFuture<Void> send(UploadTarget session, long offset) {
        int length = (int) Math.min(SLICE, attachment.size() - offset);
        UploadSlice slice = new UploadSlice(attachment, offset, length);
        return requests.request(length, client -> client.upload(session, slice, fence))
                .exceptionallyCompose(e -> onceMore(session, slice, RequestFailures.cause(e)))
                .thenCompose(progress -> next(session, slice, progress));
    }

    private CompletableFuture<Void> next(UploadTarget session, UploadSlice slice, UploadProgress progress) {
        if (progress.complete()) {
            return slice.last() ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(cutShort());
        }
        boolean within = progress.nextOffset() > slice.offset() && progress.nextOffset() <= slice.end();
        if (!within || slice.last()) {
            return CompletableFuture.failedFuture(new MicrosoftExchangeUnavailableException(
                    "Uploading an attachment makes no progress", ServiceFailure.NONE, Scope.REQUEST, true, null));
        }
        return send(session, progress.nextOffset());
    }

    /** Every retry would take the existing name for the complete attachment, so an operator must act. */
    private MicrosoftExchangeRejectedException cutShort() {
        return new MicrosoftExchangeRejectedException(
                "The mailbox took an attachment for complete before its last byte",
                ServiceFailure.NONE,
                "Delete message " + messageId + " from the mailbox and have the item imported again.");
    }

    /** Sends the same bytes to the same offset if the first request got no response. */
    private CompletableFuture<UploadProgress> onceMore(UploadTarget session, UploadSlice slice, Throwable failure) {
        boolean silent = failure instanceof MicrosoftExchangeUnavailableException e
                && e.isOutcomeUnknown()
                && !(e instanceof UploadSessionLostException);
        if (!silent) {
            return CompletableFuture.failedFuture(failure);
        }
        if (!slice.last()) {
            return requests.request(slice.length(), client -> client.upload(session, slice, fence));
        }
        // after the last slice the session ends and the attachment appears
        return isThere.apply(attachment)
                .thenCompose(there -> there
                        ? CompletableFuture.completedFuture(new UploadProgress(true, attachment.size()))
                        : requests.request(slice.length(), client -> client.upload(session, slice, fence)));
    }

    private CompletableFuture<Void> afterFailure(UploadTarget session, Throwable failure, int more) {
        boolean passing = failure instanceof MicrosoftExchangeUnavailableException e && e.isOutcomeUnknown();
        if (!passing) {
            return cancel(session).thenCompose(done -> CompletableFuture.failedFuture(failure));
        }
        return isThere.apply(attachment).thenCompose(there -> {
            if (there) {
                return CompletableFuture.completedFuture(null);
            }
            return cancel(session)
                    .thenCompose(done -> more > 0 ? session(more - 1) : CompletableFuture.failedFuture(failure));
        });
    }

    private CompletableFuture<Void> cancel(UploadTarget session) {
        return requests.request(client -> {
            client.cancel(session);
            return new GraphAnswer<Void>(null, requests.requestId());
        });
    }
}
