package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

/** The component in a YAML route. */
class MicrosoftExchangeRouteTest extends ExchangeTest {

    private static final String ROUTE =
            """
            - route:
                id: $NAME
                errorHandler: {noErrorHandler: {}}
                from:
                  uri: direct
                  parameters: {name: $NAME}
                  steps:
                    - doTry:
                        steps:
                          - to:
                              uri: microsoft-exchange
                              parameters: {operation: $OPERATION, folder: WeChat Archiver, connector: wechat}
                        doCatch:
                          - exception: [org.opencompliance.archiver.exchange.MicrosoftExchangeException]
                            steps:
                              - setVariable:
                                  name: seen
                                  expression:
                                    simple:
                                      expression: "${exception.status} ${exception.code} ${exception.outcomeUnknown}"
            """;

    @BeforeEach
    void load() throws Exception {
        for (String operation : new String[] {"importMessage", "resolveUser"}) {
            String route = ROUTE.replace("$OPERATION", operation).replace("$NAME", operation);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(operation + ".camel.yaml", route));
        }
    }

    @Test
    void theCanonicalFormReachesTheOperation() {
        happy();

        Exchange exchange = use("importMessage");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(true);
    }

    @Test
    void aFailureCanBeToldApartInSimple() {
        happy().instead("GET /mailFolders", Reply.error(403, "ErrorAccessDenied"));

        assertThat(use("importMessage").getVariable("seen")).isEqualTo("403 ErrorAccessDenied false");
    }

    @Test
    void theAnswersCanBeReadInSimple() {
        graph.on("GET /users/li%40contoso.com", Reply.file(200, "user-member"))
                .on("GET /users", Reply.json(200, "{\"value\": []}"));
        Exchange user = use("resolveUser");

        assertThat(simple("${body.id} ${body.guest}", user)).isEqualTo("user-1 false");
        assertThat(simple("${exception.advice}", rejected())).isEqualTo("do this");
        assertThat(simple("${exception.scope}", unavailable())).isEqualTo("TENANT");
    }

    private Exchange use(String operation) {
        return send("direct:" + operation, TestMail.of(), MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");
    }

    private String simple(String expression, Exchange exchange) {
        return context.resolveLanguage("simple").createExpression(expression).evaluate(exchange, String.class);
    }

    private Exchange rejected() {
        Exchange exchange = context.getEndpoint("direct:importMessage").createExchange();
        exchange.setException(new MicrosoftExchangeRejectedException("x", ServiceFailure.NONE, "do this"));
        return exchange;
    }

    private Exchange unavailable() {
        Exchange exchange = context.getEndpoint("direct:importMessage").createExchange();
        exchange.setException(new MicrosoftExchangeUnavailableException(
                "x", ServiceFailure.NONE, MicrosoftExchangeUnavailableException.Scope.TENANT));
        return exchange;
    }
}
