package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each rule with a file that violates only this rule. */
class RouteRulesFindViolationsTest {

    @Test
    void findNothingInAGoodFile() {
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT, "")).isEmpty();
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
                arguments("valid YAML", GoodRoutes.TEXT, "", "", "Correct it"),
                arguments("valid YAML", GoodRoutes.TEXT, "route: {}\n", "route", "Begin each route"),
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
        String text = GoodRoutes.edited(good, bad);

        assertThat(GoodRoutes.findings(text, sentence)).anySatisfy(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(GoodRoutes.line(text, finding)).contains(place);
            assertThat(finding.correction()).contains(correction);
        });
    }

    @Test
    void findTwoRoutesAtOneEndpointUnlessTheSettingsChooseOne() {
        String route = GoodRoutes.TEXT.substring(GoodRoutes.TEXT.lastIndexOf("- route:"));
        String other = route.replace("id: hello", "id: other");
        String off = other.replace(
                "description: Says", "precondition: \"'{{hello.every}}' == '2s'\"\n    description: Says");

        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + other, "endpoints of its own"))
                .hasSize(2);
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + route, "unique ids")).hasSizeGreaterThan(2);
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + off, "endpoints of its own"))
                .isEmpty();
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

        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + brief, "variables that are set"))
                .hasSize(1);
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + brief, "beans that exist"))
                .hasSize(1);
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + brief, "existing routes"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.correction()).contains("seda:hellos"));
        assertThat(GoodRoutes.findings(GoodRoutes.TEXT + brief, "options that components have"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.correction()).contains("size"));
    }
}
