package org.opencompliance.archiver.story;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** Reads the people of an item from the header of its original. Thread-safe. */
public final class OriginalPeople {

    private final OriginalFiles originals;

    public OriginalPeople(ObjectStore store, String connector, ItemParser parser) {
        this.originals = new OriginalFiles(store, parser, connector);
    }

    /** The people of an item; the owner is null when the item does not name it. */
    public record People(List<Participant> participants, Participant owner) {

        /** Omits the people, because logs must not name participants. */
        @Override
        public String toString() {
            return participants.size() + " participants";
        }
    }

    /** Empty when the original is missing, or its header cannot be read. */
    public Optional<People> of(StagedItem item) throws IOException {
        return originals
                .heading(item.name(), item.id(), item.archivedAt())
                .map(heading -> new People(heading.participants(), heading.owner()));
    }
}
