package org.opencompliance.archiver.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.azure.ScriptedBlobs.Refusal;

/** Every conflict and failed condition of the blob service, in every operation that can receive it. */
class BlobRefusalsHaveAMeaningTest {

    private static final String NAME = "ledger/1.jsonl";
    private static final String REFUSALS =
            """
            412, LeaseIdMissing
            412, LeaseIdMismatchWithBlobOperation
            412, LeaseLost
            409, LeaseAlreadyPresent
            409, BlockCountExceedsLimit
            412, MaxBlobSizeConditionNotMet
            409, BlobImmutableDueToPolicy
            409, SnapshotsPresent
            409, SnapshotCountExceeded
            409, SnapshotOperationRateExceeded
            409, BlobArchived
            409, BlobBeingRehydrated
            409, InvalidBlobType
            409, PendingCopyOperation
            409, BlobIsSealed
            412, SomethingNew
            409,
            """;

    private ScriptedBlobs blobs;
    private AzureObjectStore store;

    @BeforeEach
    void open() throws IOException {
        blobs = ScriptedBlobs.start();
        store = AzureObjectStore.open(blobs.account(), "area", List.of("ledger"));
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void aCreationLooksWhetherTheBlobIsThere(int status, String code) throws IOException {
        create();
        refuse("PUT BLOB", status, code);

        assertThat(create()).as("it is there, and stays as it is").isFalse();
        assertThat(blobs.text(NAME)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void aCreationIsNotTakenForSeenBeforeWhenNothingIsThere(int status, String code) {
        refuse("PUT BLOB", status, code);

        assertThatExceptionOfType(ObjectRefusedException.class)
                .isThrownBy(this::create)
                .withMessageContaining("" + status);
        assertThat(blobs.has(NAME)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void aReplacementIsNotTakenForSomebodyElsesWrite(int status, String code) throws IOException {
        create();
        String version = store.read(NAME).orElseThrow().version();
        refuse("PUT BLOB", status, code);

        assertThatExceptionOfType(ObjectRefusedException.class)
                .isThrownBy(() -> store.replace(NAME, bytes("y"), version));
        assertThat(blobs.text(NAME)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void anAppendIsNotTakenForAnotherPositionNorForAnOutage(int status, String code) throws IOException {
        store.append(NAME, bytes("one\n"), 0);
        refuse("PUT APPENDBLOCK", status, code);

        assertThatExceptionOfType(ObjectRefusedException.class).isThrownBy(() -> store.append(NAME, bytes("two\n"), 4));
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void aLogThatCannotBeBegunIsRefused(int status, String code) {
        refuse("PUT BLOB", status, code);

        assertThatExceptionOfType(ObjectRefusedException.class).isThrownBy(() -> store.append(NAME, bytes("one\n"), 0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS)
    void aLogThatIsThereIsGoneOnWithWhateverItsCreationIsAnswered(int status, String code) throws IOException {
        store.append(NAME, bytes("one\n"), 0);
        refuse("PUT BLOB", status, code);

        assertThat(store.append(NAME, bytes("ONE\n"), 0)).isFalse();
        assertThat(blobs.text(NAME)).isEqualTo("one\n");
    }

    @ParameterizedTest
    @CsvSource({"409, BlobArchived", "409, BlobBeingRehydrated"})
    void anArchivedBlobIsNotTakenForAMissingOne(int status, String code) throws IOException {
        create();
        refuse("GET BLOB", status, code);

        assertThatExceptionOfType(ObjectRefusedException.class)
                .isThrownBy(() -> store.read(NAME))
                .withMessageContaining("rehydrate");
        assertThatExceptionOfType(ObjectRefusedException.class).isThrownBy(() -> store.open(NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "409, ContainerBeingDeleted",
        "409, ContainerDisabled",
        "404, ContainerNotFound",
        "503, ServerBusy",
        "404,"
    })
    void anAreaThatCannotBeAskedIsAnOutage(int status, String code) throws IOException {
        create();
        String version = store.read(NAME).orElseThrow().version();
        blobs.refuse(request -> new Refusal(status, code));

        for (var call : List.<Call>of(
                this::create,
                () -> store.replace(NAME, bytes("y"), version),
                () -> store.append(NAME, bytes("two\n"), 1),
                () -> store.append(NAME, bytes("two\n"), 0),
                () -> store.read(NAME),
                () -> store.info(NAME),
                () -> store.open(NAME))) {
            assertThatIOException()
                    .isThrownBy(call::make)
                    .isNotInstanceOf(ObjectRefusedException.class)
                    .withMessageContaining("" + status);
        }
    }

    @ParameterizedTest
    @CsvSource({"412, ConditionNotMet", "412, TargetConditionNotMet", "412, AppendPositionConditionNotMet", "412,"})
    void aConditionThatDoesNotHoldSaysThatSomebodyElseWasFirst(int status, String code) throws IOException {
        create();
        String version = store.read(NAME).orElseThrow().version();
        blobs.refuse(request -> request.what().startsWith("PUT") ? new Refusal(status, code) : null);

        assertThat(store.replace(NAME, bytes("y"), version)).isEmpty();
        assertThat(store.append(NAME, bytes("y"), 1)).isFalse();
        assertThat(create()).isFalse();
    }

    @Test
    void saysWhatTheCodeMeansAndWhatToDo() throws IOException {
        create();
        String version = store.read(NAME).orElseThrow().version();

        refuse("PUT BLOB", 412, "LeaseIdMissing");
        assertThatIOException()
                .isThrownBy(() -> store.replace(NAME, bytes("y"), version))
                .withMessageContainingAll("412 LeaseIdMissing", "break the lease")
                .withMessageNotContaining("127.0.0.1")
                .withNoCause();

        refuse("PUT BLOB", 409, "BlobImmutableDueToPolicy");
        assertThatIOException()
                .isThrownBy(() -> store.replace(NAME, bytes("y"), version))
                .withMessageContainingAll("BlobImmutableDueToPolicy", "immutability policy");
    }

    @Test
    void readsALogOnThatGrowsMeanwhile() throws IOException {
        byte[] block = bytes("0123456789abcdef".repeat(1 << 16));
        for (int i = 0; i < 6; i++) {
            store.append(NAME, block, (long) i * block.length);
        }
        try (var in = store.open(NAME)) {
            byte[] first = in.readNBytes(1024);
            store.append(NAME, block, 6L * block.length);

            assertThat(first.length + in.readAllBytes().length).isEqualTo(6 * block.length);
        }
    }

    private boolean create() throws IOException {
        return store.create(NAME, ObjectContent.of(bytes("x"))).isPresent();
    }

    private void refuse(String what, int status, String code) {
        blobs.refuse(request -> request.what().equals(what) ? new Refusal(status, code) : null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Call {
        Object make() throws IOException;
    }
}
