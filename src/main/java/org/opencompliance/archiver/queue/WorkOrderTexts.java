package org.opencompliance.archiver.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Converts work orders to and from texts of queue messages. A text holds the name of an original; the original has the other facts. So
 * an account that can write to the queue can request work on an original, and nothing else. The text of a first order repeats the facts,
 * so that its worker needs no request for them: it reads the original anyway, and compares them before it writes anything.
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

    /** @param facts the metadata of the original in a first order, null in others */
    record Text(String name, String replayBy, boolean again, Map<String, String> facts) {}

    String write(WorkOrder order) throws IOException {
        Map<String, String> facts = order.first() ? order.item().metadata() : null;
        Text text = new Text(order.item().name(), order.replayBy(), order.again(), facts);
        return new String(JsonObjects.bytes(text), StandardCharsets.UTF_8);
    }

    /**
     * The order of a text.
     *
     * @param delivered whether it was delivered before
     * @return empty when the text names no original of this archive
     * @throws IOException when the storage area does not answer
     */
    Optional<WorkOrder> read(String message, boolean delivered) throws IOException {
        Text text;
        try {
            text = texts.parse(message.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (text == null || text.name() == null || !isOriginal(text.name())) {
            return Optional.empty();
        }
        if (!delivered && text.facts() != null) {
            Optional<StagedItem> item = StagedItem.of(connector, new ObjectInfo(text.name(), 0, null, text.facts()));
            if (item.isPresent()) {
                return item.map(WorkOrder::first);
            }
        }
        Optional<WorkOrder> order = order(text);
        return delivered ? order.map(WorkOrder::handedOutAgain) : order;
    }

    private Optional<WorkOrder> order(Text text) throws IOException {
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
