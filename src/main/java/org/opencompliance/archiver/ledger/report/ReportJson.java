package org.opencompliance.archiver.ledger.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/** Reads and writes reports as JSON in ASCII, with the field names of {@link Report}. */
public final class ReportJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(times())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportJson() {}

    /** The report as JSON. */
    public static String render(Report report) {
        return text(report);
    }

    /** The numbers of reports as JSON, with the names of the components of the record. */
    public static String text(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report cannot be written as JSON", e);
        }
    }

    /** The report with the result of the ledger check in the field {@code ledger}; this form is not stored. */
    public static String render(Report report, LedgerFinding ledger) {
        return text(tree(report, ledger));
    }

    /** As {@link #render(Report, LedgerFinding)}, as a tree. */
    public static ObjectNode tree(Report report, LedgerFinding ledger) {
        ObjectNode json = MAPPER.valueToTree(report);
        json.set("ledger", tree(ledger));
        return json;
    }

    /** The result of a ledger check as JSON. */
    public static ObjectNode tree(LedgerFinding ledger) {
        ObjectNode found = MAPPER.createObjectNode();
        found.put("verdict", ledger.verdict().name());
        found.put("files", ledger.ledger().files());
        found.put("lines", ledger.ledger().lines());
        found.put("reports", ledger.reports());
        found.put("seals", ledger.seals().seals());
        if (ledger.seals().sealedTo() != null) {
            found.put("sealedTo", ledger.seals().sealedTo().toString());
        }
        found.set("faults", MAPPER.valueToTree(ledger.ledger().breaks()));
        return found;
    }

    /**
     * Parses a report.
     *
     * @throws IOException when the text is not a report; the message does not contain the text
     */
    public static Report parse(byte[] json) throws IOException {
        try {
            return MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Report.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "A stored report cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static SimpleModule times() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new TimeDeserializer<>(Instant.class, Instant::parse))
                .addDeserializer(LocalDate.class, new TimeDeserializer<>(LocalDate.class, LocalDate::parse));
    }

    /** Reads a time from its ISO 8601 text. */
    private static final class TimeDeserializer<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        private TimeDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(null, handledType(), "not an ISO 8601 time");
            }
        }
    }
}
