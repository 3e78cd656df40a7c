package org.opencompliance.archiver.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** A JSON request to the Jolokia agent, or a list of requests, before the agent reads it. */
final class AgentRequest {

    /** Maximum number of requests in a list; a console sends one for each MBean of a folder. */
    static final int MOST = 1_000;

    /**
     * Maximum number of requests in a list with a large answer: all but reads of one MBean. A list of all MBeans takes megabytes, and
     * the agent keeps the answers of the whole list.
     */
    static final int MOST_LARGE = 8;

    static final String LIMIT = "Send at most " + MOST + " requests at once, and at most " + MOST_LARGE
            + " other than reads of a named MBean";

    /** The agent decodes by the charset of the request, or by that of the machine: ASCII is the same in those that can be JSON. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final List<String> SMALL = List.of("read", "version");

    private final JsonNode json;

    private AgentRequest(JsonNode json) {
        this.json = json;
    }

    /** @throws JsonProcessingException when it is neither empty nor JSON */
    static AgentRequest of(byte[] asked) throws IOException {
        return new AgentRequest(JSON.readTree(asked));
    }

    /** Whether one of them subscribes to notifications. */
    boolean isNotification() {
        return is(json, "notification") || all().anyMatch(request -> is(request, "notification"));
    }

    /** Whether the answers can exceed the memory. */
    boolean isTooMuch() {
        return json.isArray()
                && (json.size() > MOST || all().filter(AgentRequest::isLarge).count() > MOST_LARGE);
    }

    /** The same request, in ASCII; empty for a request without a body. */
    byte[] bytes() throws IOException {
        return json.isMissingNode() ? new byte[0] : JSON.writeValueAsBytes(json);
    }

    private Stream<JsonNode> all() {
        return StreamSupport.stream(json.spliterator(), false);
    }

    private static boolean isLarge(JsonNode request) {
        boolean small = SMALL.stream().anyMatch(type -> is(request, type));
        return !small || isPattern(request.path("mbean").asText());
    }

    /** An invalid name is none: the agent refuses it. */
    private static boolean isPattern(String name) {
        try {
            return new ObjectName(name).isPattern();
        } catch (MalformedObjectNameException e) {
            return false;
        }
    }

    private static boolean is(JsonNode request, String type) {
        return request.path("type").asText().strip().equalsIgnoreCase(type);
    }
}
