package org.opencompliance.archiver.routes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/** The program with a folder of mails as its source, unless the settings name a mailbox. */
final class MailUnderTest implements AutoCloseable {

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final Path directory;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<EventType, Integer> before = new EnumMap<>(EventType.class);
    private final Set<String> lettersBefore = new HashSet<>();
    private ArchiverUnderTest archiver;
    private Scene scene;

    MailUnderTest(Path directory, Map<String, String> own) throws Exception {
        this.directory = directory;
        this.folder = Files.createDirectories(directory.resolve("mails"));
        settings.put("telemessage.source", "mail");
        settings.put("telemessage.url", folder.toUri().toString());
        settings.put("archiver.page-size", "2");
        settings.putAll(own);
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
        scene = sandbox.scene();
    }

    /** Ends the program and starts it again on the same storage area. */
    void restart() throws Exception {
        archiver.close();
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    /** An empty folder and other people; what happened before does not count any longer. */
    void nextScene() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        Files.createDirectories(folder);
        scene = sandbox.scene();
        for (EventType type : EventType.values()) {
            before.put(type, archiver.ledger(type).size());
        }
        archiver.letters().forEach(letter -> lettersBefore.add(letter.name()));
        nextDay();
    }

    Path folder() {
        return folder;
    }

    Scene scene() {
        return scene;
    }

    SandboxUnderTest sandbox() {
        return sandbox;
    }

    ArchiverUnderTest archiver() {
        return archiver;
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

    /** Writes an item to a file, as if it arrived an hour ago. */
    Path put(String name) throws IOException {
        return put(name + ".eml", eml(name, "Hello " + name), hourAgo());
    }

    Path put(String file, String mail, Instant arrived) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, mail.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(path, FileTime.from(arrived));
        return path;
    }

    Instant hourAgo() {
        return sandbox.clock().instant().minus(Duration.ofHours(1));
    }

    void nextDay() {
        sandbox.clock().advance(Duration.ofDays(1));
    }

    /** Runs a scheduled collection and imports its items. */
    Collection collect() {
        Collection collection = archiver.collect();
        archiver.awaitIdle();
        return collection;
    }

    /** The control totals of the windows that had mails. */
    List<Long> totals() {
        return ledger(EventType.WINDOW_COMPLETED).stream()
                .map(line -> line.number("total"))
                .filter(total -> total > 0)
                .toList();
    }

    long staged() {
        return ledger(EventType.STAGED).size();
    }

    List<LedgerLine> ledger(EventType type) {
        return archiver.ledger(type).stream().skip(before.getOrDefault(type, 0)).toList();
    }

    /** The reasons of the open dead letters. */
    List<Reason> parked() {
        return archiver.letters().stream()
                .filter(letter -> !lettersBefore.contains(letter.name()))
                .map(DeadLetter::reason)
                .toList();
    }

    @Override
    public void close() throws IOException {
        archiver.close();
        sandbox.close();
    }
}
