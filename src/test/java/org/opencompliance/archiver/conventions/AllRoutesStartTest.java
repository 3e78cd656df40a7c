package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.Archiver.Mode;

/** Starts all route files together, with the beans and the properties of the program. */
class AllRoutesStartTest {

    /** No server listens at this address, and no request is sent before the schedule fires. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void asManyAsTheFilesHave() throws Exception {
        try (Archiver archiver = Archiver.start(configuration(), Mode.SCHEDULED)) {
            List<String> started = archiver.context().getRoutes().stream()
                    .filter(route -> status(archiver, route).isStarted())
                    .map(Route::getId)
                    .toList();

            assertThat(started).containsExactlyInAnyOrderElementsOf(chosen("true"));
        }
    }

    @Test
    void withoutTheScheduleOnDemand() throws Exception {
        try (Archiver archiver = Archiver.start(configuration(), Mode.ON_DEMAND)) {
            assertThat(archiver.context().getRoutes())
                    .extracting(Route::getId)
                    .containsExactlyInAnyOrderElementsOf(chosen("false"))
                    .doesNotContain("schedule-collections");
        }
    }

    private static ServiceStatus status(Archiver archiver, Route route) {
        return archiver.context().getRouteController().getRouteStatus(route.getId());
    }

    /** The ids in the files, without routes with a false precondition in this test. */
    private static List<String> chosen(String scheduled) throws IOException {
        return RouteFiles.all().stream()
                .flatMap(file -> file.routes().stream())
                .filter(route -> holds(precondition(route), scheduled))
                .map(RoutePart::id)
                .toList();
    }

    private static String precondition(RoutePart route) {
        return route.node().has("precondition") ? route.node().text("precondition") : "true";
    }

    private static boolean holds(String precondition, String scheduled) {
        String[] sides = precondition
                .replace("{{archiver.storage}}", "local")
                .replace("{{archiver.scheduled}}", scheduled)
                .replace("{{telemessage.source}}", "http")
                .split(" == ");
        return sides.length == 1 ? Boolean.parseBoolean(sides[0]) : sides[0].equals(sides[1]);
    }

    private Configuration configuration() throws IOException {
        Map<String, String> values = new TreeMap<>(Map.of(
                "telemessage.url", NOBODY,
                "telemessage.username", "admin",
                "telemessage.password", "none",
                "microsoft.credentials", "none",
                "microsoft.service-url", NOBODY + "/v1.0",
                "archiver.storage-directory", folder.resolve("area").toString(),
                "archiver.management-port", "0",
                "archiver.schedule", "0 0 0 1 1 ? 2099",
                "camel.component.seda.defaultPollTimeout", "50"));
        Path file = folder.resolve("own.properties");
        List<String> lines = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        return Configuration.load(Files.write(file, lines), Map.of());
    }
}
