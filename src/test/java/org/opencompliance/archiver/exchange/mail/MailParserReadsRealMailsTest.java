package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads test mails of other parsers, and compares with what Python's parser found where that found no defect. */
class MailParserReadsRealMailsTest {

    private static final String BASE_NAME = "only the base name of a path, without reserved characters, is taken";
    private static final String UNIQUE = "names are made unique within the mail";
    private static final String SINGLE_TEXT = "a mail that is one text is all body, even if the text has a name";
    private static final String UUENCODED = "uuencoded parts are kept as they are written";
    private static final String NESTED = "the part belongs to a nested message, which is kept whole";
    private static final String UTF_7 = "Java knows no UTF-7, the words are kept readable instead";

    /** Where we differ from the oracle on purpose: the mail, and why. */
    private static final Map<String, String> DEVIATIONS = Map.ofEntries(
            Map.entry("mime4j/mimetools-testmsgs--badfile.eml", BASE_NAME),
            Map.entry("mime4j/mimetools-testmsgs--dup-names.eml", UNIQUE),
            Map.entry("mime4j/mimetools-testmsgs--infinite.eml", SINGLE_TEXT),
            Map.entry("mime4j/mimetools-testmsgs--multi-2evil.eml", BASE_NAME),
            Map.entry("mime4j/mimetools-testmsgs--multi-badnames.eml", BASE_NAME),
            Map.entry(
                    "mime4j/mimetools-testmsgs--twopart.eml",
                    "the oracle does not decode \"base64\" followed by a space"),
            Map.entry("mime4j/mimetools-testmsgs--x-gzip64.eml", SINGLE_TEXT),
            Map.entry("mime4j/testmsgs--example.eml", UNIQUE),
            Map.entry("stalwart/legacy--001.eml", UTF_7),
            Map.entry("stalwart/legacy--005.eml", UTF_7),
            Map.entry("stalwart/legacy--016.eml", "the oracle loses a Latin-1 letter of a file name"),
            Map.entry("stalwart/legacy--023.eml", "the oracle loses a Latin-1 letter of a file name"),
            Map.entry("stalwart/legacy--026.eml", UUENCODED),
            Map.entry("stalwart/legacy--035.eml", BASE_NAME),
            Map.entry("stalwart/legacy--039.eml", BASE_NAME),
            Map.entry("stalwart/legacy--048.eml", UUENCODED),
            Map.entry("stalwart/rfc--002.eml", NESTED));

    private final Path data = Path.of(System.getProperty("archiver.shared", "none"), "data");

    @TempDir
    private Path spool;

    private MailParser parser;

    @BeforeEach
    void dataIsThere() {
        boolean there = Files.isDirectory(data.resolve("eml"));
        if (!there) {
            System.out.println(
                    "Skipped: no test mails, set the system property archiver.shared to the folder that has data/eml");
        }
        assumeTrue(there);
        parser = new MailParser(MailLimits.DEFAULT, spool);
    }

    @Test
    void everyMailIsParsedAndLeavesNothingBehind() throws Exception {
        int parsed = 0;
        for (Path file : mails()) {
            try (InputStream in = Files.newInputStream(file);
                    ParsedMail mail = parser.parse(in)) {
                for (MailAttachment attachment : mail.attachments()) {
                    assertThat(attachment.name()).as("%s", file.getFileName()).isNotBlank();
                    try (InputStream content = attachment.open()) {
                        assertThat(content.readAllBytes()).hasSize((int) attachment.size());
                    }
                }
                parsed++;
            }
        }
        System.out.println("Real mails parsed: " + parsed);
        assertThat(parsed).isGreaterThan(180);
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void agreesWithTheOracleButForTheListedDeviations() throws Exception {
        Map<String, String> differing = new TreeMap<>();
        int agreeing = 0;
        for (Map.Entry<String, JsonNode> mail : oracle().entrySet()) {
            String difference = difference(mail.getKey(), mail.getValue());
            if (difference.isEmpty()) {
                agreeing++;
            } else {
                differing.put(mail.getKey(), difference);
            }
        }
        System.out.println(
                "Real mails that agree with the oracle: " + agreeing + ", that differ on purpose: " + differing.size());
        assertThat(agreeing).isGreaterThan(100);
        assertThat(differing).containsOnlyKeys(DEVIATIONS.keySet());
    }

    private String difference(String name, JsonNode expected) throws IOException, MailFormatException {
        try (InputStream in = Files.newInputStream(data.resolve("eml").resolve(name));
                ParsedMail mail = parser.parse(in)) {
            List<String> differences = new ArrayList<>();
            String subject = expected.get("subject").asText("");
            if (!oneSpaced(subject).equals(oneSpaced(mail.subject()))) {
                differences.add("subject " + mail.subject());
            }
            TreeSet<String> addresses = addresses(mail);
            if (!texts(expected.get("addresses")).equals(addresses)) {
                differences.add("addresses " + addresses);
            }
            List<String> parts = expectedParts(expected.get("namedParts"));
            mail.attachments().forEach(part -> parts.remove(part.name() + " " + part.size() + " " + part.sha256()));
            if (!parts.isEmpty()) {
                differences.add("without " + parts);
            }
            return String.join("; ", differences);
        }
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("eml"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Map<String, JsonNode> oracle() throws IOException {
        Map<String, JsonNode> clean = new TreeMap<>();
        JsonNode all =
                new ObjectMapper().readTree(data.resolve("eml-expected.json").toFile());
        all.fields().forEachRemaining(mail -> {
            if (mail.getValue().get("defects").asInt()
                            + mail.getValue().get("headerDefects").asInt()
                    == 0) {
                clean.put(mail.getKey(), mail.getValue());
            }
        });
        return clean;
    }

    private static List<String> expectedParts(JsonNode parts) {
        List<String> expected = new ArrayList<>();
        parts.forEach(part -> expected.add(part.get("name").asText() + " "
                + part.get("size").asLong() + " " + part.get("sha256").asText()));
        return expected;
    }

    private static TreeSet<String> texts(JsonNode array) {
        TreeSet<String> texts = new TreeSet<>();
        StreamSupport.stream(array.spliterator(), false)
                .forEach(text -> texts.add(text.asText().toLowerCase(Locale.ROOT)));
        return texts;
    }

    private static TreeSet<String> addresses(ParsedMail mail) {
        TreeSet<String> addresses = new TreeSet<>();
        Stream.of(mail.to(), mail.cc(), mail.from() == null ? List.<MailAddress>of() : List.of(mail.from()))
                .flatMap(List::stream)
                .map(mailbox -> mailbox.address().toLowerCase(Locale.ROOT))
                .filter(address -> !address.isEmpty())
                .forEach(addresses::add);
        return addresses;
    }

    private static String oneSpaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
