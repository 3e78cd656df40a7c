package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosoftExchangeOptionsTest {

    private static final String LOCAL = "&credentials=none&serviceUrl=http://127.0.0.1:1/v1.0";

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void haveTheirDefaults() {
        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:importMessage?folder=A" + LOCAL);

        assertThat(endpoint.getConfiguration().getMessageClass()).isEqualTo("IPM.Note");
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(120_000);
        assertThat(endpoint.getComponent().getMaxRequestsPerMailbox()).isEqualTo(1);
        assertThat(endpoint.getComponent().getMaxRequests()).isEqualTo(16);
        assertThat(endpoint.getComponent().getMaxBytesInFlight()).isEqualTo(25_165_824);
        assertThat(endpoint.getComponent().getMaxThrottleWait()).isEqualTo(10_000);
    }

    @Test
    void takeTheSpellingOfTheDocumentation() {
        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:resolveUser?cloud=us-gov-high"
                + "&credentials=client-secret&tenantId=t&clientId=c&clientSecret=s&requestTimeout=45s");

        assertThat(endpoint.getConfiguration().getCloud()).isEqualTo(MicrosoftExchangeCloud.US_GOV_HIGH);
        assertThat(endpoint.getConfiguration().graphUrl()).isEqualTo("https://graph.microsoft.us/v1.0");
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(45_000);
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://graph.microsoft.com/v1.0, https://login.microsoftonline.com/",
        "us-gov-high, https://graph.microsoft.us/v1.0, https://login.microsoftonline.us/",
        "us-gov-dod, https://dod-graph.microsoft.us/v1.0, https://login.microsoftonline.us/",
        "china, https://microsoftgraph.chinacloudapi.cn/v1.0, https://login.chinacloudapi.cn/"
    })
    void chooseServiceAndAuthorityOfACloudTogether(String cloud, String graph, String authority) {
        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:resolveUser?cloud=" + cloud
                + "&credentials=client-secret&tenantId=t&clientId=c&clientSecret=s");

        assertThat(endpoint.getConfiguration().graphUrl()).isEqualTo(graph);
        assertThat(endpoint.getServiceUrl()).isEqualTo(graph);
        assertThat(endpoint.getConfiguration().getCloud().authority()).isEqualTo(authority);
    }

    @Test
    void ofTheComponentAreThoseOfItsEndpointsUntilTheySetThem() {
        MicrosoftExchangeComponent component =
                context.getComponent("microsoft-exchange", MicrosoftExchangeComponent.class);
        component.getConfiguration().setFolder("Chats");
        component.getConfiguration().setMessageClass("IPM.Note.WeChat");

        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:importMessage?folder=Other" + LOCAL);

        assertThat(endpoint.getConfiguration().getFolder()).isEqualTo("Other");
        assertThat(endpoint.getConfiguration().getMessageClass()).isEqualTo("IPM.Note.WeChat");
        assertThat(component.getConfiguration().getFolder()).isEqualTo("Chats");
    }

    @Test
    void canBePropertiesOfTheApplicationAndEmptyOnesAreNone() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.component.microsoft-exchange.credentials", "managed-identity");
        main.addInitialProperty("camel.component.microsoft-exchange.clientId", "{{id}}");
        main.addInitialProperty("id", "");
        main.addInitialProperty("camel.component.microsoft-exchange.clientSecret", "p%+w&x)d");
        main.addInitialProperty("camel.component.microsoft-exchange.requestTimeout", "45s");
        main.addInitialProperty("camel.component.microsoft-exchange.maxRequestsPerMailbox", "2");
        try {
            main.start();
            MicrosoftExchangeComponent component =
                    main.getCamelContext().getComponent("microsoft-exchange", MicrosoftExchangeComponent.class);

            assertThat(component.getConfiguration().getClientSecret()).isEqualTo("p%+w&x)d");
            assertThat(component.getConfiguration().getClientId()).isNull();
            assertThat(component.getConfiguration().getRequestTimeout()).isEqualTo(45_000);
            assertThat(component.getConfiguration().graphUrl()).isEqualTo("https://graph.microsoft.com/v1.0");
            assertThat(component.getMaxRequestsPerMailbox()).isEqualTo(2);
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "importMessage?x=y | folder",
                "importMessage?folder=A&propertySet={abc} | propertySet",
                "importMessage?folder=A&lookPauses=2s,soon | lookPauses",
                "importMessage?folder=A&requestTimeout=0 | requestTimeout"
            })
    void thatCannotBeAreRefusedByName(String uri, String option) {
        assertThatThrownBy(() -> endpoint("microsoft-exchange:" + uri.replace("x=y", "connector=c") + LOCAL))
                .rootCause()
                .hasMessageContaining(option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.example/v1.0",
                "https://graph.microsoft.com/v1.0",
                "http://127.0.0.1.example.com/v1.0",
                "http://localhost.example/v1.0"
            })
    void creditNobodyWithoutCredentialsButOnLoopback(String url) {
        assertThatThrownBy(() -> endpoint("microsoft-exchange:resolveUser?credentials=none&serviceUrl=" + url))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/v1.0", "http://127.8.9.1:1/v1.0", "http://[::1]:1/v1.0/"})
    void needNoCredentialsOnLoopback(String url) {
        assertThatCode(() -> endpoint("microsoft-exchange:resolveUser?credentials=none&serviceUrl=" + url))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "client-secret&tenantId=t&clientId=c, clientSecret",
        "client-secret&clientId=c&clientSecret=s3cret, tenantId",
        "client-certificate&tenantId=t&clientId=c, certificateFile"
    })
    void nameTheCredentialThatIsMissingAndNoSecret(String credentials, String option) {
        assertThatThrownBy(() -> endpoint("microsoft-exchange:resolveUser?credentials=" + credentials))
                .hasMessageContaining(option)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client-secret&tenantId=t&clientId=c&clientSecret=s",
                "client-certificate&tenantId=t&clientId=c&certificateFile=/nowhere/app.pfx",
                "managed-identity"
            })
    void makeAConnectionWithoutAskingAnyone(String credentials) {
        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:resolveUser?credentials=" + credentials);

        assertThatCode(() -> endpoint.createProducer().start()).doesNotThrowAnyException();
    }

    @Test
    void knowFourOperations() {
        assertThatThrownBy(() -> endpoint("microsoft-exchange:sendMessage?folder=A" + LOCAL))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepTheSecretOutOfTheEndpointUri() {
        MicrosoftExchangeEndpoint endpoint = endpoint("microsoft-exchange:resolveUser?credentials=client-secret"
                + "&tenantId=t&clientId=c&clientSecret=s3cret");

        assertThat(endpoint.toString()).doesNotContain("s3cret");
    }

    private MicrosoftExchangeEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, MicrosoftExchangeEndpoint.class);
    }
}
