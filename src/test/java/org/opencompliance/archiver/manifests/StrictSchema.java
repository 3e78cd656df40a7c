package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The schema of a CRD in a strict form: an unknown field is an error, whereas a cluster drops it silently. */
final class StrictSchema {

    private static final String FREE = "x-kubernetes-preserve-unknown-fields";

    private StrictSchema() {}

    static JsonNode of(JsonNode openApi) {
        JsonNode schema = openApi.deepCopy();
        close(schema);
        return schema;
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            boolean named = object.path("properties").isObject();
            if (named
                    && !object.has("additionalProperties")
                    && !object.path(FREE).asBoolean()) {
                object.put("additionalProperties", false);
            }
        }
        schema.forEach(StrictSchema::close);
    }
}
