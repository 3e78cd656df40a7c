package org.opencompliance.archiver.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.sandbox.drop.DropServer;
import org.opencompliance.sandbox.drop.ZipDraft;

/** The program with a drop as its source, and the SFTP server. */
final class DropUnderTest implements AutoCloseable {

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final DropServer server;
    private final Path directory;
    private final Map<String, String> settings;
    private ArchiverUnderTest archiver;
    private Scene scene;

    DropUnderTest(Path directory, Map<String, String> settings) throws Exception {
        this(directory, settings, DropServer.start(directory.resolve("drop")));
    }

    private DropUnderTest(Path directory, Map<String, String> settings, DropServer server) throws Exception {
        this.server = server;
        this.directory = directory;
        this.settings = settings(settings);
        archiver = ArchiverUnderTest.start(sandbox, directory, this.settings);
        scene = sandbox.scene();
    }

    /** Starts it with a file of host keys, as {@code ssh-keyscan} writes it, in place of the host key. */
    static DropUnderTest withKnownHosts(Path directory, Map<String, String> settings) throws Exception {
        DropServer server = DropServer.start(directory.resolve("drop"));
        Path hosts = Path.of(settings.get("telemessage.known-hosts-file"));
        String host = "[127.0.0.1]:" + server.url().getPort();
        Files.writeString(hosts, host + " " + server.hostKey() + "\n");
        return new DropUnderTest(directory, settings, server);
    }

    private Map<String, String> settings(Map<String, String> own) {
        Map<String, String> all = new HashMap<>();
        all.put("telemessage.source", "sftp");
        all.put("telemessage.url", server.url().toString());
        all.put("telemessage.username", DropServer.USERNAME);
        all.put("telemessage.password", DropServer.PASSWORD);
        all.put("telemessage.host-key", server.hostKey());
        all.put("archiver.page-size", "2");
        all.putAll(own);
        return all;
    }

    /** Ends the program and starts it again on the same storage area. */
    void restart() throws Exception {
        archiver.close();
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    /** Another day and other people, which no other test's collection touches. */
    void nextScene() {
        scene = sandbox.scene();
    }

    Scene scene() {
        return scene;
    }

    SandboxUnderTest sandbox() {
        return sandbox;
    }

    DropServer server() {
        return server;
    }

    ArchiverUnderTest archiver() {
        return archiver;
    }

    LocalDate day() {
        return LocalDate.ofInstant(scene.archivedAt(), ZoneOffset.UTC);
    }

    /** The name of a ZIP of the day of the scene. */
    String name(int number) {
        return name(day(), number);
    }

    static String name(LocalDate day, int number) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(day) + "0000-TeleMessage_" + number + "_093015.zip";
    }

    /** An item from Ann to Ben with an id of the scene. */
    String eml(String name, String text) {
        return "X-TELEMESSAGE-ArchiveMessageID: " + scene.id(name) + "\r\n" + emlWithoutId(text);
    }

    String emlWithoutId(String text) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(scene.archivedAt().atOffset(ZoneOffset.UTC));
        return scene.mail("ann", "ben", text).replaceFirst("Date: .*", "Date: " + date);
    }

    /** A ZIP with items from Ann to Ben. */
    ZipDraft zip(String... names) {
        ZipDraft zip = new ZipDraft();
        for (String name : names) {
            zip.add(name + ".eml", eml(name, "Hello " + name));
        }
        return zip;
    }

    /** Writes a ZIP of the day of the scene, as if it was uploaded an hour ago; @return its name */
    String put(int number, ZipDraft zip) {
        return put(number, zip.bytes());
    }

    String put(int number, byte[] zip) {
        put(name(number), zip);
        return name(number);
    }

    void put(String name, byte[] content) {
        server.put(name, content, hourAgo());
    }

    Instant hourAgo() {
        return sandbox.clock().instant().minus(Duration.ofHours(1));
    }

    /** Collects the day of the scene by hand and imports its items. */
    Collection collectAndImport() {
        return archiver.collectAndImport(scene);
    }

    /** Runs a scheduled collection and imports its items. */
    Collection collectScheduled() {
        Collection collection = archiver.collect();
        archiver.awaitIdle();
        return collection;
    }

    /** The open dead letters of a ZIP. */
    List<DeadLetter> letters(String zip) {
        return archiver.letters(zip);
    }

    @Override
    public void close() throws IOException {
        archiver.close();
        server.close();
        sandbox.close();
    }
}
