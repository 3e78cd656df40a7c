package org.opencompliance.archiver.routing.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.mail.MailLook;
import org.opencompliance.archiver.collect.mail.MailPlace;
import org.opencompliance.archiver.collect.mail.MailRecords;
import org.opencompliance.archiver.collect.mail.MailUnreadableException;
import org.opencompliance.archiver.collect.mail.SourceMail;

/** A mailbox of an IMAP server. Asks for the mails behind the last recorded UID, never for the whole mailbox. Thread-safe. */
public final class ImapMailbox implements MailPlace {

    /** The server searches by whole days in its own time zone. */
    private static final Duration ABOUT = Duration.ofDays(2);

    private final ImapAccess access;
    private final boolean sizeExact;
    private IMAPFolder folder;

    /** @param sizeExact whether a mail with fewer bytes than the server announces is cut off; else the size is an estimate */
    ImapMailbox(ImapAccess access, boolean sizeExact) {
        this.access = access;
        this.sizeExact = sizeExact;
    }

    /** A request to the open mailbox. */
    @FunctionalInterface
    private interface Request<T> {
        T of(IMAPFolder folder) throws MessagingException, IOException;
    }

    private synchronized <T> T ask(Request<T> request) throws IOException {
        try {
            if (folder == null || !folder.isOpen()) {
                close();
                folder = access.open();
            }
            return request.of(folder);
        } catch (MessagingException e) {
            close();
            throw MailServerException.of(e);
        }
    }

    @Override
    public MailLook look() throws IOException {
        return new MailLook(ask(IMAPFolder::getMessageCount), 0, 0, "mailbox");
    }

    @Override
    public List<SourceMail> news(MailRecords records, int most) throws IOException {
        return ask(open -> {
            MailRecords.Newest newest = records.newest(group(open), next(open));
            Set<Long> uids = new TreeSet<>(newest.again());
            for (Message mail : open.getMessagesByUID(newest.from(), UIDFolder.LASTUID)) {
                long uid = mail == null ? 0 : open.getUID(mail);
                // a server gives its last mail even if its UID is lower than asked for
                if (uid >= newest.from() && !newest.done().contains(uid)) {
                    uids.add(uid);
                }
            }
            List<SourceMail> news = mails(open, uids.stream().limit(most + 1L).toList());
            return news.stream()
                    .map(mail -> newest.again().contains(mail.number()) ? mail.known(true) : mail)
                    .toList();
        });
    }

    @Override
    public List<SourceMail> of(Window range, MailRecords records) throws IOException {
        return ask(open -> {
            Set<Long> uids = new TreeSet<>();
            for (Message mail : open.search(about(range))) {
                uids.add(open.getUID(mail));
            }
            Set<Long> asked = records.askedBy(range, group(open));
            uids.addAll(asked);
            return mails(open, uids).stream()
                    .filter(mail -> asked.contains(mail.number()) || mail.arrivedIn(range))
                    .toList();
        });
    }

    private static SearchTerm about(Window range) {
        return new AndTerm(
                new ReceivedDateTerm(ComparisonTerm.GE, Date.from(range.from().minus(ABOUT))),
                new ReceivedDateTerm(ComparisonTerm.LT, Date.from(range.to().plus(ABOUT))));
    }

    private static String group(IMAPFolder open) throws MessagingException {
        return "uid-" + open.getUIDValidity();
    }

    /** The UIDNEXT; the greatest number if the server does not say. */
    private static long next(IMAPFolder open) throws MessagingException {
        long next = open.getUIDNext();
        return next > 0 ? next : Long.MAX_VALUE;
    }

    /** The facts of mails, asked for at once. */
    private static List<SourceMail> mails(IMAPFolder open, Collection<Long> uids) throws MessagingException {
        long[] numbers = uids.stream().mapToLong(Long::longValue).toArray();
        Message[] found = numbers.length == 0 ? new Message[0] : open.getMessagesByUID(numbers);
        List<Message> there = new ArrayList<>();
        for (Message mail : found) {
            if (mail != null) {
                there.add(mail);
            }
        }
        FetchProfile facts = new FetchProfile();
        facts.add(FetchProfile.Item.SIZE);
        facts.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        facts.add(UIDFolder.FetchProfileItem.UID);
        open.fetch(there.toArray(new Message[0]), facts);
        List<SourceMail> mails = new ArrayList<>();
        for (Message mail : there) {
            Date arrived = mail.getReceivedDate();
            long uid = open.getUID(mail);
            mails.add(new SourceMail(
                    group(open),
                    Long.toString(uid),
                    uid,
                    "",
                    mail.getSize(),
                    arrived == null ? Instant.EPOCH : arrived.toInstant(),
                    true,
                    false));
        }
        return mails;
    }

    @Override
    public InputStream open(SourceMail mail) throws IOException {
        return ask(open -> {
            if (!group(open).equals(mail.group())) {
                throw MailServerException.renumbered();
            }
            Message found = open.getMessageByUID(mail.number());
            if (found == null) {
                throw unreadable(new MessageRemovedException(), true);
            }
            return content((IMAPMessage) found, sizeExact ? mail.size() : 0);
        });
    }

    private InputStream content(IMAPMessage mail, long announced) throws MessagingException, IOException {
        mail.setPeek(true);
        try {
            return new ImapContent(this, mail, announced, mail.getMimeStream());
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException e) {
            throw unreadable(e, e instanceof MessageRemovedException);
        }
    }

    static MailUnreadableException unreadable(Exception failure, boolean gone) {
        return new MailUnreadableException("The mail server does not return the mail", gone, failure);
    }

    synchronized boolean isConnected() {
        return folder != null && folder.isOpen() && folder.getStore().isConnected();
    }

    /** The mails of a server never change; one that is cut off is unreadable. */
    @Override
    public boolean isUnchanged(SourceMail mail, long bytes) {
        return true;
    }

    @Override
    public synchronized void close() throws IOException {
        if (folder == null) {
            return;
        }
        Store store = folder.getStore();
        folder = null;
        try {
            store.close();
        } catch (MessagingException e) {
            throw MailServerException.of(e);
        }
    }
}
