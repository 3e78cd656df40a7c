package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.item.encryption.EncryptedMail;
import org.opencompliance.archiver.item.encryption.KeysForTest;
import org.opencompliance.sandbox.day.PartEncryption;

/** The shipped routes, and edited ones, with one item and no configuration. */
@Timeout(60)
class TryCommandTest {

    private static final String ANN = "\"447700900123 Ann Lee\" <ann@contoso.example>";
    private static final String BEN = "\"447700900124 Ben Wu\" <ben@client.example>";

    @TempDir
    private Path folder;

    @Test
    void mailboxOfTheCustomMappingIsNamed() throws IOException {
        Path mapping = Files.writeString(
                folder.resolve("users.csv"),
                "External User ID,Microsoft 365 User Mailbox\n447700900123,susan@contoso.example\n");

        Outcome outcome = attempt("--user", "susan@contoso.example", "--mapping", mapping.toString());

        assertThat(outcome.text())
                .contains("=> delivered to susan@contoso.example, by the rule CUSTOM")
                .contains("because: The custom mapping has a mailbox for the mobile number")
                .contains("map-participants-custom");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void mailboxOfTheAddressIsNamed() throws IOException {
        Outcome outcome = attempt();

        assertThat(outcome.text())
                .contains(
                        "=> delivered to ann@contoso.example, by the rule EMAIL: folder WeChat Archiver, participants [0]")
                .contains("=> delivered to ben@client.example, by the rule EMAIL");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void everyStepIsNamedWithItsReason() throws IOException {
        Outcome outcome = attempt("--user", "ann@contoso.example");

        assertThat(outcome.out().lines())
                .containsSubsequence(
                        "import-item",
                        "    because: It has no plan yet, or an operator asked for a replay (${variable.attempt.next} == 'PLAN')",
                        "plan-item",
                        "map-users",
                        "map-participants",
                        "ask-directory",
                        "import-delivery");
    }

    @Test
    void itemThatIsForNobodyIsParked() throws IOException {
        Outcome outcome = attempt("--user", "other@contoso.example");

        assertThat(outcome.out()).contains("=> parked, unmapped: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void itemThatIsForNobodyGoesToTheFallbackMailbox() throws IOException {
        CommandLineSetUp fallback =
                new CommandLineSetUp(folder).with("archiver.unmapped-mailbox", "unmapped@contoso.example");

        Outcome outcome =
                fallback.command("try", "--item", item(mail("Hello")).toString(), "--user", "unmapped@contoso.example");

        assertThat(outcome.out())
                .contains("=> delivered to unmapped@contoso.example, by the rule FALLBACK")
                .contains("map-unmapped-look-up");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void mailboxThatTheFilterLeavesOutIsSkipped() throws IOException {
        Path list = Files.writeString(folder.resolve("users.txt"), "ann@contoso.example\n");
        CommandLineSetUp filtered = new CommandLineSetUp(folder).with("archiver.archived-users-file", list.toString());

        Outcome outcome = filtered.command(
                "try",
                "--item",
                item(mail("Hello")).toString(),
                Path.of("src/main/examples/filter-item.camel.yaml").toString());

        assertThat(outcome.out())
                .contains("=> delivered to ann@contoso.example, by the rule EMAIL")
                .contains("=> skipped (delivery to ben@client.example), not-archived");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void itemOverTheLimitIsParked() throws IOException {
        CommandLineSetUp small = new CommandLineSetUp(folder).with("archiver.size-limit", "10B");

        Outcome outcome = small.command(
                "try", "--item", item(mail("Hello, this is long enough")).toString());

        assertThat(outcome.out()).contains("=> parked, item-too-large: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void itemThatIsNoMailIsParked() throws IOException {
        Outcome outcome =
                CommandLineSetUp.bare("try", "--item", item("\u0000\u0001").toString());

        assertThat(outcome.out()).contains("=> parked, malformed: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void heartbeatIsSkipped() throws IOException {
        Outcome outcome = attempt("--type", "system");

        assertThat(outcome.out()).contains("=> skipped, system").doesNotContain("map-users");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void editedFileIsUsedInPlaceOfTheShippedOne() throws IOException {
        Path edited = edited(
                "log:\n                          id: map-participants-none-log\n"
                        + "                          loggingLevel: DEBUG\n"
                        + "                          message: \"${body} has no mailbox\"",
                "bean:\n                          id: map-participants-catch-all\n"
                        + "                          ref: mappingRule\n"
                        + "                          method: \"lookUp(${variable.itemMapping}, ${body}, 'catch-all', 'all@contoso.example')\"");

        Outcome outcome = attempt("--user", "all@contoso.example", edited.toString());

        assertThat(outcome.out())
                .contains("=> delivered to all@contoso.example, by the rule catch-all")
                .contains("because: no condition above holds");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void requestToAnotherSystemIsNotSent() throws IOException {
        Path edited = edited(
                "log:\n                          id: map-participants-none-log\n"
                        + "                          loggingLevel: DEBUG\n"
                        + "                          message: \"${body} has no mailbox\"",
                "to:\n                          id: map-participants-none-log\n"
                        + "                          uri: file\n"
                        + "                          parameters:\n"
                        + "                            directoryName: " + folder.resolve("written"));

        Outcome outcome = attempt("--user", "ann@contoso.example", edited.toString());

        assertThat(outcome.out()).contains("Not sent in a trial: the request to file");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void brokenFileIsNamedWithItsLine() throws IOException {
        Path edited = edited("method: \"found(", "method: \"fund(");

        Outcome outcome = attempt(edited.toString());

        assertThat(outcome.err())
                .containsPattern(edited + ":\\d+: ")
                .contains("fund")
                .contains("found");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void resultIsPrintedAsJson() throws IOException {
        JsonNode result = new ObjectMapper()
                .readTree(attempt("--json", "--user", "ann@contoso.example").out());

        assertThat(result.at("/outcomes/0/end").asText()).isEqualTo("delivered");
        assertThat(result.at("/outcomes/0/mailbox").asText()).isEqualTo("ann@contoso.example");
        assertThat(result.at("/steps/0/route").asText()).isEqualTo("import-item");
        assertThat(result.has("encryption")).isFalse();
    }

    @Test
    void encryptedItemNamesItsKeyAndWhatStaysEncrypted() throws IOException {
        KeyPair customer = KeysForTest.rsa();
        PartEncryption encryption = new PartEncryption("acme-2026", customer.getPublic(), new Random(1));
        Path item = Files.write(
                folder.resolve("encrypted.eml"),
                new EncryptedMail(encryption).text("ann@contoso.example", "ben@client.example", "Hello"));
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("acme-2026.pem"), KeysForTest.pkcs8(customer));
        CommandLineSetUp with = new CommandLineSetUp(folder).with("archiver.decryption-keys", keys.toString());

        Outcome clear = with.command("try", "--item", item.toString());
        Outcome closed = CommandLineSetUp.bare("try", "--item", item.toString());
        JsonNode json = new ObjectMapper()
                .readTree(CommandLineSetUp.bare("try", "--json", "--item", item.toString())
                        .out());
        Outcome parked = new CommandLineSetUp(folder)
                .with("archiver.undecrypted-items", "park")
                .command("try", "--item", item.toString());

        assertThat(clear.out().lines()).contains("The item is encrypted for the key acme-2026: decrypted");
        String notDecrypted =
                "The item is encrypted for the key acme-2026: not-decrypted; parts that stay encrypted: 1";
        assertThat(closed.out().lines()).contains(notDecrypted);
        assertThat(parked.out().lines()).contains(notDecrypted);
        assertThat(json.at("/encryption").asText()).isEqualTo("not-decrypted");
        assertThat(json.at("/encryptedParts").asInt()).isEqualTo(1);
        assertThat(json.at("/key").asText()).isEqualTo("acme-2026");
    }

    @Test
    void storageAreaOfTheConfigurationStaysUntouched() throws IOException {
        Path area = folder.resolve("area");
        CommandLineSetUp setUp = new CommandLineSetUp(folder).with("archiver.storage-directory", area.toString());

        assertThat(setUp.command("try", "--item", item(mail("Hello")).toString())
                        .exitCode())
                .isZero();
        assertThat(area).doesNotExist();
    }

    private Outcome attempt(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("try", "--item", item(mail("Hello")).toString()));
        arguments.addAll(List.of(more));
        return CommandLineSetUp.bare(arguments.toArray(String[]::new));
    }

    private Path item(String content) throws IOException {
        return Files.writeString(folder.resolve("item-1.eml"), content, StandardCharsets.UTF_8);
    }

    private static String mail(String text) {
        return String.join(
                "\r\n",
                "From: " + ANN,
                "To: " + BEN,
                "Subject: WeChat",
                "Date: Fri, 20 Nov 2026 20:00:00 +0000",
                "Content-Type: text/plain; charset=utf-8",
                "",
                text,
                "");
    }

    private Path edited(String before, String after) throws IOException {
        String shipped = Files.readString(Path.of("routes", "map-users.camel.yaml"));
        assertThat(shipped).contains(before);
        return Files.writeString(folder.resolve("map-users.camel.yaml"), shipped.replace(before, after));
    }
}
