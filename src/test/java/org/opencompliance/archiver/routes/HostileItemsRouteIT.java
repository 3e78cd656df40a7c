package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.sandbox.site.SiteItem;

/** Items crafted to use much time or memory, before ordinary items. */
class HostileItemsRouteIT {

    private static final int CHARS = 700_000;

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(
                sandbox, directory, Map.of("archiver.item-cpu-limit", "3s", "archiver.importers", "1"));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        scene = sandbox.scene();
    }

    private String add(String name, String header, String body) {
        String from = "From: One <" + scene.address("ann") + ">\r\nTo: Two <" + scene.address("ben") + ">\r\n";
        return scene.add(scene.item(name, scene.archivedAt(), from + header + "\r\n\r\n" + body));
    }

    @Test
    void aMillionBlanksWhereAPatternMightReadThemAgainAreReadOnce() {
        String blanks = " ".repeat(CHARS);
        String file = "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"";
        List<String> hostile = List.of(
                add("owner", "X-TELEMESSAGE-ArchiveInitiator: a" + blanks + "b", "x"),
                add("date", "Date: Mon " + blanks + "x", "x"),
                add("name", file + "a" + blanks + "b\"", "x"),
                add("dots", file + "a" + ".".repeat(CHARS) + "b\"", "x"),
                add("hyphens", "Cc: <x" + "-".repeat(CHARS) + "x>", "x"),
                add("html", "Content-Type: text/html", "<script></script" + blanks + "x"));
        List<String> ordinary = scene.add(10);

        archiver.collectAndImport(scene);

        assertThat(scene.archived("ben")).hasSize(hostile.size() + ordinary.size());
        assertThat(hostile).allSatisfy(id -> assertThat(archiver.letters(id)).isEmpty());
    }

    @Test
    void anItemThatTakesTooMuchCpuTimeIsParkedAndTheOthersAreImported() {
        String from = "From: One <" + scene.address("ann") + ">\r\nTo: Two <" + scene.address("ben") + ">\r\n";
        StringBuilder nested = new StringBuilder(from + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\n");
        for (int level = 1; level < 31; level++) {
            nested.append("Content-Type: multipart/mixed; boundary=b" + level + "\n\n--b" + level + "\n");
        }
        nested.append("\n");
        byte[] dashes = "--\n".repeat(15_000).getBytes(StandardCharsets.US_ASCII);
        String id = scene.add(SiteItem.of(scene.id("costly"), "chat", scene.archivedAt(), out -> {
            out.write(nested.toString().getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000; i++) {
                out.write(dashes);
            }
        }));
        List<String> ordinary = scene.add(5);

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(letter.detail()).contains("takes more than 3000 ms of CPU time");
        });
        assertThat(scene.archived("ben")).hasSize(ordinary.size());
    }

    @Test
    void namesThatWouldFillTheHeapAreRefused() {
        String part =
                "--b\r\nContent-Disposition: attachment; filename=\"" + "\u4f1a".repeat(300_000) + "\"\r\n\r\nx\r\n";
        String id = add("names", "Content-Type: multipart/mixed; boundary=b", part.repeat(30));
        List<String> ordinary = scene.add(2);

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> assertThat(letter.detail())
                .contains("longer than 4194304 characters together"));
        assertThat(scene.archived("ben")).hasSize(ordinary.size());
    }
}
