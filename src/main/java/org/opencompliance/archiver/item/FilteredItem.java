package org.opencompliance.archiver.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.item.encryption.Encryption;

/**
 * An item and the attachments that are left out of its import. Sizes are decoded bytes; the body counts in UTF-8. For one thread
 * at a time until the import copy is made.
 */
public final class FilteredItem {

    private static final int LONGEST_KEY_ID = 60;

    private final Item item;
    private final long sizeLimit;
    private final List<MailAttachment> kept;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<String, String> mailboxes = new HashMap<>();
    private long size;

    /**
     * @param item still open
     * @param sizeLimit in bytes, at least 1: for each attachment, and for the body and the kept attachments together
     */
    public FilteredItem(Item item, long sizeLimit) {
        if (sizeLimit < 1) {
            throw new IllegalArgumentException("The limit of an item's size is at least 1 byte");
        }
        this.item = item;
        this.sizeLimit = sizeLimit;
        this.kept = new ArrayList<>(item.mail().attachments());
        this.size = item.mail().body().content().getBytes(StandardCharsets.UTF_8).length
                + kept.stream().mapToLong(MailAttachment::size).sum();
    }

    /** Leaves one of its attachments out of the import. */
    public void leaveOut(MailAttachment attachment) {
        if (kept.removeIf(other -> other == attachment)) {
            leftOut.add(new LeftOut(attachment.name(), attachment.size(), attachment.sha256()));
            size -= attachment.size();
        }
    }

    /**
     * Leaves a mailbox out of the deliveries of the item.
     *
     * @param mailbox the object id of the user
     * @param reason as a route gave it
     */
    public void leaveOutMailbox(String mailbox, String reason) {
        mailboxes.put(mailbox, reason);
    }

    /** The object ids of the mailboxes that get no copy, each with the reason that a route gave. */
    public Map<String, String> leftOutMailboxes() {
        return Map.copyOf(mailboxes);
    }

    /** Leaves every attachment over the limit out of the import, as the size filter of the routes does. */
    public FilteredItem leaveOutOverLimit() {
        attachments().stream()
                .filter(attachment -> attachment.size() > sizeLimit)
                .forEach(this::leaveOut);
        return this;
    }

    public Item item() {
        return item;
    }

    /** Why an encrypted item is not in clear, for its dead letter; null for an item in clear. */
    public String encryptionDetail() {
        Encryption encryption = item.encryption();
        if (encryption == null || encryption.isDecrypted()) {
            return null;
        }
        String id = encryption.keyId();
        String key = id == null ? "a key without an id" : "the key " + (isPlain(id) ? id : "with an unusual id");
        return "The item is encrypted for " + key + "; parts that are not decrypted, because no key fits or they are"
                + " damaged: " + encryption.encrypted().size();
    }

    /** A header can have any text. */
    private static boolean isPlain(String id) {
        return id.length() <= LONGEST_KEY_ID
                && id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    }

    /** See {@link Item#isUndecrypted()}. */
    public boolean isUndecrypted() {
        return item.isUndecrypted();
    }

    /** All attachments of the item, in their order. */
    public List<MailAttachment> attachments() {
        return item.mail().attachments();
    }

    /** See {@link Item#participants()}. */
    public List<Participant> participants() {
        return item.participants();
    }

    /** See {@link Item#owner()}. */
    public Participant owner() {
        return item.owner();
    }

    public long sizeLimit() {
        return sizeLimit;
    }

    /** Bytes of the body and the kept attachments. */
    public long size() {
        return size;
    }

    /** The attachments to import, in their order. */
    public List<MailAttachment> kept() {
        return List.copyOf(kept);
    }

    /** The names of the attachments that are not imported. */
    public List<String> leftOutNames() {
        return leftOut.stream().map(LeftOut::name).toList();
    }

    /** The attachments that are not imported, in the order in which they were left out. */
    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
