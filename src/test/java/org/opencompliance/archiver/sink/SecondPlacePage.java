package org.opencompliance.archiver.sink;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The examples of the page about the second place. */
public final class SecondPlacePage {

    private static final Path PAGE = Path.of("src/main/docs/second-place.md");

    private SecondPlacePage() {}

    static List<String> blocks(String language) throws IOException {
        return Stream.of(Files.readString(PAGE).split("```" + language + "\n"))
                .skip(1)
                .map(text -> text.substring(0, text.indexOf("```")))
                .toList();
    }

    /** The one example with a text in it. */
    public static String block(String language, String text) throws IOException {
        return blocks(language).stream()
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** The settings of this example. */
    public static Map<String, String> settings(String text) throws IOException {
        Properties shown = new Properties();
        shown.load(new StringReader(block("properties", text)));
        return shown.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, shown::getProperty));
    }

    /** Puts the steps of the example of a topic into a folder of routes, as the page says. */
    public static void putStepsOfTheTopic(Path routes) throws IOException {
        Path file = routes.resolve("copy-item.camel.yaml");
        String last = "        - to:\n            id: put-copy-send\n";
        String text = Files.readString(file);
        Files.writeString(file, text.replace(last, block("yaml", "put-copy-key") + last));
    }
}
