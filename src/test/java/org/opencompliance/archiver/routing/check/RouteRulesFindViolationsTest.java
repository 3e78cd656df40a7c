package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.routing.check.context.CamelSchema;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** Tests each rule with a file that violates only this rule. */
class RouteRulesFindViolationsTest {

    private static final CamelSchema SCHEMA = CamelSchema.load();
    private static final String GOOD =
            """
            # Says hello
            - routeConfiguration:
                id: hello-errors
                description: Log it
                onException:
                  - onException:
                      id: hello-errors-read
                      exception:
                        - org.apache.camel.http.base.HttpOperationFailedException
                      onWhen:
                        expression:
                          simple:
                            expression: "${exception.statusCode} == 404"
                      handled:
                        constant:
                          expression: "true"
                      steps:
                        - stop:
                            id: hello-errors-read-stop
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
                    - setVariable:
                        id: say-hello-card
                        name: card
                        expression:
                          method:
                            ref: greeting
                            method: "write(${body}, 'WARM')"
                    - choice:
                        id: say-hello-kind
                        when:
                          - expression:
                              simple:
                                expression: "${variable.card.sender.name} == null && ${bean:greeting?method=isOpen}"
                            steps:
                              - to:
                                  id: say-hello-one
                                  uri: direct:hello
                        otherwise:
                          steps:
                            - stop:
                                id: say-hello-stop
                    - to:
                        id: say-hello-queue
                        uri: seda
                        parameters:
                          name: hellos
                          waitForTaskToComplete: Never
            - route:
                id: send-hellos
                description: Sends what waits
                routeConfigurationId: hello-errors
                from:
                  id: send-hellos-from
                  uri: seda
                  variableReceive: letter
                  parameters:
                    name: hellos
                  steps:
                    - to:
                        id: send-hellos-http
                        uri: "{{hello.url}}"
                        parameters:
                          authUsername: "{{hello.every}}"
                          copyHeaders: true
            - route:
                id: hello
                description: Says it
                from:
                  id: hello-from
                  description: "In: variables title, name and place, variable mood. Out: nothing"
                  uri: direct:hello
                  steps:
                    - bean:
                        id: hello-send
                        ref: greeting
                        method: "send(${variable.card})"
                    - bean:
                        id: hello-repeat
                        ref: greeting
                        method: repeat
                    - setBody:
                        id: hello-body
                        expression:
                          constant:
                            expression: hello
                    - log:
                        id: hello-log
                        message: "Hello ${variable.title} ${variable.name} in ${variable.place}, ${variable.letter}"
            """;

    private static CamelContext camel;

    @BeforeAll
    static void makeContext() {
        camel = new DefaultCamelContext();
        camel.getPropertiesComponent().addInitialProperty("hello.every", "1s");
        camel.getPropertiesComponent().addInitialProperty("hello.url", "https://hello.example");
        camel.getRegistry().bind("greeting", new Greeting());
    }

    @AfterAll
    static void closeContext() throws Exception {
        camel.close();
    }

    @Test
    void findNothingInAGoodFile() {
        assertThat(findings(GOOD, "")).isEmpty();
    }

    /** The rule, the replaced text of the valid file, its replacement, the line that is named, and the correction. */
    static Stream<Arguments> errors() {
        return Stream.of(form(), together(), endpoints(), beans(), variables(), expressions())
                .flatMap(part -> part);
    }

    private static Stream<Arguments> form() {
        return Stream.of(
                arguments("valid YAML", "    id: hello\n", "\tid: hello\n", "\tid: hello", "Correct it"),
                arguments("valid YAML", "    id: hello\n", "   id: hello\n", "description: Says it", "Correct it"),
                arguments("valid YAML", GOOD, "", "", "Correct it"),
                arguments("valid YAML", GOOD, "route: {}\n", "route", "Begin each route"),
                arguments("Camel's schema", "uri: direct:hello\n", "url: direct:hello\n", "url", "Write uri"),
                arguments("options that components have", "uri: direct:hello\n", "note: x\n", "- to:", "Add uri"),
                arguments("Camel's schema", "- stop:\n", "- stopp:\n", "stopp", "Write stop"),
                arguments(
                        "Camel's schema",
                        "- route:\n    id: hello\n",
                        "- rout:\n    id: hello\n",
                        "rout:",
                        "Write route"),
                arguments(
                        "Camel's schema",
                        "    id: hello\n",
                        "    id: hello\n    id: hello\n",
                        "id: hello",
                        "Remove one"),
                arguments(
                        "Camel's schema",
                        "copyHeaders: true",
                        "copyHeaders: true\n            patern: InOnly",
                        "patern",
                        "pattern"));
    }

