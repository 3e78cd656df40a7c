package org.opencompliance.archiver.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted vulnerabilities. */
class KnownHolesAreFoundTest {

    private static final String HEADER = "artifact,affected,mended by,advisory,source,why it is not reached\n";
    private static final String ENTRY = "a:b,\"[1.0,1.2)\",1.2,CVE-2026-1000,https://example.com/1000,";

    @TempDir
    private Path folder;

    @Test
    void inTheListOfTheProject() throws IOException {
        assertThat(KnownHoles.read(KnownHoles.LIST).size()).isGreaterThan(30);
        assertThat(problems(
                        Files.readString(KnownHoles.LIST),
                        new Library("org.apache.httpcomponents.core5:httpcore5", "5.3.6"),
                        new Library("io.netty:netty-codec-http2", "4.1.128.Final"),
                        new Library("com.fasterxml.jackson.core:jackson-databind", "2.19.4")))
                .anyMatch(problem -> problem.contains("CVE-2026-54399"))
                .anyMatch(problem -> problem.contains("CVE-2026-33871"))
                .anyMatch(problem -> problem.contains("CVE-2026-42578"))
                .anyMatch(problem -> problem.contains("CVE-2026-54512"));
    }

    @Test
    void whenTheyAreNeitherMendedNorExplained() throws IOException {
        assertThat(problems(HEADER + ENTRY, new Library("a:b", "1.1")))
                .containsExactly("a:b:1.1 has CVE-2026-1000: take 1.2 or newer, or explain why it is not reached");
        assertThat(problems(HEADER + ENTRY, new Library("a:b", "1.2"))).isEmpty();
        assertThat(problems(HEADER + ENTRY, new Library("a:bc", "1.1"))).isEmpty();
        assertThat(problems(HEADER + ENTRY + "no server of it is started", new Library("a:b", "1.1")))
                .isEmpty();
    }

    @Test
    void whenAnExplanationExplainsNothingAnyLonger() throws IOException {
        assertThat(problems(HEADER + ENTRY + "no server of it is started", new Library("a:b", "1.2")))
                .singleElement()
                .asString()
                .contains("remove the explanation");
    }

    @Test
    void inAWholeFamily() throws IOException {
        String family = HEADER + ENTRY.replace("a:b", "a:*");

        assertThat(problems(family, new Library("a:c", "1.0.3"), new Library("a:d", "1.1")))
                .hasSize(2);
        assertThat(problems(family, new Library("b:c", "1.0"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,\"[1.0,1.2)\",1.2,CVE-2026-1000,https://example.com,",
                "a:b,before 1.2,1.2,CVE-2026-1000,https://example.com,",
                "a:b,\"[1.0,1.2) and more\",1.2,CVE-2026-1000,https://example.com,",
                "a:b,\"[1.0,1.2)\",1.1,CVE-2026-1000,https://example.com,",
                "a:b,\"[1.0,1.2)\",1.2,,https://example.com,",
                "a:b,\"[1.0,1.2)\",1.2,CVE-2026-1000,,",
                "a:b,\"[1.0,1.2)\""
            })
    void inEntriesThatCannotBeRead(String entry) throws IOException {
        assertThat(problems(HEADER + entry))
                .singleElement()
                .asString()
                .startsWith("Entry 1 of the list cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.128.Final, true",
        "4.1.129.Final, false",
        "4.2.0.Final, true",
        "4.2.7.Final, true",
        "4.2.8.Final, false",
        "4.1, true",
        "4.0.99, false",
        "4.10.1, false"
    })
    void byTheNumbersOfTheirVersions(String version, boolean affected) {
        assertThat(AffectedVersions.parse("[4.1.0,4.1.129),[4.2.0,4.2.8)").have(version))
                .isEqualTo(affected);
        assertThat(AffectedVersions.parse("[1.0,2.0]").have("2.0.0.Final")).isTrue();
    }

    @Test
    void inABillOfMaterialsAndWithinJars() throws IOException {
        Path bill = Files.writeString(
                folder.resolve("bill.json"),
                "{\"components\": [{\"group\": \"a\", \"name\": \"b\", \"version\": \"1.1\"}]}");
        try (OutputStream out = Files.newOutputStream(folder.resolve("packed.jar"));
                ZipOutputStream jar = new ZipOutputStream(out)) {
            jar.putNextEntry(new ZipEntry("META-INF/maven/c/d/pom.properties"));
            jar.write("groupId=c\nartifactId=d\nversion=2.0\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(PackedLibraries.listed(bill)).containsExactly(new Library("a:b", "1.1"));
        assertThat(PackedLibraries.found(folder)).containsExactly(new Library("c:d", "2.0"));
    }

    private List<String> problems(String list, Library... libraries) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), list);
        return KnownHoles.read(file).problems(List.of(libraries));
    }
}
