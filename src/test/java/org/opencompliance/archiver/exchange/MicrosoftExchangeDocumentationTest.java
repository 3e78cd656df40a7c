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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MicrosoftExchangeDocumentationTest {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final String CATALOG = "/META-INF/org/opencompliance/archiver/exchange/microsoft-exchange.json";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

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
                        MicrosoftExchangeRejectedException.class.getSimpleName(),
                        MicrosoftExchangeFencedException.class.getSimpleName());
    }

    static Stream<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            examples.add(matcher.group(1));
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasExamplesThatStart(String example) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            MicrosoftExchangeComponent component =
                    context.getComponent("microsoft-exchange", MicrosoftExchangeComponent.class);
            component.getConfiguration().setCredentials(MicrosoftExchangeCredentials.NONE);
            component.getConfiguration().setServiceUrl("http://127.0.0.1:1/v1.0");
            Resource resource = ResourceHelper.fromString("example.camel.yaml", example);

            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            context.start();

            assertThat(context.getRoutes()).isNotEmpty();
        }
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
