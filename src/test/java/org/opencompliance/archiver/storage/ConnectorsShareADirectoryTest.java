package org.opencompliance.archiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorsShareADirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void theDirectoryStaysOpenUntilTheLastHandleIsClosed() throws IOException {
        Path directory = folder.resolve("data");
        LocalObjectStore area = LocalObjectStore.open(directory, Clock.systemUTC());
        LocalObjectStore one = area.share("one");
        LocalObjectStore two = area.share("two");
        area.close();
        one.create("staged/one/item", ObjectContent.of(new byte[] {1}));
        one.close();

        two.create("staged/two/item", ObjectContent.of(new byte[] {2}));
        assertThatThrownBy(() -> LocalObjectStore.open(directory, Clock.systemUTC()))
                .isInstanceOf(StorageBusyException.class);
        two.close();
        try (LocalObjectStore next = LocalObjectStore.open(directory, Clock.systemUTC())) {
            assertThat(next.info("staged/one/item")).isPresent();
            assertThat(next.info("staged/two/item")).isPresent();
        }
    }

    @Test
    void aConnectorHasOneHandle() throws IOException {
        Path directory = folder.resolve("data");
        try (LocalObjectStore area = LocalObjectStore.open(directory, Clock.systemUTC());
                LocalObjectStore one = area.share("one")) {
            assertThat(one).isNotNull();
            assertThat(LocalObjectStore.isOpen(directory, "one")).isTrue();
            assertThat(LocalObjectStore.isOpen(directory, "two")).isFalse();
            assertThatThrownBy(() -> area.share("one")).isInstanceOf(StorageBusyException.class);
        }
    }

    @Test
    void aClosedDirectoryIsNotShared() throws IOException {
        LocalObjectStore area = LocalObjectStore.open(folder.resolve("data"), Clock.systemUTC());
        area.close();

        assertThatThrownBy(() -> area.share("one")).isInstanceOf(IllegalStateException.class);
    }
}
