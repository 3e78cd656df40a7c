package org.opencompliance.archiver.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Converts work orders to and from texts of queue messages. A text holds the name of an original; the original has the other facts. So
 * an account that can write to the queue can request work on an original, and nothing else.
 */
final class WorkOrderTexts {

    private final ObjectStore store;
    private final JsonObjects<Text> texts;
    private final JsonObjects<WorkRecord> records;
    private final String connector;

    WorkOrderTexts(ObjectStore store, String connector) {
        this.store = store;
        this.texts = new JsonObjects<>(store, Text.class);
        this.records = new JsonObjects<>(store, WorkRecord.class);
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
     * @return empty when the text names no original of this archive
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
        Optional<StagedItem> staged = store.info(text.name()).flatMap(there -> StagedItem.of(connector, there));
        // for an original that is gone or was overwritten, the work record has the facts
        return (staged.isPresent() ? staged : recorded(text.name()))
                .map(item -> new WorkOrder(item, text.replayBy(), text.again()));
    }

    private Optional<StagedItem> recorded(String name) throws IOException {
        return records.read(StagedItem.recordNameOf(name))
                .map(found -> found.value().item());
    }

    private boolean isOriginal(String name) {
        try {
            ObjectNames.requireName(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return name.startsWith("staged/" + connector + "/") && StagedItem.isOriginal(name);
    }
}
