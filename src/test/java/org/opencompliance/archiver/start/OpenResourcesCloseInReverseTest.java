package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenResourcesCloseInReverseTest {

    private final List<String> closed = new ArrayList<>();
    private final OpenResources resources = new OpenResources();

    private AutoCloseable resource(String name) {
        return resources.add(name, () -> closed.add(name));
    }

    @Test
    void eachOnce() {
        resource("area");
        resource("ledger");
        resource("routes");

        resources.close();
        resources.close();

        assertThat(closed).containsExactly("routes", "ledger", "area");
    }

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        resource("area");
        resources.add("ledger", () -> {
            throw new IOException("down");
        });
        resources.add("queue", () -> {
            throw new IllegalStateException("down");
        });
        resource("routes");

        resources.close();

        assertThat(closed).containsExactly("routes", "area");
    }
}
