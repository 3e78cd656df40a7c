package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The policy file against the interfaces of our MBeans: each member as it is declared, and no other. */
class PolicyNamesEveryOperationTest {

    private static final Path POLICY = Path.of("src/main/jolokia/jolokia-access.xml");
    private static final Path MANAGEMENT = Path.of("src/main/java/org/opencompliance/archiver/management");
    private static final String ENDING = "MXBean.java";

    private final PolicyRestrictor policy;

    PolicyNamesEveryOperationTest() throws Exception {
        try (InputStream file = Files.newInputStream(POLICY)) {
            policy = new PolicyRestrictor(file);
        }
    }

    static List<Class<?>> interfaces() throws Exception {
        try (Stream<Path> files = Files.walk(MANAGEMENT)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .<Class<?>>map(PolicyNamesEveryOperationTest::load)
                    .toList();
        }
    }

    private static Class<?> load(Path file) {
        String name = Path.of("src/main/java").relativize(file).toString();
        try {
            return Class.forName(name.substring(0, name.length() - ".java".length())
                    .replace(file.getFileSystem().getSeparator(), "."));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name(Class<?> type) throws Exception {
        String simple = type.getSimpleName();
        return new ObjectName(
                "org.opencompliance.archiver:type=" + simple.substring(0, simple.length() - "MXBean".length()));
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void attributesAreReadAndOperationsAreCalledAsDeclared(Class<?> type) throws Exception {
        for (Method member : type.getMethods()) {
            String attribute = member.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
            if (!attribute.equals(member.getName())) {
                assertThat(policy.isAttributeReadAllowed(name(type), attribute))
                        .as(attribute)
                        .isTrue();
                assertThat(policy.isAttributeWriteAllowed(name(type), attribute))
                        .as(attribute)
                        .isFalse();
            } else {
                assertThat(policy.isOperationAllowed(name(type), member.getName() + signature(member)))
                        .as(member.toString())
                        .isTrue();
                assertThat(policy.isOperationAllowed(name(type), member.getName() + "(java.util.List)"))
                        .as("another signature")
                        .isFalse();
            }
        }
        assertThat(policy.isOperationAllowed(name(type), "hashCode()")).isFalse();
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(",", "(", ")"));
    }

    /** Of two patterns for one MBean, the agent uses either. */
    @Test
    void noMBeanHasTwoPatterns() throws Exception {
        List<ObjectName> patterns = patterns();

        assertThat(patterns).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        for (ObjectName one : patterns) {
            assertThat(patterns)
                    .filteredOn(other -> other != one && overlap(one, other))
                    .as("patterns for MBeans of %s", one)
                    .isEmpty();
        }
    }

    private static List<ObjectName> patterns() throws Exception {
        Document file =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POLICY.toFile());
        NodeList names = ((Element) file.getElementsByTagName("allow").item(0)).getElementsByTagName("name");
        List<ObjectName> patterns = new ArrayList<>();
        for (int i = 0; i < names.getLength(); i++) {
            patterns.add(new ObjectName(names.item(i).getTextContent().strip()));
        }
        return patterns;
    }

    /** Exact without a wildcard in a domain or in a value. */
    private static boolean overlap(ObjectName one, ObjectName other) {
        assertThat(one.isDomainPattern() || one.isPropertyValuePattern())
                .as("%s has a wildcard in the domain or in a value", one)
                .isFalse();
        Map<String, String> keys = one.getKeyPropertyList();
        Map<String, String> others = other.getKeyPropertyList();
        return one.getDomain().equals(other.getDomain())
                && keys.entrySet().stream().allMatch(key -> others.getOrDefault(key.getKey(), key.getValue())
                        .equals(key.getValue()))
                && (one.isPattern() || keys.keySet().containsAll(others.keySet()))
                && (other.isPattern() || others.keySet().containsAll(keys.keySet()));
    }

    @Test
    void thereAreInterfaces() throws Exception {
        assertThat(interfaces()).hasSizeGreaterThanOrEqualTo(8);
    }
}
