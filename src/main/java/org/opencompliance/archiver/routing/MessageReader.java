package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.opencompliance.archiver.evidence.DeliveredMessage;
import org.opencompliance.archiver.evidence.Finding;
import org.opencompliance.archiver.evidence.Finding.Kind;
import org.opencompliance.archiver.evidence.ImportedMessages;
import org.opencompliance.archiver.exchange.MessageComparison;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConstants;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.item.copy.ImportCopy;
import org.opencompliance.archiver.item.copy.ItemProperties;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** Makes the message of an earlier import again from its original, to compare it with the mailbox. Thread-safe. */
public final class MessageReader {

    private final ObjectStore store;
    private final String connector;
    private final ItemParser parser;

    public MessageReader(ObjectStore store, String connector, ItemParser parser) {
        this.store = store;
        this.connector = connector;
        this.parser = parser;
    }

    /**
     * The message, and headers with its place and its identity; its temporary file is deleted when the exchange is done.
     *
     * @param content whether to compare body and attachments too
     * @throws OriginalAlteredException when the original is missing or not the stored one
     */
    public Mail prepare(Exchange exchange, DeliveredMessage delivered, boolean content)
            throws IOException, MalformedItemException {
        StagedItem staged = staged(delivered);
        Item item = item(staged, delivered);
        exchange.getExchangeExtension().addOnCompletion(new Closing(item));
        FilteredItem filtered = new FilteredItem(item, limit(item, delivered.leftOut())).leaveOutOverLimit();
        Message message = exchange.getMessage();
        message.setHeader(MicrosoftExchangeConstants.MAILBOX, delivered.mailbox());
        message.setHeader(MicrosoftExchangeConstants.ITEM_ID, staged.deliveryId());
        message.setHeader(MicrosoftExchangeConstants.MESSAGE_ID, delivered.message());
        message.setHeader(MicrosoftExchangeConstants.PROPERTIES, ItemProperties.of(item));
        message.setHeader(MicrosoftExchangeConstants.COMPARE_CONTENT, content);
        return delivered.fallbackFor() == null
                ? ImportCopy.of(filtered)
                : ImportCopy.forFallback(filtered, Positions.list(delivered.fallbackFor()));
    }

    private StagedItem staged(DeliveredMessage delivered) throws IOException {
        ObjectInfo original = store.info(delivered.name()).orElseThrow(() -> lost(delivered));
        return StagedItem.of(connector, original)
                .orElseThrow(() -> new IOException("The metadata of an original cannot be read"));
    }

    private Item item(StagedItem staged, DeliveredMessage delivered) throws IOException, MalformedItemException {
        ListedItem listed =
                new ListedItem(staged.id(), staged.type(), staged.archivedAt(), staged.size(), staged.sha256());
        try (InputStream original = store.open(delivered.name())) {
            return parser.parseAgain(original, listed, connector, delivered.encryption());
        } catch (NoSuchFileException e) {
            throw lost(delivered);
        }
    }

    private static OriginalAlteredException lost(DeliveredMessage delivered) {
        return OriginalAlteredException.missing(delivered.item());
    }

    /** A limit that leaves out as many attachments as the import did; the limit of that time is not in the ledger. */
    private static long limit(Item item, int leftOut) {
        List<Long> sizes = item.mail().attachments().stream()
                .map(MailAttachment::size)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (leftOut == 0) {
            return Long.MAX_VALUE;
        }
        return leftOut < sizes.size() ? Math.max(1, sizes.get(leftOut)) : 1;
    }

    /** The result of a comparison. */
    public Finding compared(DeliveredMessage delivered, MessageComparison found) {
        return ImportedMessages.finding(delivered, found);
    }

    /** The result for a message that could not be compared. */
    public Finding failed(DeliveredMessage delivered, Exception failure) {
        if (failure instanceof OriginalAlteredException altered) {
            boolean missing = altered.facts().containsKey("missing");
            Kind kind = missing ? Kind.ORIGINAL_MISSING : Kind.ORIGINAL_CHANGED;
            return delivered.finding(kind, missing ? null : altered.getMessage());
        }
        return delivered.finding(Kind.UNCHECKED, FailureText.describe(failure));
    }
}
