package org.opencompliance.archiver.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.storage.ObjectStore;

class PauseTest {

    @TempDir
    private Path folder;

    private WorkArea area;
    private Pause pause;
    private Pausing afterRead = () -> {};

    @BeforeEach
    void open() {
        area = new WorkArea(folder);
        pause = new Pause(storeWithHook(), WorkArea.CONNECTOR);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @FunctionalInterface
    private interface Pausing {
        void run() throws IOException;
    }

    /** The store of the area; something else can happen between a read and its answer. */
    private ObjectStore storeWithHook() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(area.store, arguments);
                        if (method.getName().equals("read")) {
                            Pausing once = afterRead;
                            afterRead = () -> {};
                            once.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aRequestWhileTheStateIsReadCountsAtOnce() throws IOException {
        afterRead = () -> pause.begin("a person");

        pause.refresh();

        assertThat(pause.isPaused()).isTrue();
        pause.refresh();
        assertThat(pause.current())
                .hasValueSatisfying(state -> assertThat(state.by()).isEqualTo("a person"));
    }

    @Test
    void theRequestOfAnotherProcessIsRead() throws IOException {
        Pause other = new Pause(area.store, WorkArea.CONNECTOR);
        other.begin("a person");
        assertThat(pause.isOff()).isTrue();

        pause.refresh();
        assertThat(pause.isPaused()).isTrue();

        other.end("a person");
        pause.refresh();
        assertThat(pause.isOff()).isTrue();
    }
}
