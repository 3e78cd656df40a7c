package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.ItemSearch;
import org.opencompliance.archiver.story.Stories;

/** The storage area for commands that look items up, also next to a running archiver. They change nothing but indexes. */
final class StoryArea implements AutoCloseable {

    private final ObjectStore store;
    private final String connector;
    private final Path temporary;
    private final ItemParser parser;
    private final PrintWriter notes;

    private StoryArea(Configuration configuration, ObjectStore store, PrintWriter notes) throws IOException {
        this.store = store;
        this.notes = notes;
        this.connector = configuration.required("archiver.connector");
        this.temporary = Files.createTempDirectory("wechat-archiver-story-");
        this.parser = new ItemParser(
                new MailParser(MailLimits.DEFAULT, temporary), configuration.duration("archiver.item-cpu-limit"));
    }

    /** @param notes for remarks that are no part of the answer */
    static StoryArea open(Configuration configuration, PrintWriter notes) throws IOException {
        ObjectStore store = StorageArea.attach(configuration);
        try {
            return new StoryArea(configuration, store, notes);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    Stories stories() {
        return new Stories(store, connector, parser, notes::println);
    }

    ItemSearch search() {
        return new ItemSearch(store, connector, parser, notes::println);
    }

    /** Says that the answer may be incomplete. */
    void tellUnreadable(int lines) {
        if (lines > 0) {
            notes.println(lines + " lines of the ledger cannot be read, so something may be missing here: run verify"
                    + " --ledger.");
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        Files.deleteIfExists(temporary);
    }
}
