package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.AttachmentItem;
import com.microsoft.graph.models.AttachmentType;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * Upload sessions, one request at a time. Does not use the SDK's upload task: it never sends a last slice of one byte,
 * and after a failure it continues with the wrong bytes.
 */
final class GraphUploads {

    private final GraphTransport transport;

    GraphUploads(GraphTransport transport) {
        this.transport = transport;
    }

    GraphAnswer<UploadTarget> open(MessageItemRequestBuilder message, MailAttachment attachment, WriteFence fence) {
        AttachmentItem item = new AttachmentItem();
        item.setAttachmentType(AttachmentType.File);
        item.setName(attachment.name());
        item.setSize(attachment.size());
        item.setContentType(attachment.contentType());
        item.setIsInline(attachment.inline());
        item.setContentId(attachment.contentId());
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setAttachmentItem(item);
        Attempt attempt = new Attempt("Opening an upload", Attempt.Target.ATTACHMENT, fence);
        GraphAnswer<UploadSession> answer = transport.send(
                attempt,
                message.attachments().createUploadSession().toPostRequestInformation(body),
                UploadSession::createFromDiscriminatorValue);
        String url = answer.value() == null ? null : answer.value().getUploadUrl();
        if (url == null || !usable(url)) {
            throw unreadable(attempt, answer.requestId());
        }
        return new GraphAnswer<>(new UploadTarget(url), answer.requestId());
    }

    GraphAnswer<UploadProgress> send(UploadTarget session, UploadSlice slice, WriteFence fence) {
        Attempt attempt = new Attempt("Uploading an attachment", Attempt.Target.ATTACHMENT, fence);
        Request request = new Request.Builder()
                .url(session.url())
                .put(new SliceBody(slice))
                .header(
                        "Content-Range",
                        "bytes " + slice.offset() + "-" + (slice.end() - 1) + "/"
                                + slice.attachment().size())
                .build();
        try (Response response = transport.sendUpload(attempt, request)) {
            return new GraphAnswer<>(progress(attempt, response, slice.end()), GraphAnswers.requestId(response));
        }
    }

    private UploadProgress progress(Attempt attempt, Response response, long end) {
        if (response.code() == 201) {
            return new UploadProgress(true, end);
        }
        if (!response.isSuccessful()) {
            throw uploadRefusal(attempt, response);
        }
        try {
            UploadSession next = GraphAnswers.parse(response, UploadSession::createFromDiscriminatorValue);
            return new UploadProgress(false, next == null ? end : nextOffset(next.getNextExpectedRanges(), end));
        } catch (IOException | NumberFormatException e) {
            throw unreadable(attempt, GraphAnswers.requestId(response));
        }
    }

    /** Outlook returns the single next offset, {@code ["2097152"]}, where other services return ranges. */
    private static long nextOffset(List<String> ranges, long otherwise) {
        if (ranges == null || ranges.isEmpty()) {
            return otherwise;
        }
        String first = ranges.get(0);
        int dash = first.indexOf('-');
        return Long.parseLong(dash < 0 ? first : first.substring(0, dash));
    }

    /** A lost session has many statuses, and none of them concerns the message: scope REQUEST, and a new upload. */
    private MicrosoftExchangeException uploadRefusal(Attempt attempt, Response response) {
        switch (response.code()) {
            case 401, 403, 404, 410, 416:
                ServiceFailure failure = GraphAnswers.failure(response);
                return "ErrorQuotaExceeded".equals(failure.code())
                        ? GraphErrors.translate(attempt, failure, RetryAfter.DEFAULT)
                        : new UploadSessionLostException(attempt.what(), failure);
            default:
                return transport.refusal(attempt, response);
        }
    }

    void cancel(UploadTarget session) {
        Attempt attempt = new Attempt("Cancelling an upload", Attempt.Target.ATTACHMENT, WriteFence.OPEN);
        Request request = new Request.Builder().url(session.url()).delete().build();
        try (Response response = transport.sendUpload(attempt, request)) {
            response.code(); // any status: an abandoned session expires by itself
        } catch (MicrosoftExchangeException e) {
            // best effort
        }
    }

    /**
     * The URL comes from the service, but the content is confidential: TLS only, unless the service itself is local.
     */
    private boolean usable(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            return false;
        }
        URI home = URI.create(transport.graph().getRequestAdapter().getBaseUrl());
        return parsed.isHttps()
                || ("http".equals(home.getScheme()) && parsed.host().equals(home.getHost()));
    }

    private static MicrosoftExchangeUnavailableException unreadable(Attempt attempt, String requestId) {
        return new MicrosoftExchangeUnavailableException(
                attempt.what() + ": the answer lacks a required field",
                new ServiceFailure(200, "", requestId),
                Scope.REQUEST,
                true,
                null);
    }
}
