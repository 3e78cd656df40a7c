package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each rule of style with a file that violates only this rule; none of them stops a start. */
class StyleRulesAdviseTest {

    /** The rule, the replaced text of the valid file, its replacement, and a word of the advice. */
    static Stream<Arguments> advice() {
        return Stream.of(
                arguments("canonical form", "simple:\n", "simple: 'true'\n#", "Spell out"),
                arguments("canonical form", "- stop:\n", "- to: direct:hello\n#", "direct:hello"),
                arguments("begins with a comment", "# Says hello\n", "", "first line"),
                arguments("name of its first route", "id: say-hello\n", "id: say\n", "first"),
                arguments("describes its routes", "description: Says it\n", "description: ''\n", "Describe hello"),
                arguments("begin with their route's", "id: hello-body", "id: body", "hello-<action"),
                arguments("after their direct: endpoint", "id: hello\n", "id: hallo\n", "direct:hallo"),
                arguments("no unused route", "uri: direct:hello\n", "uri: mock:hello\n", "hello"),
                arguments("otherwise for every choice", "otherwise:", "when2:", "otherwise"),
                arguments(
                        "short and flat",
                        "- setBody:\n",
                        "- stop: {}\n        ".repeat(8) + "- setBody:\n",
                        "Split hello"),
                arguments("out of addresses", "uri: timer", "uri: timer?fixedRate=true", "parameters"),
                arguments(
                        "no secret",
                        "\"{{hello.every}}\"\n              copy",
                        "hello\n              copy",
                        "authUsername"),
                arguments("no secret", "timerName: hello", "timerName: AccountKey=abc", "environment"),
                arguments(
                        "no secret", "# Says hello\n", "# Says hello\n" + schema("aG9yc2U0".repeat(5)), "environment"),
                arguments("no host, size or time", "\"{{hello.every}}\"", "30s", "period"),
                arguments("no host, size or time", "timerName: hello", "timerName: https://a.example", "timerName"));
    }

    @ParameterizedTest
    @MethodSource("advice")
    void adviseOnStyle(String sentence, String good, String bad, String advice) {
        assertThat(GoodRoutes.findings(GoodRoutes.edited(good, bad), sentence)).anySatisfy(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.correction()).contains(advice);
        });
    }

    @Test
    void findNoSecretInTheAddressOfASchema() {
        String schema = schema("camel/camel-yaml-dsl/src/generated/resources/schema/camelYamlDsl.json");

        assertThat(GoodRoutes.findings(GoodRoutes.edited("# Says hello\n", "# Says hello\n" + schema), "no secret"))
                .isEmpty();
    }

    private static String schema(String path) {
        return "# yaml-language-server: $schema=https://localhost/" + path + "\n";
    }

    @Test
    void countNestedStepsOfARouteAndEachResponseOfAConfigurationAlone() {
        String nested =
                "- filter:\n            expression:\n              constant:\n                expression: 'true'\n"
                        + "            steps:\n" + "              - stop: {}\n".repeat(6) + "        - setBody:\n";
        String response =
                "- stop:\n                id: hello-errors-read-stop\n" + "            - stop: {}\n".repeat(8);

        assertThat(GoodRoutes.findings(GoodRoutes.edited("- setBody:\n", nested), "short and flat"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("hello has 11 steps"));
        assertThat(GoodRoutes.findings(
                        GoodRoutes.edited("- stop:\n                id: hello-errors-read-stop\n", response),
                        "short and flat"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("hello-errors-read has 9 steps"));
    }

    @Test
    void findStepsThatAreNestedTooDeep() {
        String filter = "- filter:\n%s    expression:\n%s      constant:\n%s        expression: 'true'\n%s    steps:\n";
        StringBuilder nested = new StringBuilder("- stop: {}\n");
        for (int level = 0; level < 3; level++) {
            String indent = " ".repeat(8 + 6 * level);
            nested.append(indent).append(filter.formatted(indent, indent, indent, indent));
        }
        nested.append(" ".repeat(26)).append("- stop: {}\n        - setBody:\n");

        assertThat(GoodRoutes.findings(GoodRoutes.edited("- setBody:\n", nested.toString()), "short and flat"))
                .anyMatch(finding -> finding.correction().contains("nested 2 levels"));
    }
}
