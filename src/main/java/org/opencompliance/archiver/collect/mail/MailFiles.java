package org.opencompliance.archiver.collect.mail;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.collect.mail.MailRecords.Batch;
import org.opencompliance.archiver.collect.mail.MailRecords.Mails;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** Finds the mail from which an item came, by the records of every folder and mailbox that a connector has had. */
public final class MailFiles {

    /** Most mails of an id that are named. */
    private static final int MOST = 5;

    private static final String MORE = "and others";

    private final ObjectStore store;
    private final JsonObjects<Mails> objects;
    private final String folder;

    public MailFiles(ObjectStore store, String connector) {
        this.store = store;
        this.objects = new JsonObjects<>(store, Mails.class);
        this.folder = MailRecords.folder(connector);
    }

    /**
     * Finds mails, taken or parked. Several can have one id: copies of a mail, and other contents, which a sender can choose.
     *
     * @param items the archived-at day by item id
     * @return what and where the mails are at the source, by item id; items that are not found are missing. A name of a file can
     *     contain personal data
     */
    public Map<String, String> files(Map<String, LocalDate> items) throws IOException {
        if (items.isEmpty()) {
            return Map.of();
        }
        List<String> names;
        try (var infos = store.listWithoutMetadata(folder)) {
            names = infos.map(ObjectInfo::name).sorted().toList();
        }
        Map<String, Set<String>> found = new HashMap<>();
        for (String name : names) {
            Batch batch = MailRecords.batch(name);
            if (items.values().stream().anyMatch(batch::hasDay)) {
                mails(name).stream()
                        .filter(mail -> items.containsKey(mail.id()))
                        .forEach(mail ->
                                add(found.computeIfAbsent(mail.id(), id -> new LinkedHashSet<>()), text(name, mail)));
            }
        }
        Map<String, String> files = new HashMap<>();
        found.forEach((id, texts) -> files.put(id, String.join("; ", texts)));
        return files;
    }

    private static void add(Set<String> texts, String text) {
        if (!texts.contains(text)) {
            texts.add(texts.size() < MOST ? text : MORE);
        }
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
