package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicrosoftExchangeDocumentationTest {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final String CATALOG = "/META-INF/org/opencompliance/archiver/exchange/microsoft-exchange.json";

    @Test
    void hasTheOptionsAndHeadersOfTheComponentAsItIs() throws IOException {
        JsonNode catalog = catalog();
        String page = Files.readString(PAGE);

        String current = page;
        current = with(current, "component options", options(catalog.path("componentProperties")));
        current = with(current, "endpoint options", options(catalog.path("properties")));
        current = with(current, "headers", headers(catalog.path("headers")));

        Path made = Path.of("target", PAGE.getFileName().toString());
        Files.writeString(made, current);
        assertThat(page).as("%s must be as %s", PAGE, made).isEqualTo(current);
    }

    @Test
    void namesEveryException() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(
                        MicrosoftExchangeThrottledException.class.getSimpleName(),
                        MicrosoftExchangeUnavailableException.class.getSimpleName(),
                        MicrosoftExchangeUndecidedException.class.getSimpleName(),
                        MicrosoftExchangeRejectedException.class.getSimpleName(),
                        MicrosoftExchangeFencedException.class.getSimpleName());
    }

    private static JsonNode catalog() throws IOException {
        try (InputStream in = MicrosoftExchangeDocumentationTest.class.getResourceAsStream(CATALOG)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static String with(String page, String name, String table) {
        String begin = "<!-- " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + table + page.substring(to);
    }

    private static String options(JsonNode options) {
        StringBuilder table = new StringBuilder("| option | description | default | type |\n|---|---|---|---|\n");
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            JsonNode node = option.getValue();
            String kind = "path".equals(node.path("kind").asText()) ? " (path)" : "";
            table.append(row(
                    "`" + option.getKey() + "`" + kind,
                    (node.path("required").asBoolean() ? "Required. " : "")
                            + node.path("description").asText()
                            + (node.path("secret").asBoolean() ? " Secret." : "")
                            + values(node),
                    node.path("defaultValue").asText(),
                    node.path("type").asText()));
        }
        return table.toString();
    }

    private static String headers(JsonNode headers) {
        StringBuilder table = new StringBuilder("| header | description | default | type |\n|---|---|---|---|\n");
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            JsonNode node = header.getValue();
            String type = node.path("javaType").asText();
            table.append(row(
                    "`" + header.getKey() + "`",
                    node.path("description").asText() + values(node),
                    node.path("defaultValue").asText(),
                    "`" + type.substring(type.lastIndexOf('.') + 1) + "`"));
        }
        return table.toString();
    }

    private static String values(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
        return values.isEmpty() ? "" : " One of " + String.join(", ", values) + ".";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
