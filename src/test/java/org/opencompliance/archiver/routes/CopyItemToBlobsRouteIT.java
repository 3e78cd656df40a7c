package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.sink.SecondPlacePage;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/** Runs the example of the page with a client of its own, against the emulator. */
@WithAzurite
class CopyItemToBlobsRouteIT {

    private final Azurite azurite;
    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final Scene scene = sandbox.scene();

    @TempDir
    private Path directory;

    private BlobContainerClient container;
    private ArchiverUnderTest archiver;

    CopyItemToBlobsRouteIT(Azurite azurite) {
        this.azurite = azurite;
    }

    @BeforeEach
    void start() throws Exception {
        container = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .getBlobContainerClient(azurite.freshName());
        Map<String, String> shown = SecondPlacePage.settings("serviceClient=#copiesClient");
        archiver = ArchiverUnderTest.start(
                sandbox,
                directory,
                Map.of(
                        "archiver.routes-directory", routes().toString(),
                        "archiver.copy-items", shown.get("archiver.copy-items"),
                        "archiver.copy-to",
                                shown.get("archiver.copy-to")
                                        .replace("acmecopies/wechat", "acmecopies/" + container.getBlobContainerName())
                                        .replace("acmecopies", Azurite.ACCOUNT),
                        "archiver.copy-every", "20ms",
                        "archiver.copy-retry-delay", "20ms",
                        "archiver.copy-max-retry-delay", "100ms",
                        "archiver.figures-every", "50ms"));
    }

    private Path routes() throws Exception {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        String client = SecondPlacePage.block("yaml", "copiesClient")
                .replace("{{copies.connection-string}}", azurite.connectionString());
        Files.writeString(routes.resolve("copy-item.camel.yaml"), client, StandardOpenOption.APPEND);
        return routes;
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @Test
    void originalsWaitForTheirContainerAndAreThenBlobsUnderTheirPathsOnceEach() throws Exception {
        SiteItem item = scene.item("one", "ben");
        scene.add(item);
        archiver.disturbed().failWritesTo(name -> name.startsWith("state/wechat/copies/"));
        archiver.collectAndImport(scene);
        ItemCopies copies = archiver.bean("itemCopies", ItemCopies.class);
        await().until(() -> {
            pass();
            return copies.failures() > 2;
        });
        assertThat(scene.archived("ben")).hasSize(1);

        container.create();
        await().until(() -> {
            pass();
            return names().size() == 2;
        });
        archiver.disturbed().recover();
        await().untilAsserted(() -> {
            pass();
            assertThat(archiver.bean("figures", Figures.class).copies())
                    .hasValueSatisfying(backlog -> assertThat(backlog.waiting()).isZero());
        });

        assertThat(names()).hasSize(2).allSatisfy(name -> assertThat(name)
                .startsWith("wechat/2026/11/18/scene1%2Fone."));
        assertThat(Sha256.hex(content(0))).isEqualTo(item.listed().sha256());
        assertThat(new String(content(1), UTF_8)).contains("\"itemId\":\"" + item.id() + "\"");
    }

    private void pass() {
        sandbox.clock().advance(Duration.ofSeconds(1));
    }

    private List<String> names() {
        return container.exists()
                ? container.listBlobs().stream().map(BlobItem::getName).toList()
                : List.of();
    }

    private byte[] content(int position) {
        return container.getBlobClient(names().get(position)).downloadContent().toBytes();
    }
}
