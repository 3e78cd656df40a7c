package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The POM in the component's jar has the dependencies that its page names and this project builds it with. */
class MicrosoftExchangePomIT {

    private static final Path JAR =
            Path.of(System.getProperty("component.jar", "target/camel-microsoft-exchange-1.0.0.jar"));
    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final String POM = "META-INF/maven/org.opencompliance/camel-microsoft-exchange/pom.xml";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.-]+)` \\| ([\\w.]+) \\|");

    @Test
    void isTheOnlyOneInTheJarAndCompleteInItself() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(Object::toString).filter(name -> name.endsWith("pom.xml")))
                    .containsExactly(POM);
        }
        Document pom = pom();
        assertThat(text(pom.getDocumentElement(), "groupId")).isEqualTo("org.opencompliance");
        assertThat(text(pom.getDocumentElement(), "artifactId")).isEqualTo("camel-microsoft-exchange");
        assertThat(pom.getElementsByTagName("parent").getLength()).isZero();
        assertThat(pom.getDocumentElement().getTextContent()).doesNotContain("${");
    }

    @Test
    void hasTheDependenciesOfThePage() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> documented.put(row.group(1), row.group(2)));
        Map<String, String> declared = new TreeMap<>();
        dependencies(pom()).forEach((name, dependency) -> declared.put(name, text(dependency, "version")));

        assertThat(documented).isNotEmpty().isEqualTo(declared);
    }

    @Test
    void leavesOutTheDependenciesThatThisProjectLeavesOut() throws Exception {
        Map<String, Element> own;
        try (InputStream in = Files.newInputStream(Path.of("pom.xml"))) {
            own = dependencies(parse(in));
        }
        dependencies(pom()).forEach((name, dependency) -> {
            if (own.containsKey(name)) {
                assertThat(exclusions(dependency)).as(name).isEqualTo(exclusions(own.get(name)));
            }
        });
    }

    private static Document pom() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(POM))) {
            return parse(in);
        }
    }

    private static Document parse(InputStream in) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }

    /** Those of the project itself, by {@code groupId:artifactId}. */
    private static Map<String, Element> dependencies(Document pom) {
        Map<String, Element> dependencies = new TreeMap<>();
        children(pom.getDocumentElement(), "dependencies")
                .flatMap(list -> children(list, "dependency"))
                .forEach(dependency -> dependencies.put(
                        text(dependency, "groupId") + ":" + text(dependency, "artifactId"), dependency));
        return dependencies;
    }

    private static List<String> exclusions(Element dependency) {
        TreeSet<String> exclusions = new TreeSet<>();
        children(dependency, "exclusions")
                .flatMap(list -> children(list, "exclusion"))
                .forEach(one -> exclusions.add(text(one, "groupId") + ":" + text(one, "artifactId")));
        return List.copyOf(exclusions);
    }

    private static String text(Element parent, String name) {
        return children(parent, name)
                .map(Node::getTextContent)
                .findFirst()
                .orElse("")
                .strip();
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name));
    }
}
