package org.opencompliance.archiver.item.copy;

import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;
import org.opencompliance.archiver.exchange.mail.StorableText;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.MalformedItemException;

/**
 * The mail to import for an item: the original message below a banner with its origin and the omitted attachments.
 * All people have addresses that a mailbox server accepts. Characters that a mailbox server cannot store are
 * replaced. Valid while its item is open; shares the attachments of the item.
 */
public final class ImportCopy implements Mail {

    /** Without a sender, the target would show the owner of the mailbox as the author. */
    private static final MailAddress UNKNOWN_SENDER = new MailAddress("Unknown sender", "unknown@wechat.invalid");

    private final Mail original;
    private final Instant sent;
    private final MailBody body;
    private final List<MailAttachment> attachments;
    private final List<MailAddress> to;
    private final List<MailAddress> cc;
    private final List<MailAddress> bcc;
    private final List<MailAddress> replyTo;

    private ImportCopy(FilteredItem filtered, List<Integer> withoutMailbox) {
        this.original = filtered.item().mail();
        this.sent = filtered.item().sent();
        this.body = withBanner(original.body(), new Banner(filtered, withoutMailbox));
        this.attachments = filtered.kept();
        this.to = reachable(original.to());
        this.cc = reachable(original.cc());
        this.bcc = reachable(original.bcc());
        this.replyTo = reachable(original.replyTo());
    }

    /** @throws MalformedItemException when the item has used up its CPU time */
    public static ImportCopy of(FilteredItem filtered) throws MalformedItemException {
        return forFallback(filtered, null);
    }

    /**
     * The copy for the fallback mailbox; its banner names the people without a mailbox.
     *
     * @param withoutMailbox their positions in the item; another position stands for the owner; null for another mailbox
     * @throws MalformedItemException when the item has used up its CPU time
     */
    public static ImportCopy forFallback(FilteredItem filtered, List<Integer> withoutMailbox)
            throws MalformedItemException {
        return filtered.item().spend(() -> new ImportCopy(filtered, withoutMailbox));
    }

    private static MailBody withBanner(MailBody body, Banner banner) {
        String content = StorableText.of(body.content());
        if (!body.html()) {
            return new MailBody(false, banner.text() + content);
        }
        return new MailBody(true, BannerGuard.place(content, banner.html()));
    }

    private static List<MailAddress> reachable(List<MailAddress> mailboxes) {
        return mailboxes.stream().map(TargetAddress::of).toList();
    }

    @Override
    public String subject() {
        return original.subject();
    }

    /** Never null. */
    @Override
    public MailAddress from() {
        return original.from() == null ? UNKNOWN_SENDER : TargetAddress.of(original.from());
    }

    @Override
    public MailAddress sender() {
        return original.sender() == null ? null : TargetAddress.of(original.sender());
    }

    @Override
    public List<MailAddress> to() {
        return to;
    }

    @Override
    public List<MailAddress> cc() {
        return cc;
    }

    @Override
    public List<MailAddress> bcc() {
        return bcc;
    }

    @Override
    public List<MailAddress> replyTo() {
        return replyTo;
    }

    /** Never null: {@link Item#sent()}. */
    @Override
    public Instant sent() {
        return sent;
    }

    /** The same as {@link #sent()}. */
    @Override
    public Instant received() {
        return sent;
    }

    @Override
    public String messageId() {
        return original.messageId();
    }

    @Override
    public MailBody body() {
        return body;
    }

    @Override
    public List<MailAttachment> attachments() {
        return attachments;
    }

    /** Does nothing: the caller of the parser closes the item. */
    @Override
    public void close() {}
}
