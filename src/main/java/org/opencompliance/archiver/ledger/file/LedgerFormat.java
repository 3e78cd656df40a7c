package org.opencompliance.archiver.ledger.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine.Chained;
import org.opencompliance.archiver.ledger.file.LedgerLine.Event;
import org.opencompliance.archiver.storage.ContentHash;

/**
 * The format of a line. The hash covers the bytes of the line before the hash field, so a check needs no JSON library: remove
 * {@code ,"hash":"…"} and compare the SHA-256 of the rest. Lines are ASCII, so one character is one byte. Other characters
 * are escaped, including unpaired surrogates, because two different ids must never look the same.
 */
final class LedgerFormat {

    /** Maximum length of a line in bytes; the limit for an event leaves room for the other fields. */
    static final int MAX_LINE = 16 * 1024;

    private static final int MAX_EVENT = MAX_LINE - 512;
    private static final int HASH_LENGTH = 64;
    private static final String HASH_FIELD = ",\"hash\":\"";
    private static final int TAIL = HASH_FIELD.length() + HASH_LENGTH + "\"}".length();
    private static final DateTimeFormatter AT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LedgerFormat() {}

    /** The fields of a line that come from the event and do not depend on the time and place of writing. */
    static String fields(LedgerEvent event) {
        return fields(event.type().label(), event.run(), event.item(), event.mailbox(), event.details());
    }

    /** The same fields for a header line of the ledger itself. */
    static String fields(String type, Map<String, Object> details) {
        return fields(type, null, null, null, details);
    }

    private static String fields(String type, String run, String item, String mailbox, Map<String, Object> details) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            writeText(json, "run", run);
            writeText(json, "item", item);
            writeText(json, "mailbox", mailbox);
            json.writeObjectFieldStart("details");
            for (Map.Entry<String, Object> detail : new TreeMap<>(details).entrySet()) {
                json.writeFieldName(detail.getKey());
                writeScalar(json, detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String fields = text.toString();
        if (fields.length() > MAX_EVENT) {
            throw new IllegalArgumentException(
                    "An event of type " + type + " takes " + fields.length() + " bytes, the limit is " + MAX_EVENT);
        }
        return fields.substring(1, fields.length() - 1);
    }

    private static void writeText(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeScalar(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal || value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(new BigDecimal(value.toString()));
        } else {
            throw new IllegalArgumentException("The detail " + name + " is not a JSON scalar but a "
                    + value.getClass().getSimpleName());
        }
    }

    /** A line without line terminator, made of {@link #fields} and its position in the chain. */
    static Encoded line(long n, Instant at, String writer, String fields, String prev) {
        String start = "{\"n\":" + n + ",\"at\":\"" + AT.format(at) + "\",\"writer\":\"" + writer + "\"," + fields
                + ",\"prev\":\"" + prev + "\"";
        String hash = sha256(start + "}");
        return new Encoded(start + HASH_FIELD + hash + "\"}", hash);
    }

    /** A line and its hash. */
    record Encoded(String text, String hash) {}

    /**
     * Parses a line.
     *
     * @throws IOException when the text is not a line; the message does not contain the text
     */
    static LedgerLine parse(String text) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode json = MAPPER.readTree(parser);
            Map<String, Object> details = new HashMap<>();
            for (Map.Entry<String, JsonNode> detail : json.path("details").properties()) {
                details.put(detail.getKey(), scalar(detail.getValue()));
            }
            return new LedgerLine(
                    Instant.parse(required(json, "at")),
                    required(json, "writer"),
                    new Event(
                            required(json, "type"),
                            json.path("run").textValue(),
                            json.path("item").textValue(),
                            json.path("mailbox").textValue(),
                            details),
                    new Chained(json.required("n").longValue(), required(json, "prev"), required(json, "hash")),
                    null);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // its message may contain the text
            throw new IOException("Not a ledger line: " + e.getClass().getSimpleName());
        }
    }

    private static String required(JsonNode json, String field) {
        if (!json.required(field).isTextual()) {
            throw new IllegalArgumentException(field);
        }
        return json.path(field).textValue();
    }

    private static Object scalar(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    /** Whether the hash in a line is correct. */
    static boolean intact(String text, String hash) {
        int end = text.length() - TAIL;
        return end > 0
                && text.substring(end).equals(HASH_FIELD + hash + "\"}")
                && sha256(text.substring(0, end) + "}").equals(hash);
    }

    private static String sha256(String text) {
        return ContentHash.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
