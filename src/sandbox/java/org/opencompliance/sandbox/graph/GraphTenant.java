package org.opencompliance.sandbox.graph;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.http.RecordedRequest;

/**
 * A Microsoft 365 tenant behind Microsoft Graph v1.0, as far as an archiver needs it and stricter than the real one
 * where its documents leave room. It takes any token or none until it is told to require them.
 *
 * <p>A mailbox is named by the user's object id or user principal name. Safe to share between threads. Serves until
 * it is closed, and forgets everything then.
 */
public final class GraphTenant implements AutoCloseable {

    private final TenantServer server;

    private GraphTenant(TenantServer server) {
        this.server = server;
    }

    /**
     * Starts a tenant without users.
     *
     * @param clock for the {@code Date} header, the times of messages without any of their own, and expiry
     * @param seed for faults with a probability
     */
    public static GraphTenant start(Clock clock, long seed) {
        return new GraphTenant(new TenantServer(clock, seed));
    }

    /** The base address for clients, which ends in {@code /v1.0}. */
    public URI url() {
        return server.uri().resolve("/v1.0");
    }

    /** Where a person can look round with a browser. */
    public URI viewUrl() {
        return server.uri().resolve("/");
    }

    /** Adds a user, or changes the one with the same id. */
    public void add(TenantUser user) {
        server.add(user);
    }

    public void addAll(Collection<TenantUser> users) {
        users.forEach(this::add);
    }

    /** Takes a user out of the directory; the mailbox comes back with the user. */
    public void remove(String userId) {
        server.directory().remove(userId);
    }

    public void inject(Fault fault) {
        server.faults().add(fault);
    }

    public void clearFaults() {
        server.faults().clear();
    }

    /** How often each kind of fault struck. */
    public Map<String, Long> faultsStruck() {
        return server.faults().struck();
    }

    /** Keeps the next answer of this operation waiting, after the work is done, until it is released. */
    public Hold hold(GraphOperation operation) {
        Hold hold = new Hold();
        inject(Fault.held(hold, true).on(operation));
        return hold;
    }

    /** Keeps the next request of this operation waiting, before the work is done, until it is released. */
    public Hold holdBefore(GraphOperation operation) {
        Hold hold = new Hold();
        inject(Fault.held(hold, false).on(operation));
        return hold;
    }

    /** Lets in only requests whose bearer token this accepts; uploads carry none and stay as they are. */
    public void requireTokens(Predicate<String> accepted) {
        server.requireTokens(accepted);
    }

    /** Answers with names in PascalCase from now on, as the cloud of China does. */
    public void answerInPascalCase() {
        server.pascalCase();
    }

    /**
     * Takes attachments of other sizes than documented, which are 3 MB for both.
     *
     * @param postedBelow so many bytes are too many for a request
     * @param sessionsFrom fewer bytes are too few for an upload session
     */
    public void attachmentBorder(long postedBelow, long sessionsFrom) {
        server.attachmentBorder(postedBelow, sessionsFrom);
    }

    /** The most a message of this mailbox may have, in bytes; 35 MB at first. */
    public void messageSizeLimit(String mailbox, long bytes) {
        server.mailbox(mailbox).sizeLimit(bytes);
    }

    /** Ends all upload sessions, as time does. */
    public void expireUploadSessions() {
        server.sessions().expire();
    }

    /** The owner of a mailbox, who can move and delete things. */
    public MailboxUser as(String mailbox) {
        return new MailboxUser(server.mailbox(mailbox));
    }

    /** The users that have a mailbox. */
    public List<TenantUser> mailboxes() {
        return server.directory().all().stream().filter(TenantUser::mailbox).toList();
    }

    public List<FolderRecord> folders(String mailbox) {
        return server.mailbox(mailbox).folders();
    }

    /** All messages of a mailbox in the order of their creation. */
    public List<MessageRecord> messages(String mailbox) {
        return server.mailbox(mailbox).records();
    }

    /** The messages of a mailbox in all folders of this name, in the order of their creation. */
    public List<MessageRecord> messages(String mailbox, String folderName) {
        return messages(mailbox).stream()
                .filter(message -> message.folder().equals(folderName))
                .toList();
    }

    /** The most requests that were under way at once for a mailbox. */
    public int maxInFlight(String mailbox) {
        return server.inFlight().most(server.mailbox(mailbox).user().id());
    }

    /** Every request to Graph and to the upload address, in the order of the answers. */
    public List<RecordedRequest> requests() {
        return server.log().all();
    }

    /** How many requests of this operation were answered, in whatever way. */
    public long requests(GraphOperation operation) {
        return server.log().count(operation);
    }

    /** The listener is called by the request's thread before the answer goes out, with the whole body. */
    public void onRequest(Consumer<RecordedRequest> listener) {
        server.log().tell(listener);
    }

    @Override
    public void close() {
        server.close();
    }
}
