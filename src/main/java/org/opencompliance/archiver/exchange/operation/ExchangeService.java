package org.opencompliance.archiver.exchange.operation;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.client.ExchangeClient;
import org.opencompliance.archiver.exchange.lane.LaneName;
import org.opencompliance.archiver.exchange.lane.RequestLanes;

/**
 * The operations on one tenant. What is known of its mailboxes (folders, troubles, lanes) is shared by all that use it.
 * Safe for threads; the futures complete on the threads that carry out requests and want quick followers.
 */
public final class ExchangeService {

    private static final String DIRECTORY = "directory";
    /**
     * The directory answers quickly and limits by cost, not by requests at once; its turns are the mailboxes' as well.
     */
    private static final int DIRECTORY_WIDTH = 4;

    private final ExchangeClient client;
    private final RequestLanes lanes;
    private final Circuits circuits;
    private final ServiceMemory memory = ServiceMemory.of(InstantSource.system());
    private final String name;
    private final int mailboxWidth;

    /**
     * @param name tells this tenant's lanes from those of others
     * @param mailboxWidth how many requests may be under way for one mailbox
     */
    public ExchangeService(
            String name, ExchangeClient client, RequestLanes lanes, int mailboxWidth, Circuits circuits) {
        this.name = name;
        this.client = client;
        this.lanes = lanes;
        this.mailboxWidth = mailboxWidth;
        this.circuits = circuits;
    }

    public Circuits circuits() {
        return circuits;
    }

    /** Imports a message. Fails with a {@link org.opencompliance.archiver.exchange.MicrosoftExchangeException}. */
    public CompletableFuture<ImportedMessage> importMessage(ImportOrder order, ImportSettings settings) {
        return new MessageImport(order, settings, mailbox(order.mailbox()), memory).start();
    }

    /** The imported message of an item, of several the oldest, null when the mailbox has none. */
    public CompletableFuture<ExchangeMessage> findMessage(
            Wanted wanted, ImportSettings settings, MicrosoftExchangeLook look) {
        MicrosoftExchangeLook how =
                switch (look) {
                    case NONE, ONCE -> MicrosoftExchangeLook.ONCE;
                    case REPEATED, AWAIT -> MicrosoftExchangeLook.REPEATED;
                };
        return new MessageLook(mailbox(wanted.mailbox()), memory.folders(), wanted, settings, memory.clock())
                .look(how)
                .thenApply(found -> found.isEmpty() ? null : found.get(0));
    }

    /**
     * What the mailbox has of a message, with those of our properties that it carries.
     *
     * @param names further named properties to read
     */
    public CompletableFuture<ExchangeMessage> readMessage(
            String mailbox, String messageId, ImportSettings settings, Set<String> names) {
        Set<String> ids = new HashSet<>();
        ids.add(MessagePlanner.propertyId(settings.propertySet(), MessagePlanner.ITEM_ID_PROPERTY));
        ids.add(MessagePlanner.propertyId(settings.propertySet(), MessagePlanner.PARTS_PROPERTY));
        names.forEach(one -> ids.add(MessagePlanner.propertyId(settings.propertySet(), one)));
        return mailbox(mailbox).request(it -> it.message(mailbox, messageId, ids));
    }

    /** The user that has the address, null when nobody has. */
    public CompletableFuture<DirectoryUser> resolveUser(String address) {
        LaneName lane = new LaneName(name + " " + DIRECTORY, DIRECTORY_WIDTH);
        return new UserLookup(new MailboxRequests(client, lanes, circuits, DIRECTORY, lane)).find(address);
    }

    private MailboxRequests mailbox(String mailbox) {
        LaneName lane = new LaneName(name + " mailbox " + mailbox.toLowerCase(Locale.ROOT), mailboxWidth);
        return new MailboxRequests(client, lanes, circuits, mailbox, lane);
    }
}
