package org.opencompliance.archiver.exchange.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A received request. */
public record Received(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    public String header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(entry -> entry.getValue().get(0))
                .findFirst()
                .orElse(null);
    }

    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of an extended property of the message in the body. */
    public String property(String id) {
        for (JsonNode property : json().path("singleValueExtendedProperties")) {
            if (id.equals(property.path("id").asText())) {
                return property.path("value").asText();
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return method + " " + path + (query == null ? "" : "?" + query);
    }
}
