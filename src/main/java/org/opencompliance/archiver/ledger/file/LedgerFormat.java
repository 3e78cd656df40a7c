package org.opencompliance.archiver.ledger.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    /** The marks of {@code 2026-11-20T02:00:00.000Z} and their positions. */
    private static final String MARKS = "--T::.Z";

    private static final int[] ENDS = {4, 7, 10, 13, 16, 19, 23};
    private static final int LENGTH = 24;
    private static final int NANOS = 1_000_000;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

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
        try (JsonParser json = JSON.createParser(text)) {
            return new Fields().read(json).line();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // its message may contain the text
            throw new IOException("Not a ledger line: " + e.getClass().getSimpleName());
        }
    }

    /** The fields of a line as they are read, without a tree of JSON nodes: reports read millions of lines. */
    private static final class Fields {

        private final Map<String, String> texts = new HashMap<>();
        private Map<String, Object> details = Map.of();
        private Long n;

        private Fields read(JsonParser json) throws IOException {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("n")) {
                    n = value.isNumeric() ? json.getNumberValue().longValue() : 0;
                } else if (name.equals("details")) {
                    details = value == JsonToken.START_OBJECT ? details(json) : Map.of();
                } else {
                    texts.put(name, value == JsonToken.VALUE_STRING ? json.getText() : null);
                }
                json.skipChildren();
            }
            return this;
        }

        private static Map<String, Object> details(JsonParser json) throws IOException {
            Map<String, Object> details = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                details.put(name, scalar(json, json.nextToken()));
                json.skipChildren();
            }
            return details;
        }

        private static Object scalar(JsonParser json, JsonToken value) throws IOException {
            return switch (value) {
                case VALUE_NUMBER_INT -> integer(json);
                case VALUE_NUMBER_FLOAT -> BigDecimal.valueOf(json.getDoubleValue());
                case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                case START_OBJECT, START_ARRAY -> "";
                default -> json.getText();
            };
        }

        private static Object integer(JsonParser json) throws IOException {
            return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? new BigDecimal(json.getBigIntegerValue())
                    : (Object) json.getLongValue();
        }

        private LedgerLine line() {
            Event event =
                    new Event(required("type"), texts.get("run"), texts.get("item"), texts.get("mailbox"), details);
            require(n != null);
            Chained chained = new Chained(n, required("prev"), required("hash"));
            return new LedgerLine(instant(required("at")), required("writer"), event, chained, null);
        }

        private String required(String name) {
            String text = texts.get(name);
            require(text != null);
            return text;
        }

        private static void require(boolean isLine) {
            if (!isLine) {
                throw new IllegalArgumentException();
            }
        }
    }

    /** The time of a line; the form that {@link #line} writes is read without a formatter. */
    private static Instant instant(String at) {
        int[] parts = new int[ENDS.length];
        int start = 0;
        for (int i = 0; i < ENDS.length; i++) {
            int end = ENDS[i];
            if (at.length() != LENGTH || at.charAt(end) != MARKS.charAt(i)) {
                return Instant.parse(at);
            }
            for (int digit = start; digit < end; digit++) {
                char c = at.charAt(digit);
                if (c < '0' || c > '9') {
                    return Instant.parse(at);
                }
                parts[i] = 10 * parts[i] + c - '0';
            }
            start = end + 1;
        }
        return LocalDate.of(parts[0], parts[1], parts[2])
                .atTime(parts[3], parts[4], parts[5], parts[6] * NANOS)
                .toInstant(ZoneOffset.UTC);
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
