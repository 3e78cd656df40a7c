package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;

/** Invalid input before the start: the message states the correction and contains no secret. */
@Timeout(60)
class BadInputIsRefusedTest {

    private static final String SECRET = "s3cret-of-the-site";

    @TempDir
    private Path folder;

    private CommandLineSetUp setUp;

    @BeforeEach
    void everythingThatIsNeeded() {
        setUp = new CommandLineSetUp(folder)
                .with("telemessage.url", "http://127.0.0.1:1")
                .with("telemessage.username", "admin")
                .with("telemessage.password", SECRET)
                .with("microsoft.credentials", "none")
                .with("microsoft.service-url", "http://127.0.0.1:1/v1.0")
                .with("archiver.storage-directory", folder.resolve("area").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archiver.size-limit        | 10 potatoes | a size such as 500KB or 10MB",
                "archiver.size-limit        | 151MB       | from 1B to 150MB",
                "archiver.overlap           | a day       | a duration such as",
                "archiver.window            | 30m         | an hour at least",
                "archiver.item-cpu-limit    | 0s          | at least 1s",
                "archiver.lead-duration     | 1s          | at least 2s",
                "archiver.page-size         | 0           | a whole number of at least 1",
                "archiver.email-mapping     | yes         | one of false, true",
                "archiver.deliver-to        | everybody   | one of owner, participants",
                "archiver.unmapped-mailbox  | Unmapped    | the address of a mailbox, such as",
                "archiver.archived-group    | team        | the object id of a group, such as",
                "archiver.collect-from      | yesterday   | a time in UTC such as",
                "archiver.schedule          | daily       | a Quartz cron expression such as",
                "archiver.storage           | tape        | one of azure, local",
                "telemessage.url            | http://archive.example | https://",
                "telemessage.retries        | -1          | a whole number of at least 0",
                "microsoft.cloud            | nine        | one of china, global",
                "microsoft.credentials      | password    | one of client-certificate",
                "microsoft.request-timeout  | 10m         | shorter than archiver.claim-duration",
                "archiver.routes-directory  | nowhere     | set archiver.routes-directory",
            })
    void aValueThatCannotBeUsed(String property, String value, String advice) throws Exception {
        Outcome outcome = setUp.with(property, value).command("run");

        assertRefused(outcome);
        assertThat(outcome.err()).contains(property, advice);
    }

    @ParameterizedTest
    @CsvSource({"telemessage.url", "telemessage.username", "telemessage.password"})
    void aPropertyThatIsMissing(String property) throws Exception {
        Outcome outcome = setUp.without(property).command("run");

        assertRefused(outcome);
        assertThat(outcome.err()).contains("Set " + property, "environment variable TELEMESSAGE_");
    }

    @Test
    void theSecretOfTheApplicationMissing() throws Exception {
        Outcome outcome = setUp.with("microsoft.credentials", "client-secret").command("run");

        assertRefused(outcome);
        assertThat(outcome.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("Set microsoft.tenant-id"))
                .anyMatch(line -> line.contains("Set microsoft.client-secret"));
    }

    @Test
    void aPropertyThatThereIsNot() throws Exception {
        Outcome outcome = setUp.with("archiver.size-limt", "20MB").command("run");

        assertRefused(outcome);
        assertThat(outcome.err()).contains("archiver.size-limt (did you mean archiver.size-limit?)", "own.properties");
    }

    @Test
    void aConfigurationFileThatThereIsNot() {
        Outcome outcome = CommandLineSetUp.bare(
                "run", "--config", folder.resolve("none.properties").toString());

        assertRefused(outcome);
        assertThat(outcome.err()).contains("none.properties", "cannot be read");
    }

    @Test
    void anAreaThatIsOpenToOthers() throws Exception {
        Files.createDirectory(
                folder.resolve("area"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        Outcome outcome = setUp.command("run");

        assertRefused(outcome);
        assertThat(outcome.err()).contains("is accessible to group or others", "chmod 700");
    }

    @Test
    void aRangeThatIsNone() throws Exception {
        Outcome outcome = setUp.command("collect", "--from", "2026-11-21", "--to", "2026-11-20");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--to must be later than --from");
    }

    @ParameterizedTest
    @CsvSource({"chek,check", "--confg=x,--config"})
    void aCommandOrOptionThatThereIsNot(String wrong, String right) {
        Outcome outcome = CommandLineSetUp.bare(wrong);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(wrong, right);
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain(SECRET).doesNotContain("Exception");
    }
}
