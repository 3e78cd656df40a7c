package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.exchange.mail.ParsedMail;
import org.opencompliance.archiver.exchange.mail.RealMails;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.sandbox.DeadLetter;
import org.opencompliance.sandbox.GraphContract;
import org.opencompliance.sandbox.graph.Address;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.http.Digest;

/** Archives a day of mails that broke other parsers, from the source to the mailboxes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealInputTest {

    /** Texts without any header: not messages. */
    private static final Set<String> MALFORMED = Set.of(
            "mime4j/testmsgs--malformedHeader-noheader.eml", "mime4j/testmsgs--malformedHeaderStartsBody-noheader.eml");

    /** Placeholder for a participant without an address that Exchange accepts. */
    private static final Pattern PLACEHOLDER = Pattern.compile(".*@(wechat|unknown)\\.invalid");

    /** Characters that a mailbox cannot store, and their replacement. */
    private static final Pattern REPLACED = Pattern.compile("[\\p{Cs}\\p{Cntrl}\\uFFFD-\\uFFFF&&[^\\t\\r\\n]]");

    /** What keeps style sheets of a message from hiding the banner. */
    private static final Pattern GUARD = Pattern.compile(
            "(?<=<html|<body) style=\"display:block !important;[^\"]*+\"|<style>@layer archive[^<]*+</style>",
            Pattern.CASE_INSENSITIVE);

    private final Map<String, Map<String, List<MessageRecord>>> messages = new TreeMap<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private RealMails mails;
    private MailParser parser;
    private RealDay day;
    private Optional<GraphContract> contract;
    private RequestAnswer answer;

    @BeforeAll
    void archiveTheDay(@TempDir Path folder) throws Exception {
        Optional<RealMails> found = RealMails.find();
        assumeTrue(found.isPresent());
        mails = found.get();
        parser = new MailParser(MailLimits.DEFAULT, Files.createDirectory(folder.resolve("spool")));
        day = new RealDay(mails, folder.resolve("program"));
        contract = GraphContract.find();
        contract.ifPresent(day::hold);
        answer = day.archive();
        messages.putAll(day.messages());
        letters.addAll(day.deadLetters());
        System.out.println("Real mails archived: " + messages.size() + " in " + copies() + " messages; parked: "
                + letters.stream()
                        .collect(Collectors.groupingBy(DeadLetter::reason, TreeMap::new, Collectors.counting())));
    }

    @AfterAll
    void stop() {
        if (day != null) {
            day.close();
        }
    }

    @Test
    void bothEquationsHoldAndNothingIsPending() throws Exception {
        JsonNode report = day.report();
        assertThat(answer.good()).isTrue();
        assertThat(report.at("/controlTotal/verdict").asText()).isEqualTo("HOLDS");
        assertThat(report.at("/fanOut/verdict").asText()).isEqualTo("HOLDS");
        assertThat(report.at("/source/staged").asInt()).isEqualTo(mails.names().size());
        assertThat(report.at("/imports/pending").asInt(-1)).isZero();
        assertThat(report.at("/imports/imported").asLong()).isEqualTo(copies());
        assertThat(report.at("/imports/failed").asInt()).isEqualTo(letters.size());
    }

    @Test
    void everyOriginalIsStagedAsItWas() throws Exception {
        List<String> originals = new ArrayList<>();
        for (String name : mails.names()) {
            originals.add(Digest.of(Files.readAllBytes(mails.file(name))).sha256());
        }
        assertThat(day.staged()).hasSizeGreaterThan(180).containsExactlyInAnyOrderElementsOf(originals);
    }

    @Test
    void noTemporaryFileIsLeft() throws Exception {
        assertThat(day.temporary()).isEmpty();
    }

    @Test
    void everyItemIsOnceWithEachOfItsPeopleOrParkedForTheRightReason() throws Exception {
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        messages.forEach((name, copies) -> copies.forEach((user, all) ->
                found.computeIfAbsent(name, unused -> new TreeMap<>()).put(user, all.size())));
        letters.forEach(letter -> found.computeIfAbsent(letter.itemId(), unused -> new TreeMap<>())
                .merge(letter.reason() + " " + letter.mailbox(), 1, Integer::sum));
        Map<String, Map<String, Integer>> due = new TreeMap<>();
        for (String name : mails.names()) {
            Set<String> places = new TreeSet<>(day.users(addressesOf(name)));
            if (places.isEmpty()) {
                places.add((MALFORMED.contains(name) ? "malformed" : "unmapped") + " null");
            }
            due.put(name, places.stream().collect(Collectors.toMap(place -> place, place -> 1)));
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(due);
    }

    @Test
    void everyMessageIsWhatTheParserFound() throws Exception {
        for (String name : messages.keySet()) {
            try (ParsedMail mail = parse(name)) {
                Instant sent = sent(mail, day.archivedAt(name));
                for (MessageRecord message : messagesOf(name)) {
                    assertThat(message.folder()).as("%s", name).isEqualTo("WeChat Archiver");
                    assertThat(message.draft()).as("%s", name).isFalse();
                    assertThat(message.subject()).as("%s", name).isEqualTo(mail.subject());
                    assertThat(List.of(message.sent(), message.received()))
                            .as("%s", name)
                            .containsOnly(sent);
                    assertThat(message.to()).as("%s", name).hasSameSizeAs(mail.to());
                    assertThat(message.cc()).as("%s", name).hasSameSizeAs(mail.cc());
                    assertThat(files(message)).as("%s", name).isEqualTo(files(mail));
                    assertThat(textLost(mail, message)).as("%s", name).isZero();
                }
            }
        }
    }

    @Test
    void everyMessageAgreesWithTheOracleButForTheListedDeviations() {
        Map<String, String> differing = new TreeMap<>();
        int agreeing = 0;
        for (Map.Entry<String, JsonNode> expected : mails.oracle().entrySet()) {
            for (MessageRecord message : messagesOf(expected.getKey())) {
                String difference = difference(message, expected.getValue());
                if (difference.isEmpty()) {
                    agreeing++;
                } else {
                    differing.put(expected.getKey(), difference);
                }
            }
        }
        System.out.println("Messages in mailboxes that agree with the oracle: " + agreeing
                + ", real mails that differ on purpose: " + differing.size());
        Set<String> deviating = new TreeSet<>(RealMails.DEVIATIONS.keySet());
        deviating.retainAll(messages.keySet());
        assertThat(agreeing).isGreaterThan(100);
        assertThat(differing).containsOnlyKeys(deviating);
    }

    @Test
    void everyRequestIsOneThatGraphDescribes() {
        assumeTrue(contract.isPresent());
        System.out.println("Requests checked against the description of Graph: "
                + contract.get().checked());
        assertThat(contract.get().checked()).isGreaterThan(400);
        assertThat(contract.get().violations()).isEmpty();
    }

    private long copies() {
        return messages.keySet().stream()
                .mapToLong(name -> messagesOf(name).size())
                .sum();
    }

    private List<MessageRecord> messagesOf(String name) {
        return messages.getOrDefault(name, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** From the oracle if it has the mail, else from our parser. */
    private Set<String> addressesOf(String name) throws IOException, MailFormatException {
        if (mails.oracle().containsKey(name)) {
            return RealDay.lowerCase(mails.oracle().get(name).get("addresses"));
        }
        try (ParsedMail mail = parse(name)) {
            return Stream.of(mail.to(), mail.cc(), mail.from() == null ? List.<MailAddress>of() : List.of(mail.from()))
                    .flatMap(List::stream)
                    .map(person -> person.address().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }
    }

    private ParsedMail parse(String name) throws IOException, MailFormatException {
        try (InputStream in = Files.newInputStream(mails.file(name))) {
            return parser.parse(in);
        }
    }

    private static Instant sent(Mail mail, Instant archivedAt) {
        boolean believable = mail.sent() != null
                && !mail.sent().isBefore(Instant.parse("1990-01-01T00:00:00Z"))
                && !mail.sent().isAfter(archivedAt.plus(24, ChronoUnit.HOURS));
        return (believable ? mail.sent() : archivedAt).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Number of missing characters of the text; the banner around it is ignored. */
    private static int textLost(Mail mail, MessageRecord message) {
        String text = REPLACED.matcher(mail.body().content()).replaceAll("?");
        String shown =
                REPLACED.matcher(GUARD.matcher(message.body()).replaceAll("")).replaceAll("?");
        int before = 0;
        while (before < Math.min(text.length(), shown.length()) && text.charAt(before) == shown.charAt(before)) {
            before++;
        }
        return shown.endsWith(text.substring(before)) ? 0 : text.length() - before;
    }

    private static String difference(MessageRecord message, JsonNode expected) {
        List<String> differences = new ArrayList<>();
        if (!oneSpaced(expected.get("subject").asText("")).equals(oneSpaced(message.subject()))) {
            differences.add("subject");
        }
        if (!RealDay.lowerCase(expected.get("addresses")).equals(addresses(message))) {
            differences.add("addresses");
        }
        List<String> files = new ArrayList<>(files(message));
        for (JsonNode part : expected.get("namedParts")) {
            long size = part.get("size").asLong();
            if (!files.remove(part.get("name").asText() + " " + size + " "
                    + part.get("sha256").asText())) {
                differences.add("without a file of " + size + " bytes");
            }
        }
        return String.join("; ", differences);
    }

    private static List<String> files(MessageRecord message) {
        return message.attachments().stream()
                .map(file -> file.name() + " " + file.size() + " " + file.sha256())
                .toList();
    }

    private static List<String> files(Mail mail) {
        return mail.attachments().stream()
                .map(file -> file.name() + " " + file.size() + " " + file.sha256())
                .toList();
    }

    private static Set<String> addresses(MessageRecord message) {
        return Stream.of(List.of(message.from()), message.to(), message.cc())
                .flatMap(List::stream)
                .map(Address::address)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> !PLACEHOLDER.matcher(address).matches())
                .collect(Collectors.toSet());
    }

    private static String oneSpaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
