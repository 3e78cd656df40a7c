package org.opencompliance.archiver.collect.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.item.ListedItem;

/** What became of the mails of a window, to be recorded when the window is complete. For one thread. */
final class MailResults {

    private final List<SourceMail> taken = new ArrayList<>();
    private final Map<String, List<MailRecord>> byGroup = new LinkedHashMap<>();

    void add(SourceMail mail, String outcome, ListedItem item) {
        if (outcome.equals(MailRecord.TAKEN)) {
            taken.add(mail);
        }
        byGroup.computeIfAbsent(mail.group(), any -> new ArrayList<>())
                .add(new MailRecord(
                        mail.key(),
                        mail.number(),
                        mail.size(),
                        mail.arrived(),
                        outcome,
                        item.id(),
                        item.sha256(),
                        MailItems.dayOf(item.archivedAt())));
    }

    List<SourceMail> taken() {
        return taken;
    }

    Map<String, List<MailRecord>> byGroup() {
        return byGroup;
    }

    void clear() {
        taken.clear();
        byGroup.clear();
    }
}
