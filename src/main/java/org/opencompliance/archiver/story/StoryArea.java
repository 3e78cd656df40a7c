package org.opencompliance.archiver.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;
import org.opencompliance.archiver.storage.ObjectStore;

/** The storage area of one look-up, also next to a running archiver. Changes nothing but indexes. */
public final class StoryArea implements AutoCloseable {

    private final ObjectStore store;
    private final String connector;
    private final Path temporary;
    private final ItemParser parser;
    private final Consumer<String> notes;

    /**
     * How headers are read.
     *
     * @param cpuLimit the most CPU time to read a header
     * @param participants the format of display names
     * @param journal whether mails in the envelope of a journal report are unwrapped
     */
    public record Reading(Duration cpuLimit, ParticipantFormat participants, boolean journal) {}

    private StoryArea(ObjectStore store, String connector, Reading reading, Consumer<String> notes) throws IOException {
        this.store = store;
        this.notes = notes;
        this.connector = connector;
        this.temporary = Files.createTempDirectory("wechat-archiver-story-");
        this.parser = new ItemParser(
                new MailParser(MailLimits.DEFAULT, temporary),
                reading.cpuLimit(),
                reading.participants(),
                DecryptionKeys.NONE,
                reading.journal());
    }

    /**
     * @param store closed together with this area, and when the call fails
     * @param notes takes remarks that are no part of the answer
     */
    public static StoryArea open(ObjectStore store, String connector, Reading reading, Consumer<String> notes)
            throws IOException {
        try {
            return new StoryArea(store, connector, reading, notes);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public Stories stories() {
        return new Stories(store, connector, parser, notes);
    }

    public ItemSearch search() {
        return new ItemSearch(store, connector, parser, notes);
    }

    public RecentNumbers recentNumbers() {
        return new RecentNumbers(store, connector, parser, notes);
    }

    /** Says that the answer may be incomplete. */
    public void tellUnreadable(int lines) {
        if (lines > 0) {
            notes.accept(lines + " lines of the ledger cannot be read, so something may be missing here: run verify"
                    + " --ledger.");
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        Files.deleteIfExists(temporary);
    }
}
