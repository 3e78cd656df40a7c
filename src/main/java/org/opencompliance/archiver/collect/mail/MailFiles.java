package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.collect.mail.MailRecords.Batch;
import org.opencompliance.archiver.collect.mail.MailRecords.Mails;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** Finds the mail from which an item came, by the records of every folder and mailbox that a connector has had. */
public final class MailFiles {

    private final ObjectStore store;
    private final JsonObjects<Mails> objects;
    private final String folder;

    public MailFiles(ObjectStore store, String connector) {
        this.store = store;
        this.objects = new JsonObjects<>(store, Mails.class);
        this.folder = MailRecords.folder(connector);
    }

    /**
     * Finds mails, taken or parked.
     *
     * @param items the archived-at day by item id
     * @return what and where the mail is at the source, by item id; items that are not found are missing. A name of a file can contain
     *     personal data
     */
    public Map<String, String> files(Map<String, LocalDate> items) throws IOException {
        Map<String, String> found = new HashMap<>();
        if (items.isEmpty()) {
            return found;
        }
        List<String> names;
        try (var infos = store.listWithoutMetadata(folder)) {
            names = infos.map(ObjectInfo::name).sorted().toList();
        }
        for (String name : names) {
            Batch batch = MailRecords.batch(name);
            boolean near = items.entrySet().stream()
                    .anyMatch(item -> !found.containsKey(item.getKey()) && batch.hasDay(item.getValue()));
            if (near) {
                mails(name).stream()
                        .filter(mail -> items.containsKey(mail.id()))
                        .forEach(mail -> found.putIfAbsent(mail.id(), text(name, mail)));
            }
        }
        return found;
    }

    private List<MailRecord> mails(String name) throws IOException {
        return objects.read(name).map(read -> read.value().mails()).orElse(List.of());
    }

    private static String text(String object, MailRecord mail) {
        if (mail.number() == 0) {
            return "the file " + mail.key() + " of the folder, which arrived at " + mail.arrived();
        }
        String[] path = object.split("/");
        String group = path[path.length - 2];
        return "the mail with the UID " + mail.number() + " of the mailbox, UIDVALIDITY "
                + group.substring(group.indexOf('-') + 1);
    }
}
