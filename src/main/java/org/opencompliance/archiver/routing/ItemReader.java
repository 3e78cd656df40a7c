package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.opencompliance.archiver.delivery.ImportAttempt;
import org.opencompliance.archiver.delivery.WorkRecord;
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
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Reads staged items and builds the messages to import. Thread-safe. */
public final class ItemReader {

    private final ItemParser parser;
    private final Sizes sizes;

    public ItemReader(ItemParser parser, Sizes sizes) {
        this.parser = parser;
        this.sizes = sizes;
    }

    /**
     * Parses an original and compares it with its record; its temporary file is deleted when the exchange is done.
     *
     * @return the item with all its attachments; the limit of its plan applies once a plan exists
     * @throws OriginalAlteredException when they differ, or the metadata and the work record have different hashes
     */
    public FilteredItem read(Exchange exchange, InputStream original, WorkOrder order, ImportAttempt attempt)
            throws IOException, MalformedItemException {
        StagedItem staged = order.item();
        ListedItem listed =
                new ListedItem(staged.id(), staged.type(), staged.archivedAt(), staged.size(), staged.sha256());
        try (original) {
            requireAsRecorded(staged, attempt.record());
            Item item = parse(original, listed, attempt);
            exchange.getExchangeExtension().addOnCompletion(new Closing(item));
            attempt.encryption(Encryption.label(item.encryption()));
            return new FilteredItem(item, sizeLimit(attempt));
        }
    }

    private Item parse(InputStream original, ListedItem listed, ImportAttempt attempt)
            throws IOException, MalformedItemException {
        String connector = attempt.item().connector();
        WorkRecord record = attempt.record();
        // all mailboxes get the same content, and a message that was begun gets the rest of the same
        return record == null || record.deliveries().isEmpty()
                ? parser.parse(original, listed, connector)
                : parser.parseAgain(original, listed, connector, record.plan().encryption());
    }

    private long sizeLimit(ImportAttempt attempt) {
        return attempt.isPlanned() ? attempt.record().plan().sizeLimit() : sizes.sizeLimit();
    }

    private static void requireAsRecorded(StagedItem staged, WorkRecord record) throws OriginalAlteredException {
        if (record != null && !record.item().sha256().equalsIgnoreCase(staged.sha256())) {
            throw OriginalAlteredException.contradicted(
                    staged.id(), staged.sha256(), record.item().sha256());
        }
    }

    /** Leaves an attachment out of the import. */
    public void leaveOut(FilteredItem filtered, MailAttachment attachment) {
        filtered.leaveOut(attachment);
    }

    /**
     * Leaves a mailbox out of the deliveries of the item.
     *
     * @param reason counted in ledger, report and metrics
     */
    public void leaveOutMailbox(FilteredItem filtered, PlannedMailbox mailbox, String reason) {
        filtered.leaveOutMailbox(mailbox.mailboxId(), reason);
    }

    /**
     * The message to import: the original below a banner.
     *
     * @throws MalformedItemException when the item has used up its CPU time
     */
    public Mail importCopy(FilteredItem filtered) throws MalformedItemException {
        return ImportCopy.of(filtered);
    }

    /**
     * Sets headers for the target mailbox, the message data, the search for an earlier copy and the write deadline.
     *
     * @return the message to import; the banner in the fallback mailbox names the people without a mailbox
     * @throws MalformedItemException when the item has used up its CPU time
     */
    public Mail address(Exchange exchange, ImportAttempt attempt, Delivery delivery, FilteredItem filtered, Mail mail)
            throws MalformedItemException {
        Message message = exchange.getMessage();
        message.setHeader(MicrosoftExchangeConstants.MAILBOX, delivery.mailbox());
        message.setHeader(MicrosoftExchangeConstants.ITEM_ID, attempt.item().deliveryId());
        message.setHeader(MicrosoftExchangeConstants.PROPERTIES, ItemProperties.of(filtered.item()));
        message.setHeader(MicrosoftExchangeConstants.LOOK, attempt.look(delivery.mailbox()));
        message.setHeader(MicrosoftExchangeConstants.LOOK_SINCE, attempt.doubtedAt(delivery.mailbox()));
        message.setHeader(MicrosoftExchangeConstants.FENCE, attempt);
        return delivery.isFallback() ? ImportCopy.forFallback(filtered, delivery.participants()) : mail;
    }
}
