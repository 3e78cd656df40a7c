package org.opencompliance.archiver.conventions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.opencompliance.archiver.routing.file.RouteFile;

/** Camel's schema for YAML routes; it does not contain the options of components. */
final class RouteSchema {

    private static final String SCHEMA = "/schema/camelYamlDsl.json";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonSchema schema;

    RouteSchema() {
        try (InputStream in = RouteSchema.class.getResourceAsStream(SCHEMA)) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> problems(RouteFile file) throws IOException {
        return schema.validate(YAML.readTree(file.text())).stream()
                .map(found -> "Correct " + found.getMessage())
                .toList();
    }
}
