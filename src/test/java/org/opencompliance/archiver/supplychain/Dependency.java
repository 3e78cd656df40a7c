package org.opencompliance.archiver.supplychain;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A dependency that a POM declares.
 *
 * @param artifact the name without the group
 */
record Dependency(String artifact, String scope) {

    /** Those of the project itself: not the managed ones, and not those of plug-ins. */
    static List<Dependency> declared(Path pom) throws Exception {
        try (InputStream in = Files.newInputStream(pom)) {
            Element project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
            return children(project, "dependencies").stream()
                    .flatMap(all -> children(all, "dependency").stream())
                    .map(each -> new Dependency(text(each, "artifactId", ""), text(each, "scope", "compile")))
                    .toList();
        }
    }

    /** Whether the program has it when it runs. */
    boolean isPacked() {
        return isCompiled() || scope.equals("runtime");
    }

    /** Whether the program is compiled against it. */
    boolean isCompiled() {
        return scope.equals("compile");
    }

    boolean isIn(String library) {
        return isIn(artifact, library);
    }

    static boolean isIn(String artifact, String library) {
        return library.matches(Pattern.quote(artifact) + "-\\d.*\\.jar");
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name, String without) {
        return children(parent, name).stream()
                .map(each -> each.getTextContent().strip())
                .findFirst()
                .orElse(without);
    }
}
