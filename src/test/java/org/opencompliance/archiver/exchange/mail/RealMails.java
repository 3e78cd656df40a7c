package org.opencompliance.archiver.exchange.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Test mails of other parsers, and the results of Python's parser for them.
 *
 * @param folder contains the mails; their names are relative to it
 * @param expected the results of Python's parser, by name
 */
public record RealMails(Path folder, Map<String, JsonNode> expected) {

    private static final String BASE_NAME = "only the base name of a path is taken";
    private static final String SINGLE_TEXT = "a mail that is one text is all body, even if the text has a name";
    private static final String UUENCODED = "uuencoded parts are kept as they are written";
    private static final String NESTED = "the part belongs to a nested message, which is kept whole";
    private static final String UTF_7 = "Java knows no UTF-7, the words are kept readable instead";

    /** Intended differences from the oracle: the mail and the reason. */
    public static final Map<String, String> DEVIATIONS = Map.ofEntries(
            Map.entry("mime4j/mimetools-testmsgs--badfile.eml", BASE_NAME),
            Map.entry("mime4j/mimetools-testmsgs--infinite.eml", SINGLE_TEXT),
            Map.entry("mime4j/mimetools-testmsgs--multi-2evil.eml", BASE_NAME),
            Map.entry("mime4j/mimetools-testmsgs--multi-badnames.eml", BASE_NAME),
            Map.entry(
                    "mime4j/mimetools-testmsgs--twopart.eml",
                    "the oracle does not decode \"base64\" followed by a space"),
            Map.entry("mime4j/mimetools-testmsgs--x-gzip64.eml", SINGLE_TEXT),
            Map.entry("stalwart/legacy--001.eml", UTF_7),
            Map.entry("stalwart/legacy--005.eml", UTF_7),
            Map.entry("stalwart/legacy--016.eml", "the oracle loses a Latin-1 letter of a file name"),
            Map.entry("stalwart/legacy--023.eml", "the oracle loses a Latin-1 letter of a file name"),
            Map.entry("stalwart/legacy--026.eml", UUENCODED),
            Map.entry("stalwart/legacy--035.eml", BASE_NAME),
            Map.entry("stalwart/legacy--039.eml", BASE_NAME),
            Map.entry("stalwart/legacy--048.eml", UUENCODED),
            Map.entry("stalwart/rfc--002.eml", NESTED));

    /** The mails; empty (with a log line) where the folder is missing. */
    public static Optional<RealMails> find() throws IOException {
        Path data = Path.of(System.getProperty("archiver.shared", "none"), "data");
        if (!Files.isDirectory(data.resolve("eml"))) {
            System.out.println(
                    "Skipped: no test mails, set the system property archiver.shared to the folder that has data/eml");
            return Optional.empty();
        }
        Map<String, JsonNode> expected = new TreeMap<>();
        new ObjectMapper()
                .readTree(data.resolve("eml-expected.json").toFile())
                .fields()
                .forEachRemaining(mail -> expected.put(mail.getKey(), mail.getValue()));
        return Optional.of(new RealMails(data.resolve("eml"), expected));
    }

    /** The names of all mails. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The results of Python's parser for mails in which it found no defect, for comparison. */
    public Map<String, JsonNode> oracle() {
        Map<String, JsonNode> clean = new TreeMap<>(expected);
        clean.values()
                .removeIf(mail ->
                        mail.get("defects").asInt() + mail.get("headerDefects").asInt() > 0);
        return clean;
    }
}