    private static Stream<Arguments> together() {
        return Stream.of(
                arguments("unique ids", "id: hello-body", "id: hello-from", "hello-from", "Rename one"),
                arguments("error handling", "Id: hello-errors", "Id: helo-errors", "helo-errors", "Write hello-errors"),
                arguments(
                        "error handling",
                        "routeConfigurationId: hello-errors",
                        "group: a",
                        "- route",
                        "one of hello-errors"),
                arguments(
                        "error handling",
                        "    id: hello\n",
                        "    id: hello\n    errorHandler:\n      noErrorHandler: {}\n",
                        "errorHandler:",
                        "Remove it"),
                arguments(
                        "existing routes",
                        "  uri: direct:hello\n",
                        "  uri: direct:hullo\n",
                        "hullo",
                        "Write direct:hello"),
                arguments(
                        "existing routes",
                        "- to:\n                      id: say-hello-one\n                      uri: direct:hello\n",
                        "- to: direct:hullo\n",
                        "hullo",
                        "Write direct:hello"),
                arguments(
                        "existing routes",
                        "name: hellos\n              wait",
                        "name: helloes\n              wait",
                        "uri: seda",
                        "Write seda:hellos"),
                arguments(
                        "existing routes",
                        "description: Says it\n",
                        "description: Says it\n    precondition: \"'{{hello.every}}' == '2s'\"\n",
                        "direct:hello",
                        "Add a route"));
    }

    private static Stream<Arguments> endpoints() {
        return Stream.of(
                arguments(
                        "settings that are declared",
                        "{{hello.every}}",
                        "{{hello.evry}}",
                        "hello.evry",
                        "Write {{hello.every}}"),
                arguments("settings that are declared", "{{hello.every}}", "{{other.x}}", "other.x", "Declare other.x"),
                arguments(
                        "options that components have",
                        "copyHeaders: true",
                        "copyHeadrs: true",
                        "copyHeadrs",
                        "Write copyHeaders"),
                arguments("options that components have", "copyHeaders: true", "page: 3", "page", "CamelHttpQuery"),
                arguments(
                        "options that components have",
                        "copyHeaders: true",
                        "copyHeaders: yep",
                        "copyHeaders",
                        "Write true or false"),
                arguments(
                        "options that components have",
                        "copyHeaders: true",
                        "httpMethod: GTE",
                        "httpMethod",
                        "Write GET"),
                arguments(
                        "options that components have",
                        "uri: timer",
                        "uri: \"timer?perod=1s\"",
                        "timer",
                        "Write period"),
                arguments(
                        "options that components have",
                        "waitForTaskToComplete",
                        "waitForTaskToComplet",
                        "waitFor",
                        "Write waitForTaskToComplete"),
                arguments("options that components have", "uri: timer", "uri: tmer", "tmer", "Correct the address"));
    }

    private static Stream<Arguments> beans() {
        return Stream.of(
                arguments("beans that exist", "ref: greeting", "ref: greting", "greting", "Write greeting"),
                arguments("beans that exist", "bean:greeting", "bean:greting", "greting", "Write greeting"),
                arguments(
                        "beans that exist",
                        "copyHeaders: true",
                        "headerFilterStrategy: \"#greting\"",
                        "greting",
                        "Write greeting"),
                arguments(
                        "beans that exist",
                        "handled:",
                        "redeliveryPolicyRef: greting\n          handled:",
                        "greting",
                        "Write greeting"),
                arguments("methods that exist", "write($", "wriet($", "wriet", "Write write"),
                arguments("methods that exist", "method=isOpen", "method=isOpn", "isOpn", "Write isOpen"),
                arguments("methods that exist", ", 'WARM')", ")", "write(", "Write write(String, Tone)"),
                arguments(
                        "methods that exist",
                        "method: repeat",
                        "method: twice",
                        "twice",
                        "Write twice(String, String)"),
                arguments("methods that exist", "method: repeat", "method: either", "either", "rename it in Java"),
                arguments(
                        "methods that exist",
                        "method: repeat",
                        "method: \"either(${body})\"",
                        "either",
                        "rename it in Java"),
                arguments("values that exist", "'WARM'", "'WRAM'", "WRAM", "Write WARM"),
                arguments("values that exist", "'WARM'", "WARM", "WARM", "Write 'WARM'"),
                arguments("values that exist", "'WARM'", "${variable.tone}", "WRAM", "Write WARM"));
    }

    private static Stream<Arguments> variables() {
        return Stream.of(
                arguments("variables that are set", "${variable.card.s", "${variable.crad.s", "crad", "Write card"),
                arguments(
                        "variables that are set",
                        "send(${variable.card})",
                        "send(${variable.crad})",
                        "crad",
                        "Write card"),
                arguments("variables that are set", "{variable.place}", "{variable.plaice}", "plaice", "Write place"),
                arguments("variables that are set", "{variable.letter}", "{variable.zzz}", "zzz", "In: variable zzz"),
                arguments("variables that are set", "name: card", "name: cards", "repeat", "Write cards"),
                arguments("properties that exist", "card.sender", "card.sendr", "sendr", "Write sender"),
                arguments("properties that exist", "sender.name", "sender.nam", "nam", "Write name"),
                arguments("properties that exist", "sender.name} == null", "tone} == 'WRAM'", "WRAM", "Write WARM"),
                arguments(
                        "properties that exist",
                        "exception.statusCode",
                        "exception.statsCode",
                        "statsCode",
                        "Write statusCode"));
    }

