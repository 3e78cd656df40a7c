package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy file against the interfaces of our MBeans: each member as it is declared, and no other. */
class PolicyNamesEveryOperationTest {

    private static final Path MANAGEMENT = Path.of("src/main/java/org/opencompliance/archiver/management");
    private static final String ENDING = "MXBean.java";

    private final PolicyRestrictor policy;

    PolicyNamesEveryOperationTest() throws Exception {
        try (InputStream file = Files.newInputStream(Path.of("src/main/jolokia/jolokia-access.xml"))) {
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

    @Test
    void thereAreInterfaces() throws Exception {
        assertThat(interfaces()).hasSizeGreaterThanOrEqualTo(8);
    }
}
