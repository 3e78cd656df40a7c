package org.opencompliance.archiver.management.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.opencompliance.archiver.management.jmx.JmxInput;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;

/** Tells the story of an item. One at a time, because originals are read. */
public final class ManagedItemStory implements ItemStoryMXBean {

    /** RFC 5322: the longest line, which an internet message id fits in. */
    private static final int LONGEST_ID = 998;

    private static final String UNKNOWN = "The ledger has no item and no message with this id. Copy the whole id from a"
            + " report or a dead letter; of a message, the Internet message id or the Graph id";

    private final Supplier<Stories> stories;

    /** @param stories opens the ledger's index for one look-up */
    public ManagedItemStory(Supplier<Stories> stories) {
        this.stories = stories;
    }

    /** @param text what to do, null with an item; or that lines of the ledger cannot be read */
    private record Found(List<Story> items, @JsonInclude(JsonInclude.Include.NON_NULL) String text) {}

    @Override
    public synchronized String story(String id) throws IOException {
        String wanted = JmxInput.text("The id", id, LONGEST_ID);
        try (Stories area = stories.get()) {
            List<Story> items =
                    area.find(wanted, false).stream().map(Story::withoutContent).toList();
            return JsonObjects.text(new Found(items, text(items, area.unreadable())));
        }
    }

    private static String text(List<Story> items, int unreadable) {
        if (unreadable > 0) {
            return unreadable + " lines of the ledger cannot be read, so something may be missing here: run archiver"
                    + " verify --ledger";
        }
        return items.isEmpty() ? UNKNOWN : null;
    }
}