    private static Stream<Arguments> expressions() {
        return Stream.of(
                arguments("can be parsed", "${exception.s", "${exeption.s", "exeption", "Write exception"),
                arguments("can be parsed", "{variable.place}", "{varable.place}", "varable", "Write variable"),
                arguments("can be parsed", "statusCode} == 404", "statusCode} = 404", "= 404", "Correct it"),
                arguments("can be parsed", "statusCode} == 404", "statusCode == 404", "== 404", "Correct it"),
                arguments(
                        "can be parsed",
                        "constant:\n                expression: hello",
                        "constat:\n                expression: hello",
                        "constat",
                        "class path"),
                arguments(
                        "classes that exist",
                        "HttpOperationFailed",
                        "HttpOperationFaild",
                        "Faild",
                        "Write org.apache.camel.http.base.HttpOperationFailedException"),
                arguments(
                        "classes that exist",
                        "org.apache.camel.http.base.HttpOperationFailedException",
                        "java.lang.String",
                        "String",
                        "Name an exception"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void findWhatStopsAStart(String sentence, String good, String bad, String place, String correction) {
        String text = edited(good, bad);

        assertThat(findings(text, sentence)).anySatisfy(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(line(text, finding)).contains(place);
            assertThat(finding.correction()).contains(correction);
        });
    }

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
                arguments("no host, size or time", "\"{{hello.every}}\"", "30s", "period"),
                arguments("no host, size or time", "timerName: hello", "timerName: https://a.example", "timerName"));
    }

    @ParameterizedTest
    @MethodSource("advice")
    void adviseOnStyle(String sentence, String good, String bad, String advice) {
        assertThat(findings(edited(good, bad), sentence)).anySatisfy(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.correction()).contains(advice);
        });
    }

    @Test
    void countNestedStepsOfARouteAndEachResponseOfAConfigurationAlone() {
        String nested =
                "- filter:\n            expression:\n              constant:\n                expression: 'true'\n"
                        + "            steps:\n" + "              - stop: {}\n".repeat(6) + "        - setBody:\n";
        String response =
                "- stop:\n                id: hello-errors-read-stop\n" + "            - stop: {}\n".repeat(8);

        assertThat(findings(edited("- setBody:\n", nested), "short and flat"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("hello has 11 steps"));
        assertThat(findings(
                        edited("- stop:\n                id: hello-errors-read-stop\n", response), "short and flat"))
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

        assertThat(findings(edited("- setBody:\n", nested.toString()), "short and flat"))
                .anyMatch(finding -> finding.correction().contains("nested 2 levels"));
    }

    @Test
    void findTwoRoutesAtOneEndpointUnlessTheSettingsChooseOne() {
        String route = GOOD.substring(GOOD.lastIndexOf("- route:"));
        String other = route.replace("id: hello", "id: other");
        String off = other.replace(
                "description: Says", "precondition: \"'{{hello.every}}' == '2s'\"\n    description: Says");

        assertThat(findings(GOOD + other, "endpoints of its own")).hasSize(2);
        assertThat(findings(GOOD + route, "unique ids")).hasSizeGreaterThan(2);
        assertThat(findings(GOOD + off, "endpoints of its own")).isEmpty();
    }

    @Test
    void readTheShortFormsToo() {
        String brief =
                """
                - from:
                    uri: direct:brief
                    steps:
                      - setBody:
                          simple: "${variable.crad}"
                      - bean:
                          ref: greting
                      - to: "seda:helos?sise=3"
                """;

        assertThat(findings(GOOD + brief, "variables that are set")).hasSize(1);
        assertThat(findings(GOOD + brief, "beans that exist")).hasSize(1);
        assertThat(findings(GOOD + brief, "existing routes"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.correction()).contains("seda:hellos"));
        assertThat(findings(GOOD + brief, "options that components have"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.correction()).contains("size"));
    }

    private static String edited(String good, String bad) {
        assertThat(GOOD.contains(good)).as(good).isTrue();
        return GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))
                // a constant for the enumeration, from a variable
                .replace(
                        "- setVariable:\n            id: say-hello-card",
                        tone(bad) + "- setVariable:\n            id: say-hello-card");
    }

    private static String tone(String bad) {
        return bad.contains("variable.tone")
                ? "- setVariable:\n            id: say-hello-tone\n            name: tone\n            expression:\n"
                        + "              constant:\n                expression: WRAM\n        "
                : "";
    }

    private static String line(String text, Finding finding) {
        List<String> lines = text.lines().toList();
        return lines.isEmpty() ? "" : lines.get(Math.min(finding.line(), lines.size()) - 1);
    }

    /** Of the rules whose sentence contains a text. */
    private static List<Finding> findings(String text, String sentence) {
        RouteFile file = RouteFile.parse("say-hello", text);
        RouteFolder folder = new RouteFolder(List.of(file), List.of());
        RouteContext context = new RouteContext(camel, Map.of(), Set.of());
        RouteRules rules = new RouteRules(folder, context, SCHEMA, Set.of("hello.every", "hello.url"));
        return Stream.concat(rules.required().stream(), rules.advised().stream())
                .filter(rule -> rule.sentence().contains(sentence))
                .flatMap(rule -> rule.findings(file).stream())
                .toList();
    }
}
