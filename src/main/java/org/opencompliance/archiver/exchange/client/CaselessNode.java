package org.opencompliance.archiver.exchange.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.kiota.serialization.JsonParseNode;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import com.microsoft.kiota.serialization.ParseNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads JSON into the SDK's models and ignores the case of names. The cloud of China returns {@code UploadUrl} in some
 * responses where the others return {@code uploadUrl}, and the SDK's own reader does not know the former. Of two names
 * that differ only in case, the model's spelling counts.
 */
final class CaselessNode extends JsonParseNode {

    private final JsonElement json;

    CaselessNode(JsonElement json) {
        super(json);
        this.json = json;
    }

    @Override
    public ParseNode getChildNode(String name) {
        JsonElement child = json.isJsonObject() ? find(json.getAsJsonObject(), name) : null;
        return child == null ? null : new CaselessNode(child);
    }

    @Override
    public <T extends Parsable> List<T> getCollectionOfObjectValues(ParsableFactory<T> factory) {
        if (!json.isJsonArray()) {
            return null;
        }
        List<T> values = new ArrayList<>();
        json.getAsJsonArray().forEach(element -> values.add(new CaselessNode(element).getObjectValue(factory)));
        return values;
    }

    @Override
    public <T extends Parsable> T getObjectValue(ParsableFactory<T> factory) {
        T model = factory.create(this);
        if (json.isJsonObject()) {
            assign(model.getFieldDeserializers());
        }
        return model;
    }

    private void assign(Map<String, Consumer<ParseNode>> fields) {
        Map<String, Consumer<ParseNode>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(fields);
        JsonObject object = json.getAsJsonObject();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            Consumer<ParseNode> field = caseless.get(entry.getKey());
            boolean spelled = fields.containsKey(entry.getKey());
            if (field != null && !entry.getValue().isJsonNull() && (spelled || !hasSpelled(object, entry, fields))) {
                field.accept(new CaselessNode(entry.getValue()));
            }
        }
    }

    /** Whether the object also has the entry's name in the model's spelling. */
    private static boolean hasSpelled(
            JsonObject object, Map.Entry<String, JsonElement> entry, Map<String, Consumer<ParseNode>> fields) {
        return object.keySet().stream()
                .anyMatch(name -> name.equalsIgnoreCase(entry.getKey()) && fields.containsKey(name));
    }

    private static JsonElement find(JsonObject object, String name) {
        if (object.has(name)) {
            return object.get(name);
        }
        return object.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
