package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;

class LoadUserMappingRouteTest extends UserMappingFileUnderTest {

    @Test
    void mappingIsInForceOnceTheFileIsStill() throws Exception {
        start();
        write(GOOD);

        tick(Duration.ZERO);
        tick(Duration.ofSeconds(4));
        assertThat(mappings.isWaiting()).as("four seconds are too few").isTrue();
        tick(Duration.ofSeconds(1));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(ledger)
                .containsExactly(new LedgerEvent(
                        EventType.MAPPING_ACCEPTED,
                        null,
                        null,
                        null,
                        Map.of("version", mappings.version(), "rows", 1)));
        assertThat(store.names())
                .containsExactly(
                        "state/wechat/mapping/" + mappings.version() + ".csv", "state/wechat/mapping/in-force.json");
    }

    @Test
    void fileIsNotReadWhileItIsBeingWritten() throws Exception {
        start();
        write(HEADER + SUSAN + ",susan@con");
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(4));
        write(HEADER + SUSAN + ",susan@contoso.com\n4423");

        tick(Duration.ofSeconds(4));
        tick(Duration.ofSeconds(4));
        assertThat(mappings.version()).isEqualTo("none");
        write(HEADER + SUSAN + ",susan@contoso.com\n442323523455,jeff@contoso.com\n");
        tick(Duration.ofSeconds(4));
        assertThat(ledger).isEmpty();
        tick(Duration.ofSeconds(5));

        assertThat(mappings.inForce().orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void fileThatIsReplacedByAnotherOfTheSameSizeAndTimeIsRead() throws Exception {
        start();
        load(GOOD);
        Path next = Files.writeString(folder.resolve("next.csv"), GOOD.replace("susan", "sarah"), UTF_8);
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("sarah@contoso.com");
    }

    @Test
    void unchangedFileIsReadOnce() throws Exception {
        start();
        load(BAD);

        tick(Duration.ofSeconds(5));
        tick(Duration.ofSeconds(5));

        assertThat(ledger).hasSize(1);
    }

    @Test
    void refusedFileLeavesTheLastGoodMappingInForce() throws Exception {
        start();
        load(GOOD);

        load(BAD + "12,nobody\n");

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger)
                .last()
                .isEqualTo(new LedgerEvent(EventType.MAPPING_REFUSED, null, null, null, Map.of("problems", 3)));
    }

    @Test
    void importingWaitsWhenTheOnlyFileIsRefused() throws Exception {
        start();

        load(BAD);

        assertThat(mappings.isWaiting()).isTrue();
        assertThat(mappings.version()).isEqualTo("none");
    }

    @Test
    void missingFileLeavesTheMappingInForce() throws Exception {
        start();
        load(GOOD);
        Files.delete(file);

        tick(Duration.ofSeconds(5));
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger).hasSize(1);
    }

    @Test
    void aStartAfterAChangeOfTheFileDoesNotMapByTheMappingOfBefore() throws Exception {
        start();
        load(GOOD);
        write(OTHER);

        restart();
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(4));
        assertThat(mappings.isWaiting()).isTrue();
        tick(Duration.ofSeconds(1));

        assertThat(mailboxOf(SUSAN)).isEqualTo("jeff@contoso.com");
    }

    @Test
    void aStartWithARefusedFileUsesTheMappingOfBefore() throws Exception {
        start();
        load(GOOD);
        write(BAD);

        restart();
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void aStartDoesNotWaitForEverForAFileThatChanges() throws Exception {
        start();
        load(GOOD);
        restart();
        for (int i = 0; i < 6; i++) {
            write(OTHER + "1234567890" + i + ",jeff@contoso.com\n");
            tick(Duration.ofSeconds(4));
        }

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void mappingIsInForceAgainAfterARestartWithoutTheFile() throws Exception {
        start();
        load(GOOD);
        load(OTHER);
        Files.delete(file);

        restart();
        tick(Duration.ZERO);

        assertThat(mailboxOf(SUSAN)).isEqualTo("jeff@contoso.com");
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(ledger)
                .extracting(LedgerEvent::type)
                .containsOnly(EventType.MAPPING_ACCEPTED)
                .hasSize(2);
    }

    @Test
    void sameFileAfterARestartIsNoNewEvent() throws Exception {
        start();
        load(GOOD);

        restart();
        tick(Duration.ZERO);
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
        assertThat(ledger).hasSize(1);
    }

    @Test
    void damagedCopyIsNotPutInForceAndTheFileSetsItRight() throws Exception {
        start();
        load(GOOD);
        store.put("state/wechat/mapping/" + mappings.version() + ".csv", OTHER.getBytes(UTF_8));

        restart();
        tick(Duration.ZERO);
        assertThat(mappings.isWaiting()).isTrue();
        tick(Duration.ofSeconds(5));

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void areaThatIsDownIsTriedAgain() throws Exception {
        start();
        write(GOOD);
        tick(Duration.ZERO);
        store.setDown(true);
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> tick(Duration.ZERO)).hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> routes.template().requestBody("direct:load-user-mapping", ""))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(mappings.isWaiting())
                .as("a mapping is not used before it is stored")
                .isTrue();

        store.setDown(false);
        tick(Duration.ZERO);

        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void nothingHappensWhenNoMappingIsAskedFor() throws Exception {
        start("");

        tick(Duration.ofSeconds(5));

        assertThat(mappings.isAskedFor()).isFalse();
        assertThat(mappings.isWaiting()).isFalse();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void loadingByHandDoesNotWait() throws Exception {
        start();
        write(GOOD);

        MappingCheck check = routes.template().requestBody("direct:load-user-mapping", "", MappingCheck.class);

        assertThat(check.accepted()).isTrue();
        assertThat(mailboxOf(SUSAN)).isEqualTo("susan@contoso.com");
    }

    @Test
    void loadingByHandTellsWhyItIsRefused() throws Exception {
        start();
        write(BAD);

        MappingCheck check = routes.template().requestBody("direct:load-user-mapping", "", MappingCheck.class);

        assertThat(check.problems()).extracting(MappingProblem::line).containsExactly(2L);
        assertThat(mappings.isWaiting()).isTrue();
    }

    @Test
    void loadingByHandFailsWithoutAFile() throws Exception {
        start();

        assertThatThrownBy(() -> routes.template().requestBody("direct:load-user-mapping", ""))
                .hasRootCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void watchedFileIsInForceWithoutAnybodyAsking() throws Exception {
        file = folder.resolve("mapping.csv");
        write(GOOD);
        build(file.toString(), Duration.ZERO).start();

        await().until(() -> !mappings.isWaiting());

        write(OTHER);
        await().until(() -> mailboxOf(SUSAN).equals("jeff@contoso.com"));
    }
}
