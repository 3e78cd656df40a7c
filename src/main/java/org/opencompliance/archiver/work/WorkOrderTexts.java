package org.opencompliance.archiver.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Work orders as texts of queue messages. A text holds the name of an original, and the original says what the item is: an account that
 * can write to the queue can ask for work on an original, and for nothing else.
 */
final class WorkOrderTexts {

    private final ObjectStore store;
    private final JsonObjects<Text> texts;
    private final String connector;

    WorkOrderTexts(ObjectStore store, String connector) {
        this.store = store;
        this.texts = new JsonObjects<>(store, Text.class);
        this.connector = connector;
    }

    record Text(String name, String replayBy, boolean again) {}

    String write(WorkOrder order) throws IOException {
        Text text = new Text(order.item().name(), order.replayBy(), order.again());
        return new String(JsonObjects.bytes(text), StandardCharsets.UTF_8);
    }

    /**
     * The order of a text.
     *
     * @return nothing when the text names no original of this archive
     * @throws IOException when the storage area does not answer
     */
    Optional<WorkOrder> read(String message) throws IOException {
        Text text;
        try {
            text = texts.parse(message.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (text == null || text.name() == null || !isOriginal(text.name())) {
            return Optional.empty();
        }
        return store.info(text.name())
                .filter(there -> there.metadata().containsKey("itemid"))
                .map(there -> StagedItem.from(connector, text.name(), there.size(), there.metadata()))
                .map(item -> new WorkOrder(item, text.replayBy(), text.again()));
    }

    private boolean isOriginal(String name) {
        try {
            ObjectNames.requireName(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return name.startsWith("staged/" + connector + "/") && name.endsWith(".eml");
    }
}
