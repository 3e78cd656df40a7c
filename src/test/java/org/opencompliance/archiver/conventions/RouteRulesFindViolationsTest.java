package org.opencompliance.archiver.conventions;

import static java.util.regex.Matcher.quoteReplacement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each rule with a file that violates only this rule. */
class RouteRulesFindViolationsTest {

    private static final RouteSchema SCHEMA = new RouteSchema();
    private static final String GOOD =
            """
            # Says hello
            - routeConfiguration:
                id: hello-errors
                description: Log it
                errorHandler:
                  defaultErrorHandler: {}
            - route:
                id: say-hello
                description: Says hello now and then
                routeConfigurationId: hello-errors
                from:
                  id: say-hello-timer
                  uri: timer
                  parameters:
                    timerName: hello
                    period: "{{hello.every}}"
                  steps:
                    - choice:
                        id: say-hello-kind
                        when:
                          - expression:
                              simple:
                                expression: "${body} == null"
                            steps:
                              - to:
                                  id: say-hello-one
                                  uri: direct:hello
                        otherwise:
                          steps:
                            - stop:
                                id: say-hello-stop
            - route:
                id: hello
                description: Says it
                from:
                  id: hello-from
                  uri: direct:hello
                  steps:
                    - setBody:
                        id: hello-body
                        expression:
                          constant:
                            expression: hello
            """;

    @Test
    void findNothingInAGoodFile() throws IOException {
        RouteFile file = RouteFile.parse("say-hello", GOOD);

        assertThat(rules(file))
                .allSatisfy(rule ->
                        assertThat(rule.problems(file)).as(rule.sentence()).isEmpty());
    }

    /** The rule, the replaced text of the valid file, its replacement, and a word of the advice. */
    static Stream<Arguments> violations() {
        return Stream.of(
                arguments("valid by Camel's schema", "uri: direct:hello\n", "url: direct:hello\n", "Correct"),
                arguments("canonical form", "simple:\n", "simple: 'true'\n#", "Spell out"),
                arguments("canonical form", "- stop:\n", "- to: direct:hello\n#", "direct:hello"),
                arguments("begins with a comment", "# Says hello\n", "", "first line"),
                arguments("name of its first route", "id: say-hello\n", "id: say\n", "first"),
                arguments("describes its routes", "description: Says it\n", "description: ''\n", "Describe hello"),
                arguments("begin with their route's", "id: hello-body", "id: body", "hello-<action"),
                arguments("has unique ids", "id: hello-body", "id: hello-from", "rename"),
                arguments("after their direct: endpoint", "id: hello\n", "id: hallo\n", "direct:hallo"),
                arguments("defines its error handling", "Id: hello-errors", "Id: helo-errors", "helo-errors"),
                arguments("defines its error handling", "routeConfigurationId: hello-errors", "group: a", "routeConf"),
                arguments(
                        "defines its error handling",
                        "    id: hello\n",
                        "    id: hello\n    errorHandler:\n      noErrorHandler: {}\n",
                        "Remove"),
                arguments("calls existing routes", "uri: direct:hello\n", "uri: direct:hullo\n", "direct:hullo"),
                arguments("no unused route", "uri: direct:hello\n", "uri: mock:hello\n", "hello"),
                arguments("otherwise for every choice", "otherwise:", "when2:", "otherwise"),
                arguments("short and flat", "- setBody:\n", "- stop: {}\n        ".repeat(8) + "- setBody:\n", "Split"),
                arguments("out of addresses", "uri: timer", "uri: timer?fixedRate=true", "parameters"),
                arguments("no secret", "timerName: hello", "password: hello", "password"),
                arguments("no secret", "timerName: hello", "timerName: AccountKey=abc", "key or a token"),
                arguments("no host, size or time", "\"{{hello.every}}\"", "30s", "period"),
                arguments("no host, size or time", "timerName: hello", "timerName: https://a.example", "timerName"),
                arguments(
                        "no host, size or time",
                        "- routeConfiguration:\n",
                        "- beans:\n    - name: retry\n      properties:\n        redeliveryDelay: 60000\n- routeConfiguration:\n",
                        "redeliveryDelay of retry"),
                arguments("properties that are declared", "{{hello.every}}", "{{hello.evry}}", "hello.evry"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void findWhatBreaksThem(String sentence, String good, String bad, String advice) throws IOException {
        RouteFile file = RouteFile.parse("say-hello", GOOD.replaceFirst(Pattern.quote(good), quoteReplacement(bad)));

        RouteRule broken = rules(file).stream()
                .filter(rule -> rule.sentence().contains(sentence))
                .findFirst()
                .orElseThrow();
        assertThat(broken.problems(file)).anyMatch(problem -> problem.contains(advice));
    }

    @Test
    void findStepsThatAreNestedTooDeep() throws IOException {
        String filter = "- filter:\n%s    expression:\n%s      constant:\n%s        expression: 'true'\n%s    steps:\n";
        StringBuilder nested = new StringBuilder("- stop: {}\n");
        for (int level = 0; level < 3; level++) {
            String indent = " ".repeat(8 + 6 * level);
            nested.append(indent).append(filter.formatted(indent, indent, indent, indent));
        }
        nested.append(" ".repeat(26)).append("- stop: {}\n        - setBody:\n");
        RouteFile file = RouteFile.parse("say-hello", GOOD.replace("- setBody:\n", nested));

        assertThat(rules(file)).anySatisfy(rule -> assertThat(rule.problems(file))
                .anyMatch(problem -> problem.contains("nested 2 levels")));
    }

    @Test
    void allowAnIdTwiceWhenTheConfigurationChoosesOne() throws IOException {
        String route = GOOD.substring(GOOD.lastIndexOf("- route:"))
                .replace("description:", "precondition: \"'{{a.kind}}' == '%s'\"\n    description:");
        RouteFile one = RouteFile.parse("one", route.formatted("one"));
        RouteFile other = RouteFile.parse("other", route.formatted("other"));

        assertThat(new RouteNeighbours(List.of(one, other)).sharedIds(one)).isEmpty();
        assertThat(new RouteNeighbours(List.of(
                                one, RouteFile.parse("x", route.formatted("one").replace("Says", "Tells"))))
                        .sharedIds(one))
                .isNotEmpty();
    }

    @Test
    void findPropertiesThatNothingUses() throws IOException {
        Properties declared = new Properties();
        declared.setProperty("hello.every", "1s");
        declared.setProperty("hello.never", "1s");

        PropertyUse use = new PropertyUse(declared, Set.of());

        assertThat(use.unused(List.of(RouteFile.parse("say-hello", GOOD))))
                .singleElement()
                .asString()
                .contains("hello.never");
    }

    private static List<RouteRule> rules(RouteFile file) {
        Properties declared = new Properties();
        declared.setProperty("hello.every", "1s");
        return new RouteRules(SCHEMA, List.of(file), new PropertyUse(declared, Set.of())).all();
    }
}
