package org.opencompliance.archiver.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.azure.storage.blob.models.PublicAccessType;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.ObjectStoreContract;
import org.opencompliance.archiver.storage.StoredObject;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

@WithAzurite
class AzureObjectStoreIT extends ObjectStoreContract {

    private static final List<String> FOLDERS =
            List.of("a", "ab", "b", "dead-letters", "ledger", "staged", "state", "work");

    private final Azurite azurite;
    private final String prefix;
    private AzureAccount account;
    private AzureObjectStore store;

    AzureObjectStoreIT(Azurite azurite) {
        this.azurite = azurite;
        this.prefix = azurite.freshName();
    }

    @BeforeEach
    void open() throws IOException {
        account = new AzureAccount(settings(azurite.connectionString()));
        store = AzureObjectStore.open(account, prefix, FOLDERS);
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void makesPrivateContainers() {
        assertThat(FOLDERS).allSatisfy(folder -> assertThat(account.blobs()
                        .getBlobContainerClient(prefix + "-" + folder)
                        .getProperties()
                        .getBlobPublicAccess())
                .isNotIn(PublicAccessType.BLOB, PublicAccessType.CONTAINER));
    }

    @Test
    void opensAnAreaAgain() throws IOException {
        create("staged/1.eml", "x", Map.of("run", "1"));

        ObjectStore again = AzureObjectStore.open(account, prefix, FOLDERS);

        assertThat(again.info("staged/1.eml").orElseThrow().metadata()).isEqualTo(Map.of("run", "1"));
    }

    @Test
    void appendsAgainAfterACreationWhoseAnswerWasLost() throws IOException {
        account.blobs()
                .getBlobContainerClient(prefix + "-ledger")
                .getBlobClient("1.jsonl")
                .getAppendBlobClient()
                .create();

        assertThat(store.append("ledger/1.jsonl", bytes("one\n"), 0)).isTrue();
        assertThat(text("ledger/1.jsonl")).isEqualTo("one\n");
    }

    @Test
    void writesNothingUnderALeaseAndTellsItFromSomebodyElsesWrite() throws IOException {
        create("work/1.json", "one", Map.of());
        String version = store.read("work/1.json").orElseThrow().version();
        store.append("ledger/1.jsonl", bytes("one\n"), 0);
        List<BlobLeaseClient> leases = List.of(lease("work", "1.json"), lease("ledger", "1.jsonl"));

        assertThat(create("work/1.json", "two", Map.of())).as("it is there").isFalse();
        assertThatIOException()
                .isThrownBy(() -> store.replace("work/1.json", bytes("two"), version))
                .isInstanceOf(ObjectRefusedException.class)
                .withMessageContaining("LeaseIdMissing");
        assertThatIOException()
                .isThrownBy(() -> store.append("ledger/1.jsonl", bytes("two\n"), 4))
                .isInstanceOf(ObjectRefusedException.class);

        leases.forEach(BlobLeaseClient::releaseLease);
        assertThat(store.replace("work/1.json", bytes("two"), version)).isPresent();
        assertThat(store.append("ledger/1.jsonl", bytes("two\n"), 4)).isTrue();
    }

    private BlobLeaseClient lease(String folder, String name) {
        BlobLeaseClient lease = new BlobLeaseClientBuilder()
                .blobClient(account.blobs()
                        .getBlobContainerClient(prefix + "-" + folder)
                        .getBlobClient(name))
                .buildClient();
        lease.acquireLease(-1);
        return lease;
    }

    @Test
    void takesAContainerThatIsGoneForAnOutageAndNotForAnEmptyOne() throws IOException {
        account.blobs().getBlobContainerClient(prefix + "-work").delete();

        assertThatIOException().isThrownBy(() -> store.read("work/1.json")).withMessageContaining("404");
        assertThatIOException().isThrownBy(() -> store.info("work/1.json"));
        assertThatIOException().isThrownBy(() -> store.open("work/1.json").close());
        assertThatIOException().isThrownBy(() -> create("work/1.json", "x", Map.of()));
    }

    @Test
    void saysNothingOfAddressesOrKeysWhenNobodyAnswers() {
        String nowhere =
                azurite.connectionString().replaceAll("BlobEndpoint=[^;]*", "BlobEndpoint=http://127.0.0.1:1/x");

        assertThatIOException()
                .isThrownBy(() -> AzureObjectStore.open(new AzureAccount(settings(nowhere)), prefix, FOLDERS))
                .withMessageNotContaining("127.0.0.1")
                .withMessageNotContaining(Azurite.KEY)
                .withNoCause();
    }

    @Test
    void takesTheNameOfTheAccountFromTheConnectionString() {
        assertThat(account.name()).isEqualTo(Azurite.ACCOUNT);
    }

    @Test
    void logsInWithASharedAccessSignature() throws IOException {
        create("staged/1.eml", "x", Map.of("run", "1"));
        AccountSasPermission permission = AccountSasPermission.parse("racwlup");
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                permission,
                AccountSasService.parse("bq"),
                AccountSasResourceType.parse("sco"));
        String sas = account.blobs().generateAccountSas(values);
        AzureAccount other = new AzureAccount(new AzureSettings(
                Credentials.SAS,
                "",
                sas,
                "",
                azurite.blobEndpoint().toString(),
                azurite.queueEndpoint().toString(),
                prefix,
                prefix + "-work"));

        ObjectStore again = AzureObjectStore.open(other, prefix, FOLDERS);

        assertThat(again.info("staged/1.eml")).isPresent();
        assertThat(again.append("ledger/2.jsonl", bytes("one\n"), 0)).isTrue();
    }

    @Test
    void isRefusedWithoutAValidSignature() {
        AzureAccount stranger = new AzureAccount(new AzureSettings(
                Credentials.SAS,
                "",
                "sv=2024-11-04&ss=bq&srt=sco&sp=rl&se=2099-01-01T00:00:00Z&sig=AAAA",
                "",
                azurite.blobEndpoint().toString(),
                azurite.queueEndpoint().toString(),
                prefix,
                prefix + "-work"));

        assertThatIOException()
                .isThrownBy(() -> AzureObjectStore.open(stranger, prefix, FOLDERS))
                .withMessageContaining("403")
                .withMessageNotContaining("AAAA");
    }

    @Test
    void readsTheClockOfTheService() throws IOException {
        Instant before = Instant.now();

        assertThat(Duration.between(before, store.now()).abs()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void storesWhatTakesSeveralBlocks() throws IOException {
        String large = "0123456789abcdef".repeat(600_000);
        assertThat(create("staged/large.eml", large, Map.of("run", "1"))).isTrue();
        assertThat(create("staged/large.eml", large, Map.of("run", "2"))).isFalse();

        StoredObject read = store.read("staged/large.eml").orElseThrow();
        assertThat(read.content()).hasSize(large.length());
        assertThat(text("staged/large.eml")).isEqualTo(large);
        assertThat(store.info("staged/large.eml").orElseThrow().metadata()).isEqualTo(Map.of("run", "1"));
    }

    private AzureSettings settings(String connectionString) {
        return new AzureSettings(
                Credentials.CONNECTION_STRING, "", connectionString, "", "", "", prefix, prefix + "-work");
    }
}
