package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.ItemQuery;
import org.opencompliance.archiver.story.ItemRow;
import org.opencompliance.archiver.story.ItemSearch;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;

/** Reads stories and lists of items from the area of an archiver, as the commands do beside it. */
final class StoryReader {

    private final ArchiverUnderTest archiver;
    private final Path directory;
    private final List<String> notes = new ArrayList<>();

    StoryReader(ArchiverUnderTest archiver, Path directory) {
        this.archiver = archiver;
        this.directory = directory;
    }

    /** The remarks about the index. */
    List<String> notes() {
        return notes;
    }

    /** The only story of an id. */
    Story story(String id, boolean people) throws IOException {
        try (Stories stories = stories()) {
            List<Story> found = stories.find(id, people);
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    List<ItemRow> list(ItemQuery query) throws IOException {
        List<ItemRow> rows = new ArrayList<>();
        try (ItemSearch search = search()) {
            assertThat(search.find(query, rows::add)).isEqualTo(rows.size());
        }
        return rows;
    }

    Stories stories() throws IOException {
        return new Stories(store(), "wechat", parser(), notes::add);
    }

    ItemSearch search() throws IOException {
        return new ItemSearch(store(), "wechat", parser(), notes::add);
    }

    /** The area once all lines are in the ledger. */
    private ObjectStore store() {
        archiver.ledger(EventType.COMMAND);
        return archiver.bean("objectStore", ObjectStore.class);
    }

    private ItemParser parser() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("story"));
        return new ItemParser(new MailParser(MailLimits.DEFAULT, spool), Duration.ofSeconds(10));
    }
}
