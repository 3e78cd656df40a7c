package org.opencompliance.archiver.story;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.opencompliance.archiver.collect.drop.DropRecords;
import org.opencompliance.archiver.collect.mail.MailFiles;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Names the files from which items of a drop came, by the records of the drop: an id that was made from a content says nothing to the
 * owner of the source. Finds nothing for another source.
 */
public final class SourceFiles {

    private final DropRecords zips;
    private final MailFiles mails;

    public SourceFiles(ObjectStore store, String connector) {
        this.zips = new DropRecords(store, connector);
        this.mails = new MailFiles(store, connector);
    }

    /**
     * The files of items.
     *
     * @param items the archived-at time by item id
     * @return what and where the file is at the source, by item id; items that are not found are missing
     */
    public Map<String, String> of(Map<String, Instant> items) throws IOException {
        Map<String, LocalDate> days = new HashMap<>();
        items.forEach((id, at) -> days.put(id, LocalDate.ofInstant(at, ZoneOffset.UTC)));
        Map<String, String> files = new HashMap<>(mails.files(days));
        files.putAll(zips.files(days));
        return files;
    }
}
