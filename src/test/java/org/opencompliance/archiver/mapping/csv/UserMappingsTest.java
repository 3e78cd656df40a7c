package org.opencompliance.archiver.mapping.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MemoryStore;

class UserMappingsTest {

    private static final String IN_FORCE = "state/wechat/mapping/in-force.json";

    private final MemoryStore store = new MemoryStore();
    private final List<LedgerEvent> ledger = new ArrayList<>();
    private final UserMappings mappings =
            new UserMappings("mapping.csv", new KeptMapping(store, "wechat"), ledger::add);

    @Test
    void acceptedMappingReplacesTheOneInForce() throws Exception {
        mappings.accept(mapping("susan@contoso.com"));
        String first = mappings.version();
        mappings.accept(mapping("jeff@contoso.com"));

        assertThat(mappings.version()).isNotEqualTo(first).hasSize(64);
        assertThat(ledger)
                .extracting(event -> event.details().get("version"))
                .containsExactly(first, mappings.version());
        assertThat(store.names()).as("earlier versions stay").hasSize(3);
    }

    @Test
    void mappingThatWasInForceBeforeIsInForceAgain() throws Exception {
        mappings.accept(mapping("susan@contoso.com"));
        String first = mappings.version();
        mappings.accept(mapping("jeff@contoso.com"));
        mappings.accept(mapping("susan@contoso.com"));

        assertThat(mappings.version()).isEqualTo(first);
        assertThat(restarted().kept()).isEqualTo(mapping("susan@contoso.com").content());
        assertThat(ledger).hasSize(3);
    }

    @Test
    void mappingIsKeptWhenAnotherProcessPutsOneInForceAtTheSameMoment() throws Exception {
        mappings.accept(mapping("susan@contoso.com"));
        store.beforeReplace(() -> store.put(IN_FORCE, "{\"version\":\"other\"}".getBytes(UTF_8)));

        mappings.accept(mapping("jeff@contoso.com"));

        assertThat(restarted().kept()).isEqualTo(mapping("jeff@contoso.com").content());
    }

    @Test
    void mappingIsNotInForceUnlessItIsRecorded() {
        UserMappings unrecorded = new UserMappings("mapping.csv", new KeptMapping(store, "wechat"), event -> {
            throw new IllegalStateException("The ledger cannot be written");
        });

        assertThatThrownBy(() -> unrecorded.accept(mapping("susan@contoso.com")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unrecorded.isWaiting()).isTrue();
        assertThat(store.names()).doesNotContain(IN_FORCE);
    }

    @Test
    void restoredMappingDoesNotReplaceOneAcceptedMeanwhile() throws Exception {
        mappings.accept(mapping("jeff@contoso.com"));
        String version = mappings.version();

        mappings.restore(mapping("susan@contoso.com"));

        assertThat(mappings.version()).isEqualTo(version);
    }

    @Test
    void restoredMappingIsNoEvent() throws Exception {
        mappings.restore(mapping("susan@contoso.com"));

        assertThat(mappings.isWaiting()).isFalse();
        assertThat(ledger).isEmpty();
    }

    @Test
    void nothingIsKeptBeforeTheFirstMapping() throws Exception {
        assertThat(mappings.kept()).isNull();
        assertThat(mappings.version()).isEqualTo("none");
    }

    @Test
    void whatIsKeptIsNotReadOnceAMappingIsInForce() throws Exception {
        mappings.accept(mapping("susan@contoso.com"));

        store.setDown(true);

        assertThat(mappings.kept()).isNull();
    }

    @Test
    void keptMappingIsNoneWhenItsFileOrItsVersionCannotBeRead() throws Exception {
        mappings.accept(mapping("susan@contoso.com"));
        store.remove("state/wechat/mapping/" + mappings.version() + ".csv");
        assertThat(restarted().kept()).isNull();

        store.put(IN_FORCE, "{\"version\":\"../../work/x\"}".getBytes(UTF_8));
        assertThat(restarted().kept()).isNull();

        store.put(IN_FORCE, "no json".getBytes(UTF_8));
        assertThat(restarted().kept()).isNull();
    }

    @Test
    void areaThatIsDownIsNotTakenForNothingKept() throws Exception {
        store.setDown(true);

        assertThatThrownBy(mappings::kept).isInstanceOf(IOException.class);
    }

    @Test
    void refusedMappingIsRecordedByTheNumberOfItsProblems() throws Exception {
        mappings.refuse(
                new MappingCheck(new byte[0], null, List.of(new MappingProblem(2, "reason")), List.of(), Map.of()));

        assertThat(mappings.isWaiting()).isTrue();
        assertThat(ledger).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.MAPPING_REFUSED);
            assertThat(event.details()).containsOnlyKeys("problems").containsEntry("problems", 1);
        });
    }

    private UserMappings restarted() {
        return new UserMappings("mapping.csv", new KeptMapping(store, "wechat"), ledger::add);
    }

    private static MappingCheck mapping(String mailbox) {
        return new MappingCsv()
                .check(
                        mailbox.getBytes(UTF_8),
                        List.of(MappingRows.HEADER, List.of("445204334324", mailbox))
                                .iterator());
    }

    @Test
    void acceptanceIsKnownAfterARestartAndARefusalUntilTheNextAcceptance() throws Exception {
        mappings.refuse(
                new MappingCheck(new byte[0], null, List.of(new MappingProblem(2, "reason")), List.of(), Map.of()));
        assertThat(mappings.lastRefused()).contains(new UserMappings.Refusal(store.now(), 1));
        assertThat(mappings.acceptedAt()).isEmpty();

        mappings.accept(mapping("susan@contoso.com"));
        assertThat(mappings.lastRefused()).isEmpty();
        assertThat(mappings.acceptedAt()).contains(store.now());

        UserMappings restarted = restarted();
        restarted.kept();
        restarted.restore(mapping("susan@contoso.com"));
        assertThat(restarted.acceptedAt()).contains(store.now());
    }
}
