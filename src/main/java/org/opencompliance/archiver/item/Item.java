package org.opencompliance.archiver.item;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.item.journal.Unwrapped;

/**
 * A parsed archived message. Immutable and thread-safe. The caller of the parser closes it; its attachments cannot be
 * read afterwards.
 */
public final class Item implements Closeable {

    /** No chat network is older; an earlier date comes from a clock that was never set. */
    private static final Instant EARLIEST_SENT = Instant.parse("1990-01-01T00:00:00Z");
    /** The most time that a sent date may be after the archive date: clocks can be in other time zones. */
    private static final Duration LATEST_SENT = Duration.ofHours(24);

    private final ListedItem listed;
    private final String connector;
    private final String originalSha256;
    private final TeleMessageHeaders headers;
    private final People people;
    private final Mail mail;
    private final CpuBudget budget;
    private final Encryption encryption;

    /** @param reading the format of display names, the CPU budget, whose rest is for the import copy, and the encryption */
    Item(ListedItem listed, String connector, String originalSha256, Unwrapped unwrapped, Reading reading) {
        this.listed = listed;
        this.connector = connector;
        this.originalSha256 = originalSha256;
        this.headers = TeleMessageHeaders.of(unwrapped.mail().headers());
        this.people = People.of(unwrapped, headers.initiator(), reading.format());
        this.mail = unwrapped.mail();
        this.budget = reading.budget();
        this.encryption = reading.encryption();
    }

    /**
     * How an item is read.
     *
     * @param encryption null for an item that is not encrypted
     */
    record Reading(ParticipantFormat format, CpuBudget budget, Encryption encryption) {}

    /** Runs a step on the CPU budget of the item. */
    public <T> T spend(Supplier<T> work) throws MalformedItemException {
        try {
            return budget.spend(work::get);
        } catch (MailFormatException e) {
            throw MalformedItemException.of(listed, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Unexpected IOException of a supplier", e);
        }
    }

    /** The id in the listing. */
    public String id() {
        return listed.id();
    }

    public String connector() {
        return connector;
    }

    /** The type in the listing, else in the message header, else an empty text. */
    public String type() {
        boolean unlisted = listed.type().isBlank() && headers.messageType() != null;
        return unlisted ? headers.messageType() : listed.type();
    }

    /** The network of the message: from its header, else the connector. */
    public String network() {
        return headers.network() == null ? connector : headers.network();
    }

    public Instant archivedAt() {
        return listed.archivedAt();
    }

    /** The SHA-256 of the bytes that were parsed, in lower-case hexadecimal digits. */
    public String originalSha256() {
        return originalSha256;
    }

    public TeleMessageHeaders headers() {
        return headers;
    }

    /**
     * All people in the item, in its order: sender, To, Cc, the owner and the recipients of the envelope if no other field names them.
     * Each is there once per role.
     */
    public List<Participant> participants() {
        return people.all();
    }

    /**
     * The person at a position of the participants.
     *
     * @param position any other one is that of the owner, who can be no participant of the list
     * @return null when the item names no owner
     */
    public Participant person(int position) {
        List<Participant> all = people.all();
        return position >= 0 && position < all.size() ? all.get(position) : people.owner();
    }

    /** The participant that the item was archived for, or null when the item names none. */
    public Participant owner() {
        return people.owner();
    }

    /** How far an encrypted item is decrypted; null for an item that is not encrypted. */
    public Encryption encryption() {
        return encryption;
    }

    /** The label of the state of an encrypted item; null for an item that is not encrypted. */
    public String encryptionState() {
        return Encryption.label(encryption);
    }

    /** Whether the item is encrypted, and a part of it stays encrypted. */
    public boolean isUndecrypted() {
        return encryption != null && !encryption.isDecrypted();
    }

    /** The message as it was archived, without its envelope; the parts of an encrypted item are decrypted, as far as they can be. */
    public Mail mail() {
        return mail;
    }

    /** The sent date of the message if it is plausible, else the archive date. The received date is the same. */
    public Instant sent() {
        Instant date = mail.sent();
        boolean believable = date != null
                && !date.isBefore(EARLIEST_SENT)
                && !date.isAfter(listed.archivedAt().plus(LATEST_SENT));
        return believable ? date : listed.archivedAt();
    }

    /** Whether the message has an id that differs from the id in the listing, which can be that of the copy of its owner. */
    public boolean idMismatch() {
        String own = headers.archiveMessageId();
        String id = listed.id().strip();
        return own != null && !id.equals(own) && !id.equals(ItemId.ofCopy(own, headers.initiator()));
    }

    @Override
    public void close() throws IOException {
        mail.close();
    }
}
