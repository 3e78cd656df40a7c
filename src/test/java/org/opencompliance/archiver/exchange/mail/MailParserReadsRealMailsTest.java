package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parses test mails of other parsers, and compares the results with those of Python's parser for mails in which it found no
 * defect.
 */
class MailParserReadsRealMailsTest {

    @TempDir
    private Path spool;

    private RealMails mails;
    private MailParser parser;

    @BeforeEach
    void dataIsThere() throws IOException {
        Optional<RealMails> found = RealMails.find();
        assumeTrue(found.isPresent());
        mails = found.get();
        parser = new MailParser(MailLimits.DEFAULT, spool);
    }

    @Test
    void everyMailIsParsedAndLeavesNothingBehind() throws Exception {
        int parsed = 0;
        for (String name : mails.names()) {
            try (InputStream in = Files.newInputStream(mails.file(name));
                    ParsedMail mail = parser.parse(in)) {
                for (MailAttachment attachment : mail.attachments()) {
                    assertThat(attachment.name()).as("%s", name).isNotBlank();
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
        for (Map.Entry<String, JsonNode> mail : mails.oracle().entrySet()) {
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
        assertThat(differing).containsOnlyKeys(RealMails.DEVIATIONS.keySet());
    }

    private String difference(String name, JsonNode expected) throws IOException, MailFormatException {
        try (InputStream in = Files.newInputStream(mails.file(name));
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
