package org.opencompliance.archiver.item;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailHeader;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.exchange.mail.ParsedMail;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.item.encryption.ItemDecryption;
import org.opencompliance.archiver.item.journal.Unwrapped;

/** Parses originals into items. Immutable and thread-safe. */
public final class ItemParser {

    /** The form of a field name; an error page delivered as an item has no such field. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final MailParser mails;
    private final Duration cpuLimit;
    private final ParticipantFormat format;
    private final DecryptionKeys keys;
    private final boolean journal;

    /** A parser that reads display names in their usual format, and decrypts nothing. */
    public ItemParser(MailParser mails, Duration cpuLimit) {
        this(mails, cpuLimit, ParticipantFormat.DEFAULT);
    }

    /** A parser that decrypts nothing. */
    public ItemParser(MailParser mails, Duration cpuLimit, ParticipantFormat format) {
        this(mails, cpuLimit, format, DecryptionKeys.NONE);
    }

    /** A parser for which nothing is a journal report. */
    public ItemParser(MailParser mails, Duration cpuLimit, ParticipantFormat format, DecryptionKeys keys) {
        this(mails, cpuLimit, format, keys, false);
    }

    /**
     * @param cpuLimit the most CPU time for parsing an item and making its copy
     * @param format of the display names of participants
     * @param keys decrypt the parts of encrypted items
     * @param journal whether the item of a journal report is the mail in it; anyone who can send a mail can forge a report
     */
    public ItemParser(
            MailParser mails, Duration cpuLimit, ParticipantFormat format, DecryptionKeys keys, boolean journal) {
        this.journal = journal;
        this.keys = Objects.requireNonNull(keys, "keys");
        this.format = Objects.requireNonNull(format, "format");
        this.mails = Objects.requireNonNull(mails, "mails");
        this.cpuLimit = Objects.requireNonNull(cpuLimit, "cpuLimit");
    }

    /**
     * Reads the original to its end; the caller closes the stream and the item. The item of a journal report is the mail in it, if
     * journal reports are expected.
     *
     * @param listed the record of the item; its size and SHA-256, if known, must be those of the original
     * @throws OriginalAlteredException when they differ, even if the bytes are not a message
     * @throws MalformedItemException when the bytes are not a message: no bytes, no header, or over a limit,
     * including the CPU time
     * @throws IOException when the bytes cannot be read, or the temporary file cannot be written
     */
    public Item parse(InputStream original, ListedItem listed, String connector)
            throws IOException, MalformedItemException {
        return parse(original, listed, connector, keys);
    }

    /**
     * Reads an original again as an import or a plan read it, whatever keys there are now.
     *
     * @param earlier the label of the state at that time; null when the item was not encrypted
     * @throws DecryptionKeyMissingException when the item was decrypted and cannot be now
     */
    public Item parseAgain(InputStream original, ListedItem listed, String connector, String earlier)
            throws IOException, MalformedItemException {
        boolean closed = Encryption.State.NOT_DECRYPTED.label().equals(earlier);
        Item item = parse(original, listed, connector, closed ? DecryptionKeys.NONE : keys);
        if (earlier != null && !earlier.equals(item.encryptionState())) {
            item.close();
            throw new DecryptionKeyMissingException(listed.id(), item.encryption());
        }
        return item;
    }

    private Item parse(InputStream original, ListedItem listed, String connector, DecryptionKeys used)
            throws IOException, MalformedItemException {
        CpuBudget budget = CpuBudget.of(cpuLimit);
        MeasuredOriginal measured = new MeasuredOriginal(original, listed);
        try {
            return budget.spend(() -> {
                ItemDecryption outer = used.forItem();
                ParsedMail whole = mails.parse(measured, outer);
                return item(whole, () -> {
                    String sha256 = measured.verified();
                    requireHeader(whole);
                    ItemDecryption inner = used.forItem();
                    Unwrapped unwrapped = unwrapped(whole, inner);
                    Encryption encryption = outer.result().or(inner::result).orElse(null);
                    Item.Reading reading = new Item.Reading(format, budget, encryption);
                    return item(unwrapped, () -> new Item(listed, connector, sha256, unwrapped, reading));
                });
            });
        } catch (MailFormatException e) {
            measured.verified();
            throw MalformedItemException.of(listed, e);
        }
    }

    private Unwrapped unwrapped(ParsedMail whole, ItemDecryption used) throws IOException, MailFormatException {
        return journal
                ? Unwrapped.of(whole, message -> mails.parse(message, used), TeleMessageHeaders::isOne)
                : Unwrapped.none(whole);
    }

    private static void requireHeader(ParsedMail mail) throws MailFormatException {
        if (mail.headers().stream().noneMatch(ItemParser::isOfMail)) {
            throw new MailFormatException("It has no header, so it is no message");
        }
    }

    /** Closes the mail unless it becomes an item. */
    private static Item item(Closeable mail, CpuBudget.Work<Item> maker) throws IOException, MailFormatException {
        boolean made = false;
        try {
            Item item = maker.run();
            made = true;
            return item;
        } finally {
            if (!made) {
                mail.close();
            }
        }
    }

    private static boolean isOfMail(MailHeader field) {
        return FIELD_NAME.matcher(CpuBudget.watched(field.name())).matches();
    }
}
