package org.opencompliance.archiver.routes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.hostile.HostileSource;
import org.opencompliance.archiver.hostile.HostileSource.Behaviour;
import org.opencompliance.sandbox.graph.MessageRecord;

/** The program with a normal tenant and a hostile source. */
final class HostileSourceUnderTest implements AutoCloseable {

    private static final Map<String, String> QUICK = Map.of(
            "telemessage.retries", "1", "telemessage.slow-allowance", "3s", "telemessage.response-timeout-ms", "3000");

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final HostileSource source;
    private final ArchiverUnderTest archiver;
    private Scene scene;
    private volatile Behaviour behaviour = (ask, wire) -> wire.answer(503, "", "");

    HostileSourceUnderTest(Path directory, Map<String, String> settings) throws Exception {
        source = HostileSource.start((ask, wire) -> behaviour.answer(ask, wire));
        Map<String, String> all = new HashMap<>(QUICK);
        all.put("telemessage.url", source.url());
        all.putAll(settings);
        archiver = ArchiverUnderTest.start(sandbox, directory, all);
        scene = sandbox.scene();
    }

    /** Another day, which no other test's collection touches. */
    void nextScene() {
        scene = sandbox.scene();
    }

    HostileSourceUnderTest behaving(Behaviour other) {
        behaviour = other;
        return this;
    }

    /** Lists this page, and returns an item of the scene for each request. */
    HostileSourceUnderTest listing(String page) {
        return behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(page);
            } else {
                wire.message(mail(ask.id()));
            }
        });
    }

    String mail(String text) {
        return scene.mail("ann", "ben", text);
    }

    Collection collect() {
        return archiver.collect(scene.from(), scene.to());
    }

    Collection collectAndImport() {
        return archiver.collectAndImport(scene);
    }

    /** Whether Ann got one message with each of these texts, and nothing else. */
    boolean archivedOnly(String... texts) {
        List<String> bodies =
                scene.archived("ann").stream().map(MessageRecord::body).toList();
        return bodies.size() == texts.length
                && Arrays.stream(texts).allMatch(text -> bodies.stream().anyMatch(body -> body.contains(text)));
    }

    SandboxUnderTest sandbox() {
        return sandbox;
    }

    HostileSource source() {
        return source;
    }

    ArchiverUnderTest archiver() {
        return archiver;
    }

    Scene scene() {
        return scene;
    }

    @Override
    public void close() throws Exception {
        source.close();
        archiver.close();
        sandbox.close();
    }
}
