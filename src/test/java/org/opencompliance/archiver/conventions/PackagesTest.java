package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Packages are small, and their imports have no cycle. The picture of the packages is written to {@code target/packages.md}. */
class PackagesTest {

    private static final int MAX_TYPES = 20;

    /** The component is divided as components of Camel are: its exceptions and options are in its top package. */
    private static final String COMPONENT = "exchange";

    private final PackageImports packages = PackageImports.of(Path.of("src/main/java"));

    PackagesTest() throws IOException {}

    @Test
    void haveFewTypes() {
        assertThat(packages.types()).hasSizeGreaterThan(10).allSatisfy((name, types) -> {
            if (!name.startsWith(COMPONENT)) {
                assertThat(types).as("types of the package %s", name).hasSizeLessThanOrEqualTo(MAX_TYPES);
            }
        });
    }

    @Test
    void importEachOtherInOneDirection() {
        assertThat(packages.cycles().stream()
                        .filter(cycle -> cycle.stream().anyMatch(name -> !name.startsWith(COMPONENT)))
                        .toList())
                .as("packages that import each other, directly or through others")
                .isEmpty();
    }

    @Test
    void findCycles() {
        PackageImports circle = new PackageImports(
                Map.of(), Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a")));

        assertThat(circle.cycles()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void areDrawn() throws IOException {
        Path picture = Path.of("target/packages.md");
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, packages.picture());

        assertThat(picture).content().contains("flowchart").contains("routing");
    }
}
