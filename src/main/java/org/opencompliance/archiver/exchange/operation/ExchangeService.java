package org.opencompliance.archiver.exchange.operation;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MessageComparison;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.ServiceFailure;
import org.opencompliance.archiver.exchange.client.ExchangeClient;
import org.opencompliance.archiver.exchange.lane.LaneName;
import org.opencompliance.archiver.exchange.lane.RequestLanes;

/**
 * The operations on one tenant. All users share the state of its mailboxes (folders, failures, lanes). Safe for
 * threads; the futures complete on the threads that run requests, so their continuations must be quick.
 */
public final class ExchangeService {

    private static final String DIRECTORY = "directory";
    /**
     * The directory responds quickly and limits by cost, not by concurrency; its lane takes turns with the mailboxes.
     */
    private static final int DIRECTORY_WIDTH = 8;
    /** The limit for one lookup, so that one with thousands of addresses leaves capacity for others. */
    private static final int LOOKUP_WIDTH = 6;

    private final ExchangeClient client;
    private final RequestLanes lanes;
    private final CircuitBreakers circuits;
    private final ServiceMemory memory;
    private final String name;
    private final MailboxLimits limits;

    /**
     * @param name distinguishes this tenant's lanes from those of others
     */
    public ExchangeService(
            String name, ExchangeClient client, RequestLanes lanes, MailboxLimits limits, CircuitBreakers circuits) {
        this.name = name;
        this.client = client;
        this.lanes = lanes;
        this.limits = limits;
        this.circuits = circuits;
        this.memory = ServiceMemory.of(limits.looks(), InstantSource.system());
    }

    public CircuitBreakers circuits() {
        return circuits;
    }

    /** Imports a message. Fails with a {@link org.opencompliance.archiver.exchange.MicrosoftExchangeException}. */
    public CompletableFuture<ImportedMessage> importMessage(ImportOrder order, ImportSettings settings) {
        return new MessageImport(order, settings, mailbox(order.mailbox()), memory).start();
    }

    /** The imported message of an item, the oldest if there are several, null if the mailbox has none. */
    public CompletableFuture<ExchangeMessage> findMessage(
            Wanted wanted, ImportSettings settings, MicrosoftExchangeLook look) {
        MicrosoftExchangeLook how =
                switch (look) {
                    case NONE, ONCE -> MicrosoftExchangeLook.ONCE;
                    case REPEATED, AWAIT -> MicrosoftExchangeLook.REPEATED;
                };
        return new MessageLook(mailbox(wanted.mailbox()).patient(), memory, wanted, settings)
                .look(how)
                .thenApply(found -> found.isEmpty() ? null : found.get(0));
    }

    /**
     * Reads a message from the mailbox, with the named properties of the archiver.
     *
     * @param names further named properties to read
     */
    public CompletableFuture<ExchangeMessage> readMessage(
            String mailbox, String messageId, ImportSettings settings, Set<String> names) {
        Set<String> ids = new HashSet<>();
        ids.add(MessagePlanner.propertyId(settings.propertySet(), MessagePlanner.ITEM_ID_PROPERTY));
        ids.add(MessagePlanner.propertyId(settings.propertySet(), MessagePlanner.PARTS_PROPERTY));
        names.forEach(one -> ids.add(MessagePlanner.propertyId(settings.propertySet(), one)));
        return mailbox(mailbox).patient().request(it -> it.message(mailbox, messageId, ids));
    }

    /** Compares a message in the mailbox with the one that {@link #importMessage} makes of the same mail. */
    public CompletableFuture<MessageComparison> verifyMessage(VerifyOrder order, ImportSettings settings) {
        MailboxRequests requests = mailbox(order.planned().mailbox()).patient();
        return new MessageVerification(order, settings, requests, memory.folders()).start();
    }

    /**
     * The user that has the address, a member before a guest; null if there is none. Fails with a {@link
     * MicrosoftExchangeRejectedException} if several members have the address: the archiver does not choose between
     * them.
     */
    public CompletableFuture<DirectoryUser> resolveUser(String address) {
        return resolveUsers(List.of(address)).thenApply(answers -> only(answers.get(0)));
    }

    /** The users of each address, in the order of the addresses; one request looks up several. */
    public CompletableFuture<List<DirectoryAnswer>> resolveUsers(List<String> addresses) {
        return new UserLookup(directory(), LOOKUP_WIDTH).find(addresses);
    }

    /**
     * Those of the groups that the user is a member of, directly or through other groups. Fails if the directory does not have one of
     * the others, so that no wrong id looks like a group without members. An answer without one of the groups counts only if the
     * directory had that group before and after it: a group can be restored or deleted between two requests.
     *
     * @param groups object ids, at most {@value ExchangeClient#MOST_GROUPS}
     */
    public CompletableFuture<List<String>> checkMemberGroups(String user, List<String> groups) {
        if (groups.isEmpty() || groups.size() > ExchangeClient.MOST_GROUPS) {
            throw new IllegalArgumentException(
                    "checkMemberGroups takes 1 to " + ExchangeClient.MOST_GROUPS + " group ids");
        }
        MailboxRequests requests = directory();
        return memberGroups(requests, user, groups)
                .thenCompose(found -> others(groups, found).isEmpty()
                        ? CompletableFuture.completedFuture(found)
                        : memberGroups(requests, user, groups));
    }

    /** The groups with the user as a member; fails if the directory does not have one of the others after that. */
    private static CompletableFuture<List<String>> memberGroups(
            MailboxRequests requests, String user, List<String> groups) {
        return requests.request(client -> client.memberGroups(user, groups)).thenCompose(found -> {
            CompletableFuture<?>[] others = others(groups, found).stream()
                    .map(group -> requests.request(client -> client.group(group)))
                    .toArray(CompletableFuture[]::new);
            return CompletableFuture.allOf(others).thenApply(done -> found);
        });
    }

    private static List<String> others(List<String> groups, List<String> found) {
        return groups.stream()
                .filter(group -> found.stream().noneMatch(group::equalsIgnoreCase))
                .toList();
    }

    private MailboxRequests directory() {
        LaneName lane = new LaneName(name + " " + DIRECTORY, DIRECTORY_WIDTH);
        return new MailboxRequests(client, lanes, circuits, DIRECTORY, lane).patient();
    }

    private static DirectoryUser only(DirectoryAnswer answer) {
        if (answer.ambiguous()) {
            throw new MicrosoftExchangeRejectedException(
                    answer.members().size() + " users of the directory have the address",
                    ServiceFailure.NONE,
                    "Leave the address with one user, or map to the object id of the right one.");
        }
        boolean guest = answer.member() == null && !answer.matches().isEmpty();
        return guest ? answer.matches().get(0).user() : answer.member();
    }

    private MailboxRequests mailbox(String mailbox) {
        LaneName lane = new LaneName(name + " mailbox " + mailbox.toLowerCase(Locale.ROOT), limits.requests());
        return new MailboxRequests(client, lanes, circuits, mailbox, lane);
    }
}
