package org.opencompliance.archiver.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.sandbox.site.SiteItem;

/** The program with the example file for a source with another interface in place of the shipped one. */
final class RecordsSourceUnderTest implements AutoCloseable {

    static final Path EXAMPLE = Path.of("src/main/examples/telemessage-v2.camel.yaml");

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final RecordsSite site = new RecordsSite(sandbox.clock());
    private final ArchiverUnderTest archiver;
    private Scene scene;

    /** @param example the text of the file */
    RecordsSourceUnderTest(Path directory, String example, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("telemessage.url", site.url().toString());
        all.put("telemessage.username", "");
        all.put("telemessage.password", "");
        all.put("archiver.page-size", "2");
        all.put("archiver.routes-directory", routes(directory, example).toString());
        archiver = ArchiverUnderTest.start(sandbox, directory, all);
        scene = sandbox.scene();
    }

    private static Path routes(Path directory, String example) throws IOException {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(routes.resolve("telemessage.camel.yaml"), example);
        return routes;
    }

    /** Another day, which no other test's collection touches. */
    void nextScene() {
        site.behave();
        scene = sandbox.scene();
    }

    /** Adds items from Ann to Ben at the source. */
    List<SiteItem> add(int count) {
        List<SiteItem> items = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> scene.item("record " + i, "ben"))
                .toList();
        items.forEach(site::add);
        return items;
    }

    Collection collectAndImport() {
        return archiver.collectAndImport(scene);
    }

    RecordsSite site() {
        return site;
    }

    Scene scene() {
        return scene;
    }

    ArchiverUnderTest archiver() {
        return archiver;
    }

    @Override
    public void close() throws Exception {
        archiver.close();
        site.close();
        sandbox.close();
    }
}
