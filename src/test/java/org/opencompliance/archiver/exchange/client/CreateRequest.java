package org.opencompliance.archiver.exchange.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The request that creates a message, as it is sent. */
public record CreateRequest(byte[] json, long announced) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static CreateRequest of(OutgoingMessage message) throws IOException {
        List<JsonPart> parts = MessageJson.message(message);
        try (InputStream in = JsonPart.open(parts)) {
            return new CreateRequest(in.readAllBytes(), JsonPart.length(parts));
        }
    }

    public JsonNode tree() throws IOException {
        return MAPPER.readTree(json);
    }
}
