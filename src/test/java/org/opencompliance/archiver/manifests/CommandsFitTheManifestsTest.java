package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands of the pages name a namespace, and only files and resources that exist. */
class CommandsFitTheManifestsTest {

    private static final List<Path> PAGES = List.of(
            Path.of("README.md"),
            Path.of("k8s/README.md"),
            Path.of("k8s/monitoring/README.md"),
            Path.of("src/main/docs/operate.md"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`(kubectl [a-z-]+ [^`]+)`");
    private static final Pattern NAMESPACE = Pattern.compile("(?:-n|--namespace)[ =](\\S+)");
    private static final Pattern CREATED = Pattern.compile("kubectl (?:create|label) namespace (\\S+)");
    private static final Pattern FOLDER =
            Pattern.compile("kubectl (?:kustomize|apply(?: --server-side)? -k) '?([^\\s']+)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.-])(?:k8s|routes|src)/[\\w./-]+");
    private static final Pattern RESOURCE =
            Pattern.compile("(?<=\\s)(deploy|deployment|integration|scaledobject)[/ ](wechat-archiver)(?=\\s|$)");

    /** Namespaces of others: the operator's, and the console's. */
    private static final Set<String> OTHERS = Set.of("camel-k", "hawtio");

    @Test
    void everyCommandNamesANamespaceOfTheManifests() {
        assertThat(commands())
                .hasSizeGreaterThan(20)
                .allMatch(CommandsFitTheManifestsTest::isPlaced, "has a namespace that exists");
    }

    @Test
    void everyFileOfACommandExists() {
        assertThat(commands().stream().flatMap(command -> all(FILE, command, 0)))
                .contains("k8s/overlays/prod", "k8s/overlays/dev")
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void everyResourceOfACommandIsInTheManifestsOrMadeOfThem() {
        Manifests prod = Kustomize.render("overlays/prod");
        List<String> names = Stream.of(
                        prod.names(),
                        CamelK.V2_11.makeOf(prod.integration().integration()).names())
                .flatMap(List::stream)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(commands().stream().flatMap(command -> all(RESOURCE, command, 0)))
                .hasSizeGreaterThan(5)
                .map(resource -> resource.replace('/', ' ').replaceFirst("^deploy ", "deployment "))
                .isSubsetOf(names);
    }

    @Test
    void aCommandWithoutANamespaceIsFound() {
        assertThat(isPlaced("kubectl get pods")).isFalse();
        assertThat(isPlaced("kubectl -n wechat-archivers get pods")).isFalse();
        assertThat(isPlaced("kubectl -n wechat-archiver get pods")).isTrue();
        assertThat(isPlaced("kubectl apply -k k8s/base")).isFalse();
        assertThat(isPlaced("kubectl apply -k k8s/overlays/dev")).isTrue();
    }

    private static boolean isPlaced(String command) {
        if (command.startsWith("kubectl label --local ")) {
            return true;
        }
        List<String> folders = all(FOLDER, command, 1).toList();
        if (!folders.isEmpty()) {
            return folders.get(0).startsWith("github.com/") || isOfOneNamespace(folders.get(0));
        }
        List<String> named = Stream.concat(all(NAMESPACE, command, 1), all(CREATED, command, 1))
                .toList();
        return !named.isEmpty() && namespaces().containsAll(named);
    }

    private static boolean isOfOneNamespace(String folder) {
        return Kustomize.render(Path.of("k8s").relativize(Path.of(folder)).toString()).all().stream()
                .noneMatch(manifest -> manifest.text("/metadata/namespace").isEmpty());
    }

    private static List<String> namespaces() {
        return Stream.concat(
                        OTHERS.stream(), Stream.of("prod", "dev").map(overlay -> Kustomize.render("overlays/" + overlay)
                                .integration()
                                .integration()
                                .text("/metadata/namespace")))
                .toList();
    }

    /** Those of code blocks, with their continued lines and each part of a pipe by itself, and those with arguments in sentences. */
    private static List<String> commands() {
        return PAGES.stream()
                .map(CommandsFitTheManifestsTest::text)
                .flatMap(page -> Stream.concat(
                        all(BLOCK, page, 1)
                                .map(block -> block.replaceAll("\\s*\\\\\n\\s*", " "))
                                .flatMap(String::lines)
                                .map(line -> line.replaceFirst("\\s+#.*", ""))
                                .flatMap(line -> Stream.of(line.split("\\s+\\|\\s+"))),
                        all(INLINE, BLOCK.matcher(page).replaceAll(""), 1)))
                .filter(command -> command.startsWith("kubectl "))
                .toList();
    }

    private static Stream<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(found -> found.group(group));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
