package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.opencompliance.archiver.routing.check.context.CamelSchema;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** A file that violates no rule, with the settings and the bean that it uses. */
final class GoodRoutes {

    static final String TEXT =
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

    private static final CamelSchema SCHEMA = CamelSchema.load();
    private static final CamelContext CAMEL = context();

    private GoodRoutes() {}

    private static CamelContext context() {
        CamelContext camel = new DefaultCamelContext();
        camel.getPropertiesComponent().addInitialProperty("hello.every", "1s");
        camel.getPropertiesComponent().addInitialProperty("hello.url", "https://hello.example");
        camel.getRegistry().bind("greeting", new Greeting());
        return camel;
    }

    static String edited(String good, String bad) {
        assertThat(TEXT.contains(good)).as(good).isTrue();
        return TEXT.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))
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

    static String line(String text, Finding finding) {
        List<String> lines = text.lines().toList();
        return lines.isEmpty() ? "" : lines.get(Math.min(finding.line(), lines.size()) - 1);
    }

    /** Of the rules whose sentence contains a text. */
    static List<Finding> findings(String text, String sentence) {
        RouteFile file = RouteFile.parse("say-hello", text);
        RouteFolder folder = new RouteFolder(List.of(file), List.of());
        RouteContext context = new RouteContext(CAMEL, Map.of(), Set.of());
        RouteRules rules = new RouteRules(folder, context, SCHEMA, Set.of("hello.every", "hello.url"));
        return Stream.concat(rules.required().stream(), rules.advised().stream())
                .filter(rule -> rule.sentence().contains(sentence))
                .flatMap(rule -> rule.findings(file).stream())
                .toList();
    }
}
