package org.opencompliance.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;

/** The emulator runs on loopback for the process that started it, and restarts with the same ports and data. */
@WithAzurite
class AzuriteIT {

    private final Azurite azurite;

    AzuriteIT(Azurite azurite) {
        this.azurite = azurite;
    }

    @Test
    void answersOnBothEndpoints() throws Exception {
        assertThat(status(azurite.blobEndpoint())).isBetween(400, 403);
        assertThat(status(azurite.queueEndpoint())).isBetween(400, 403);
        assertThat(azurite.connectionString())
                .contains("BlobEndpoint=" + azurite.blobEndpoint(), "QueueEndpoint=" + azurite.queueEndpoint());
    }

    @Test
    void comesBackOnTheSamePorts() throws Exception {
        URI blobs = azurite.blobEndpoint();
        azurite.stop();
        assertThat(azurite.isRunning()).isFalse();
        azurite.start();
        assertThat(azurite.isRunning()).isTrue();
        assertThat(azurite.blobEndpoint()).isEqualTo(blobs);
        assertThat(status(blobs)).isBetween(400, 403);
    }

    @Test
    void keepsWhatItHasToItself() throws IOException {
        assertThat(Files.getPosixFilePermissions(azurite.log().getParent()))
                .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    /** The status of a request without credentials: rejected, but answered. */
    private static int status(URI endpoint) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint + "?comp=list")).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
