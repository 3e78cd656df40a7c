package org.opencompliance.archiver.exchange.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.client.ContentDigest;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * Finds the planned attachments that a message does not have yet. A name that the mail and the message have once decides.
 * Several attachments can have one name, and Exchange can change a name: then the content decides, and if Exchange changed
 * the content too, the order and the size, because attachments are added in their planned order.
 */
final class AttachmentMatching {

    /** In bytes. The stored size has the properties of the attachment too, and may have the content in base64. */
    private static final long SIZE_RESERVE = 64L * 1024;

    private final List<MailAttachment> missing;
    private final List<ExchangeMessage.Attachment> unclear;

    AttachmentMatching(List<MailAttachment> planned, List<ExchangeMessage.Attachment> stored) {
        this.missing = new ArrayList<>(planned);
        this.unclear = new ArrayList<>(stored);
        Set<String> once = once(planned.stream().map(MailAttachment::name).toList());
        missing.removeIf(one -> once.contains(one.name())
                && stored.stream().anyMatch(other -> other.name().equals(one.name())));
        unclear.removeIf(one -> once.contains(one.name()));
    }

    private static Set<String> once(List<String> names) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        names.forEach(name -> (seen.add(name) ? seen : repeated).add(name));
        seen.removeAll(repeated);
        return seen;
    }

    /** The stored attachments whose content must be known, because their names do not decide. */
    List<ExchangeMessage.Attachment> unclear() {
        return missing.isEmpty() ? List.of() : List.copyOf(unclear);
    }

    /**
     * The missing attachments, in planned order.
     *
     * @param contents of the {@link #unclear()} attachments, by their ids; without those that cannot be read
     */
    List<MailAttachment> missing(Map<String, ContentDigest> contents) {
        List<MailAttachment> candidates = List.copyOf(missing);
        match((one, planned) -> one.name().equals(planned.name()) && same(contents.get(one.id()), planned));
        match((one, planned) -> same(contents.get(one.id()), planned));
        // one more copy of a content is a double: it stands for no other attachment
        unclear.removeIf(one -> candidates.stream().anyMatch(planned -> same(contents.get(one.id()), planned)));
        match((one, planned) -> one.name().equals(planned.name()) && fits(one.size(), planned.size()));
        match((one, planned) -> fits(one.size(), planned.size()));
        return List.copyOf(missing);
    }

    private void match(BiPredicate<ExchangeMessage.Attachment, MailAttachment> belongs) {
        unclear.removeIf(one -> removeFirst(planned -> belongs.test(one, planned)));
    }

    private boolean removeFirst(Predicate<MailAttachment> which) {
        for (int i = 0; i < missing.size(); i++) {
            if (which.test(missing.get(i))) {
                missing.remove(i);
                return true;
            }
        }
        return false;
    }

    static boolean same(ContentDigest content, MailAttachment planned) {
        return content != null
                && content.size() == planned.size()
                && content.sha256().equals(planned.sha256());
    }

    /** Whether a stored size can be that of a content with so many bytes. */
    static boolean fits(long stored, long content) {
        return stored >= content && stored <= content + content / 2 + SIZE_RESERVE;
    }
}
