package org.opencompliance.archiver.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.site.SiteItem;

/** Runs in this process, against a sandbox. */
@Timeout(60)
class CheckCommandIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void saysReadyWhenEverythingAnswers() throws Exception {
        Outcome outcome = setUp.command("check");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()
                        .lines()
                        .filter(line -> !line.startsWith("ADVICE"))
                        .map(line -> line.split(":")[0]))
                .containsExactly(
                        "OK    Login at the source",
                        "OK    Clock of the source",
                        "OK    Listing of the source",
                        "OK    Custom mapping",
                        "OK    Mapping by e-mail address",
                        "OK    Directory of Microsoft 365",
                        "OK    Routes",
                        "OK    Folder",
                        "OK    Schedule",
                        "OK    Size limit",
                        "OK    Storage area",
                        "OK    Seal of the ledger",
                        "OK    Delivered to",
                        "OK    Microsoft 365",
                        "Ready.");
        assertThat(outcome.out()).contains("fires next at 2099-01-01T00:00:00Z", "10MB", "WeChat Archiver");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void namesAPropertyThatNothingUses() throws Exception {
        Outcome outcome = setUp.with("archivr.schedule", "0 0 1 * * ?")
                .with("copies.password", "s3cret")
                .with("copies.address", "copies.example.com")
                .with("archiver.copy-to", "https://{{copies.address}}/wechat")
                .command("check");

        assertThat(outcome.out().lines().filter(line -> line.startsWith("ADVICE Setting")))
                .containsExactly(
                        "ADVICE Setting: archivr.schedule has no effect, because no route and no property names it:"
                                + " correct or remove it (did you mean archiver.schedule?)",
                        "ADVICE Setting: copies.password has no effect, because no route and no property names it:"
                                + " correct or remove it");
        assertThat(outcome.text()).doesNotContain("s3cret");
    }

    @Test
    void namesAPropertyThatThePlaceOfCopiesNeeds() throws Exception {
        Outcome outcome = setUp.with("archiver.copy-items", "true")
                .with("archiver.copy-to", "https://copies.example.com/wechat?authPassword=RAW({{copies.password}})")
                .command("check");

        assertThat(outcome.out())
                .contains("The value of the property archiver.copy-to has the name of a property that is not set:"
                        + " copies.password. Set it in application.properties or in the environment.");
    }

    @Test
    void namesAMisspeltPropertyOfAConnector() throws Exception {
        Outcome outcome = setUp.with("archiver.connectors", "wechat")
                .with("connector.wechat.archiver.shedule", "0 0 1 * * ?")
                .command("check");

        assertThat(outcome.out())
                .contains("TO DO Setting: There is no property archiver.shedule", "Not ready: 1 to do.");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void namesAStorageAreaThatCannotBeOpened() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Outcome outcome =
                setUp.with("archiver.storage-directory", file.toString()).command("check");

        assertThat(outcome.out())
                .contains("TO DO Storage area: The storage area " + file + " cannot be opened: " + file
                        + " is a file and no directory");
    }

    @Test
    void namesATemporaryFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Outcome outcome =
                setUp.with("archiver.temporary-directory", file.toString()).command("check");

        assertThat(outcome.out())
                .contains("TO DO Setting: Temporary files cannot be written: " + file
                        + " is a file and no directory: correct archiver.temporary-directory");
    }

    @Test
    void namesAFolderOfRoutesThatThereIsNot() throws Exception {
        Outcome outcome = setUp.with(
                        "archiver.routes-directory", folder.resolve("none").toString())
                .command("check");

        assertThat(outcome.out()).contains("TO DO Setting: There is no folder with routes at " + folder);
    }

    @Test
    void collectsNothingAndShowsNoSecret() throws Exception {
        Outcome outcome = setUp.command("check");

        assertThat(sandbox.site().fetches()).isZero();
        assertThat(outcome.text())
                .doesNotContain(sandbox.site().password())
                .doesNotContain(sandbox.site().username());
    }

    @Test
    void saysWhatToDoAboutAWrongLogin() throws Exception {
        Outcome outcome = setUp.with("telemessage.password", "wr0ng-secret").command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Login at the source: refused (HTTP 401): set telemessage.username and")
                .contains("Not ready: 1 to do.");
        assertThat(outcome.text()).doesNotContain("wr0ng-secret");
    }

    @Test
    void saysWhatToDoAboutAWrongToken() throws Exception {
        Outcome outcome = setUp.with("telemessage.authentication", "bearer")
                .with("telemessage.token", "wr0ng-secret")
                .without("telemessage.username")
                .without("telemessage.password")
                .command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Login at the source: refused (HTTP 401): set telemessage.token to a valid token")
                .contains("Not ready: 1 to do.");
        assertThat(outcome.text()).doesNotContain("wr0ng-secret");
    }

    @Test
    void namesTheFieldThatTheSourceListsUnderAnotherName() throws Exception {
        Instant now = Instant.now();
        sandbox.site().add(SiteItem.of("1", "chat", now.minusSeconds(60), "From: a\n\n".getBytes(UTF_8)));
        Path routes = copiedRoutes();
        Path file = routes.resolve("telemessage.camel.yaml");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceFirst(
                        "( +)- unmarshal:\n",
                        "$1- transform: { id: list-items-shape, expression: { jq: { expression: \""
                                + "{items: [.items[] | {id: .recordId, archivedAt: .archivedAt}]}\" } } }\n$0"));

        Outcome outcome =
                setUp.with("archiver.routes-directory", routes.toString()).command("check");

        assertThat(outcome.out())
                .contains("TO DO Listing of the source: 1 of 1 entries cannot be used: "
                        + "Entry 1 of the page, field id: missing: correct the fields in the route list-items");
    }

    @Test
    void saysWhatTheListingDoesNotAttest() throws Exception {
        sandbox.site().add(SiteItem.of("1", "chat", Instant.now().minusSeconds(60), "From: a\n\n".getBytes(UTF_8)));
        Path routes = copiedRoutes();
        Path file = routes.resolve("telemessage.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "( +)- unmarshal:\n",
                                "$1- transform: { id: list-items-shape, expression: { jq: { expression: \""
                                        + "del(.items[].sizeBytes, .items[].sha256)\" } } }\n$0"));

        Outcome outcome =
                setUp.with("archiver.routes-directory", routes.toString()).command("check");

        assertThat(outcome.out())
                .contains("ADVICE Listing of the source: of 1 entries, 1 have no sizeBytes and 1 no sha256");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void advisesAgainstASizeThatIsAlwaysZero() throws Exception {
        sandbox.site().add(SiteItem.of("1", "chat", Instant.now().minusSeconds(60), "From: a\n\n".getBytes(UTF_8)));
        Path routes = copiedRoutes();
        Path file = routes.resolve("telemessage.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "( +)- unmarshal:\n",
                                "$1- transform: { id: list-items-shape, expression: { jq: { expression: \""
                                        + ".items[].sizeBytes = 0\" } } }\n$0"));

        Outcome outcome =
                setUp.with("archiver.routes-directory", routes.toString()).command("check");

        assertThat(outcome.out()).contains("ADVICE Listing of the source: all 1 entries have the size 0");
    }

    private Path copiedRoutes() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        return routes;
    }

    @Test
    void saysWhatToDoWhenNothingAnswers() throws Exception {
        String nobody = "http://127.0.0.1:1";

        Outcome outcome = setUp.with("telemessage.url", nobody)
                .with("microsoft.service-url", nobody + "/v1.0")
                .command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Login at the source: no answer", "check telemessage.url and the network")
                .contains("TO DO Directory of Microsoft 365")
                .contains("Not ready: 2 to do.");
    }

    @Test
    void knowsTheFallbackMailboxAndTheFilter() throws Exception {
        Path list = Files.writeString(folder.resolve("users.txt"), "no entry\n");

        Outcome outcome = setUp.with("archiver.unmapped-mailbox", "nobody@contoso.example")
                .with("archiver.archived-users-file", list.toString())
                .command("check");

        assertThat(outcome.out())
                .contains(
                        "TO DO Fallback mailbox: no valid user (the directory does not know its address), so its items")
                .contains(
                        "TO DO Filter: archiver.archived-users-file is set and no route uses it, so it filters nothing")
                .contains(
                        "TO DO Filter: The file of archiver.archived-users-file is refused: line 1 is no e-mail address")
                .contains("Not ready: 3 to do.");
    }

    @Test
    void findsAClockThatIsWrong() throws Exception {
        try (Sandbox ahead = Sandbox.start(DAY, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)), 1)) {
            Outcome outcome = CommandLineSetUp.of(folder, ahead).command("check");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).containsPattern("TO DO Clock of the source: (59\\d|60\\d) s ahead of ours");
        }
    }

    @Test
    void showsWhyAMappingFileIsRefused() throws Exception {
        Path file = folder.resolve("mapping.csv");
        Files.writeString(
                file,
                "External User ID,Microsoft 365 User Mailbox\n4.45E+11,susan@contoso.example\n447700900123,bob\n");

        Outcome outcome = setUp.with("archiver.mapping-file", file.toString()).command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Custom mapping: ", "line 2: ", "line 3: ")
                .doesNotContain("447700900123")
                .doesNotContain("susan");
    }

    @Test
    void acceptsAMappingFile() throws Exception {
        Path file = folder.resolve("mapping.csv");
        Files.writeString(file, "External User ID,Microsoft 365 User Mailbox\n447700900123,bob@contoso.example\n");

        Outcome outcome = setUp.with("archiver.mapping-file", file.toString())
                .with("archiver.email-mapping", "false")
                .command("check");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("OK    Custom mapping: " + file + " is accepted, 1 rows");
    }

    @Test
    void findsAMappingFileMissing() throws Exception {
        Outcome outcome = setUp.with(
                        "archiver.mapping-file", folder.resolve("none.csv").toString())
                .command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("TO DO Custom mapping: the file").contains("none.csv cannot be read");
    }

    @Test
    void findsThatNobodyWouldGetAnything() throws Exception {
        Outcome outcome = setUp.with("archiver.email-mapping", "false").command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Mapping by e-mail address: off")
                .contains("email-mapping=true");
    }

    @Test
    void worksBesideAnArchiver() throws Exception {
        try (Archiver running = Archiver.start(setUp.configuration(), Archiver.Mode.SCHEDULED)) {
            Outcome outcome = setUp.command("check");

            assertThat(running.context().isStarted()).isTrue();
            assertThat(outcome.out()).contains("an archiver is running on it", "OK    Login at the source", "Ready.");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    @Test
    void findsAnAreaThatIsOpenToOthers() throws Exception {
        Files.createDirectory(
                folder.resolve("area"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        Outcome outcome = setUp.command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("TO DO Storage area: ", "chmod 700");
    }

    @Test
    void findsSettingsThatOthersMayRead() throws Exception {
        Outcome outcome = setUp.permissions("rw-r--r--").command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "TO DO File permissions: Others may read ",
                        "own.properties",
                        "telemessage.password",
                        "chmod 600")
                .contains("Not ready: 1 to do.");
        assertThat(outcome.text()).doesNotContain(sandbox.site().password());
    }

    @Test
    void findsRoutesAndAMappingThatOthersMayChange() throws Exception {
        Path routes = copiedRoutes();
        Path mapping = folder.resolve("mapping.csv");
        Files.writeString(mapping, "External User ID,Microsoft 365 User Mailbox\n447700900123,bob@contoso.example\n");
        Set<PosixFilePermission> open = PosixFilePermissions.fromString("rw-rw-rw-");
        Files.setPosixFilePermissions(mapping, open);
        Files.setPosixFilePermissions(routes.resolve("import-item.camel.yaml"), open);

        Outcome outcome = setUp.with("archiver.mapping-file", mapping.toString())
                .with("archiver.routes-directory", routes.toString())
                .command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("TO DO File permissions: Others may change .*mapping.csv.*chmod go-w")
                .containsPattern("TO DO File permissions: Others may change .*import-item.camel.yaml.*chmod go-w")
                .contains("Not ready: 2 to do.");
    }

    @Test
    void listsEverySettingThatCannotBeUsed() throws Exception {
        Outcome outcome = setUp.without("telemessage.password")
                .with("archiver.size-limit", "huge")
                .with("archiver.schedule", "daily")
                .command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TO DO Setting: Set telemessage.password")
                .contains("TO DO Setting: archiver.size-limit must be a size such as 500KB or 10MB")
                .contains("TO DO Setting: archiver.schedule must be a Quartz cron expression")
                .contains("Not ready: 3 to do.");
    }
}
