package org.opencompliance.archiver.command.dryrun;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One JSON object: all rows, then the totals. */
final class JsonRowsOutput implements Output {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private final Writer out;
    private final JsonGenerator json;

    JsonRowsOutput(Writer out) throws IOException {
        this.out = out;
        this.json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeFieldName("rows");
        json.writeStartArray();
    }

    @Override
    public void item(List<Row> rows) throws IOException {
        for (Row row : rows) {
            json.writeRaw('\n');
            json.writePOJO(row);
        }
    }

    @Override
    public void end(Summary summary) throws IOException {
        json.writeEndArray();
        json.writeStringField("from", summary.from().toString());
        json.writeStringField("to", summary.to().toString());
        json.writeNumberField("listed", summary.listed());
        json.writeStringField("mapping", summary.mappings().version());
        if (summary.mappings().before() != null) {
            json.writeStringField("mappingInForce", summary.mappings().before());
        }
        json.writeBooleanField("complete", summary.incomplete() == null);
        json.writePOJOField("remarks", summary.remarks());
        json.writePOJOField("totals", summary.totals());
        json.writeEndObject();
        json.flush();
        out.write(System.lineSeparator());
        out.flush();
    }
}
