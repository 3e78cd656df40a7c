package org.opencompliance.sandbox.graph;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.http.RecordedRequest;

/**
 * The parts of a Microsoft 365 tenant and Microsoft Graph v1.0 that an archiver needs, stricter than the real service
 * where its documentation is ambiguous. By default it accepts any token or none.
 *
 * <p>The user's object id or user principal name identifies a mailbox. Thread-safe. Serves until it is closed, and
 * keeps no data after that.
 */
public final class GraphTenant implements AutoCloseable {

    private final TenantServer server;

    private GraphTenant(TenantServer server) {
        this.server = server;
    }

    /**
     * Starts a tenant without users.
     *
     * @param clock for the {@code Date} header, the default times of messages, and expiry
     * @param seed for faults with a probability
     */
    public static GraphTenant start(Clock clock, long seed) {
        return new GraphTenant(new TenantServer(clock, seed));
    }

    /** The base address for clients, which ends in {@code /v1.0}. */
    public URI url() {
        return server.uri().resolve("/v1.0");
    }

    /** The address of the web pages for a browser. */
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

    /** Removes a user from the directory; the mailbox returns when the user is added again. */
    public void remove(String userId) {
        server.directory().remove(userId);
    }

    /** Adds a group with the ids of its members, or replaces it. */
    public void group(String id, Set<String> members) {
        server.directory().group(id, members);
    }

    public void removeGroup(String id) {
        server.directory().removeGroup(id);
    }

    public void inject(Fault fault) {
        server.faults().add(fault);
    }

    public void clearFaults() {
        server.faults().clear();
    }

    /** Number of applied faults per kind. */
    public Map<String, Long> faultsStruck() {
        return server.faults().struck();
    }

    /** Blocks the next response of this operation, after its execution, until it is released. */
    public Hold hold(GraphOperation operation) {
        Hold hold = new Hold();
        inject(Fault.held(hold, true).on(operation));
        return hold;
    }

    /** Blocks the next request of this operation, before its execution, until it is released. */
    public Hold holdBefore(GraphOperation operation) {
        Hold hold = new Hold();
        inject(Fault.held(hold, false).on(operation));
        return hold;
    }

    /** Requires a bearer token that this accepts; uploads carry none and remain permitted. */
    public void requireTokens(Predicate<String> accepted) {
        server.requireTokens(accepted);
    }

    /** Responds with names in PascalCase from now on, as the cloud of China does. */
    public void answerInPascalCase() {
        server.pascalCase();
    }

    /**
     * Sets other size limits for attachments than the documented 3 MB for both.
     *
     * @param postedBelow size in bytes from which a request is rejected
     * @param sessionsFrom minimum size in bytes for an upload session
     */
    public void attachmentBorder(long postedBelow, long sessionsFrom) {
        server.attachmentBorder(postedBelow, sessionsFrom);
    }

    /** Sets the maximum message size of this mailbox, in bytes; 35 MB by default. */
    public void messageSizeLimit(String mailbox, long bytes) {
        server.mailbox(mailbox).sizeLimit(bytes);
    }

    /** Expires all upload sessions. */
    public void expireUploadSessions() {
        server.sessions().expire();
    }

    /** The owner of a mailbox, for moves and deletions. */
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

    /** Maximum number of concurrent requests for a mailbox so far. */
    public int maxInFlight(String mailbox) {
        return server.inFlight().most(server.mailbox(mailbox).user().id());
    }

    /** All requests to Graph and to the upload address, in the order of the responses. */
    public List<RecordedRequest> requests() {
        return server.log().all();
    }

    /** Number of answered requests of this operation, with any status. */
    public long requests(GraphOperation operation) {
        return server.log().count(operation);
    }

    /** Adds a listener. The thread of the request calls it before the response, with the complete body. */
    public void onRequest(Consumer<RecordedRequest> listener) {
        server.log().tell(listener);
    }

    @Override
    public void close() {
        server.close();
    }
}
