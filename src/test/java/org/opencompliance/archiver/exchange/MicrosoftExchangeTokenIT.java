package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.client.ServiceTokens;
import org.opencompliance.archiver.exchange.support.CamelProcess;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.ScriptedGraph;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestKeys;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Over TLS, with an authority that issues tokens as Entra ID does. */
class MicrosoftExchangeTokenIT extends ExchangeTest {

    private static final String TENANT = "33333333-3333-3333-3333-333333333333";
    private static final String CLIENT = "44444444-4444-4444-4444-444444444444";
    private static final String TOKEN = "POST /" + TENANT + "/oauth2/v2.0/token";
    private static final List<String> TRUST = List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword");

    @TempDir
    private static Path folder;

    private static TestKeys server;
    private static TestKeys application;

    @BeforeAll
    static void makeKeys() throws IOException, GeneralSecurityException {
        server = TestKeys.make(folder, "server");
        application = TestKeys.make(folder, "application");
        System.setProperty(TRUST.get(0), server.trustStore().toString());
        System.setProperty(TRUST.get(1), TestKeys.PASSWORD);
    }

    @AfterAll
    static void trustNobody() {
        TRUST.forEach(System::clearProperty);
    }

    @Override
    protected ScriptedGraph open() {
        try {
            return new ScriptedGraph(server.serverContext());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void configure(MicrosoftExchangeComponent fresh) {
        MicrosoftExchangeConfiguration configuration = fresh.getConfiguration();
        configuration.setCredentials(MicrosoftExchangeCredentials.CLIENT_SECRET);
        configuration.setAuthorityHost(graph.root());
        configuration.setTenantId(TENANT);
        configuration.setClientId(CLIENT);
        configuration.setClientSecret("p%+w&x)d");
        configuration.setRequestTimeout(20_000);
    }

    @Test
    void isFetchedOnceByParallelImports() {
        happy().on(TOKEN, token("token-1", 3600), token("token-2", 3600));

        List<CompletableFuture<Exchange>> imports = IntStream.range(0, 8)
                .mapToObj(i -> startImport(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "mailbox-" + i))
                .toList();

        assertThat(imports)
                .allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(graph.received(TOKEN)).hasSize(1);
        assertThat(form(graph.received(TOKEN).get(0)))
                .containsEntry("client_id", CLIENT)
                .containsEntry("client_secret", "p%+w&x)d")
                .containsEntry("grant_type", "client_credentials")
                .hasEntrySatisfying(
                        "scope", scope -> assertThat(scope).contains("https://graph.microsoft.com/.default"));
        assertThat(tokens()).containsOnly("Bearer token-1");
    }

    @Test
    void isFetchedAgainWhenItEnds() {
        happy().on(TOKEN, token("token-1", 60), token("token-2", 3600));

        assertThat(importMail(TestMail.of()).getException()).isNull();
        assertThat(importMail(TestMail.of(), MicrosoftExchangeConstants.ITEM_ID, "item-2")
                        .getException())
                .isNull();

        assertThat(graph.received(TOKEN)).hasSize(2);
        assertThat(tokens()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
    }

    @Test
    void isFetchedAgainForAClaimsChallengeAndTheWholeMessageGoesOutOnceMore() {
        happy().on(TOKEN, token("token-1", 3600), token("token-2", 3600))
                .instead("POST /mailFolders/folder-1/messages", challenge(), Reply.file(201, "createMessage-created"));
        byte[] content = TestAttachment.pattern(300_000);

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", content)));

        assertThat(exchange.getException()).isNull();
        List<Received> creations = graph.received("POST /mailFolders/folder-1/messages");
        assertThat(creations)
                .extracting(one -> one.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(creations.get(1).body()).isEqualTo(creations.get(0).body());
        assertThat(creations.get(1).json().at("/attachments/0/contentBytes").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(content));
        assertThat(graph.received(TOKEN)).hasSize(2);
        assertThat(form(graph.received(TOKEN).get(0)).get("claims"))
                .contains("xms_cc")
                .doesNotContain("1795000000");
        assertThat(form(graph.received(TOKEN).get(1)).get("claims")).contains("xms_cc", "1795000000");
    }

    @Test
    void isFetchedOnceForAChallengeThatManyRequestsMeet() {
        graph.on(TOKEN, token("token-1", 3600), token("token-2", 3600), token("token-3", 3600))
                .on("POST /mailFolders/folder-1/messages", Reply.file(201, "createMessage-created"));
        IntStream.range(0, 8)
                .forEach(i -> graph.on(
                        "GET /users/mailbox-" + i + "/mailFolders", challenge(), Reply.file(200, "mailFolders-one")));

        List<CompletableFuture<Exchange>> imports = IntStream.range(0, 8)
                .mapToObj(i -> startImport(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "mailbox-" + i))
                .toList();

        assertThat(imports)
                .allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(graph.received(TOKEN)).hasSize(2);
    }

    @Test
    void isFetchedAgainWhenTheServiceSaysThatItEndedAndTheWholeMessageGoesOutOnceMore() {
        happy().on(TOKEN, token("token-1", 3600), token("token-2", 3600))
                .instead("POST /mailFolders/folder-1/messages", ended(), Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 300_000)));

        assertThat(exchange.getException()).isNull();
        List<Received> creations = graph.received("POST /mailFolders/folder-1/messages");
        assertThat(creations)
                .extracting(one -> one.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(creations.get(1).body()).isEqualTo(creations.get(0).body());
        assertThat(creations).extracting(one -> one.header("client-request-id")).doesNotHaveDuplicates();
    }

    @Test
    void isFetchedAgainOnceAndThenTheTenantIsInTrouble() {
        happy().on(TOKEN, token("token-1", 3600), token("token-2", 3600), token("token-3", 3600))
                .instead("GET /mailFolders", ended());

        MicrosoftExchangeUnavailableException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);

        assertThat(failure.getScope()).isEqualTo(MicrosoftExchangeUnavailableException.Scope.TENANT);
        assertThat(graph.received("GET /mailFolders")).hasSize(2);
        assertThat(graph.received(TOKEN)).hasSize(2);
    }

    @Test
    void isNotFetchedTwiceForOneRequest() {
        happy().on(TOKEN, token("token-1", 3600)).instead("GET /mailFolders", challenge());

        MicrosoftExchangeUnavailableException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);

        assertThat(failure.getScope()).isEqualTo(MicrosoftExchangeUnavailableException.Scope.TENANT);
        assertThat(graph.received("GET /mailFolders")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pem", "pfx"})
    void isAskedForWithACertificate(String form) throws Exception {
        MicrosoftExchangeConfiguration configuration = component.getConfiguration();
        configuration.setCredentials(MicrosoftExchangeCredentials.CLIENT_CERTIFICATE);
        configuration.setCertificateFile((form.equals("pem") ? application.pem() : application.pfx()).toString());
        configuration.setCertificatePassword(form.equals("pem") ? null : TestKeys.PASSWORD);
        happy().on(TOKEN, token("token-1", 3600));

        assertThat(importMail(TestMail.of()).getException()).isNull();

        JsonNode header = assertionHeader(form(graph.received(TOKEN).get(0)).get("client_assertion"));
        assertThat(header.path("x5c").get(0).asText())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(application.certificate().getEncoded()));
        assertThat(tokens()).containsOnly("Bearer token-1");
    }

    @Test
    void thatIsRefusedIsSaidByItsCodeAlone() {
        happy().on(
                        TOKEN,
                        Reply.json(
                                401,
                                "{\"error\":\"invalid_client\",\"error_description\":"
                                        + "\"AADSTS7000215: Invalid client secret of Contoso\",\"error_codes\":[7000215]}"));

        MicrosoftExchangeUnavailableException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);

        assertThat(failure.getScope()).isEqualTo(MicrosoftExchangeUnavailableException.Scope.TENANT);
        assertThat(failure).hasMessageContaining("AADSTS7000215").hasMessageNotContaining("Contoso");
        assertThat(failure.isOutcomeUnknown()).isFalse();
    }

    @Test
    void forAnotherServiceIsANewOneEachTimeWithItsScope() {
        graph.on(TOKEN, token("token-1", 3600), token("token-2", 3600));
        ServiceTokens tokens =
                new ServiceTokens(component.getConfiguration(), "https://outlook.office365.com/.default");

        assertThat(List.of(tokens.fetch(), tokens.fetch())).containsExactly("token-1", "token-2");
        assertThat(graph.received(TOKEN)).hasSize(2).allSatisfy(one -> assertThat(form(one))
                .hasEntrySatisfying(
                        "scope", scope -> assertThat(scope).contains("https://outlook.office365.com/.default")));
    }

    @Test
    void forAnotherServiceThatIsRefusedIsSaidByItsCodeAlone() {
        graph.on(
                TOKEN,
                Reply.json(
                        400,
                        "{\"error\":\"invalid_scope\",\"error_description\":"
                                + "\"AADSTS500011: Not in Contoso\",\"error_codes\":[500011]}"));
        ServiceTokens tokens = new ServiceTokens(component.getConfiguration(), "https://wrong.example/.default");

        assertThatThrownBy(tokens::fetch)
                .isInstanceOf(MicrosoftExchangeUnavailableException.class)
                .hasMessageContaining("AADSTS500011")
                .hasMessageNotContaining("Contoso");
    }

    @Test
    void thatDoesNotComeIsNotWaitedForWithoutEnd() {
        CountDownLatch never = new CountDownLatch(1);
        happy().on(TOKEN, token("token-1", 3600).behind(never));

        Exchange exchange = send(IMPORT + "&requestTimeout=1500", TestMail.of());
        never.countDown();

        MicrosoftExchangeUnavailableException failure = failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(failure.getScope()).isEqualTo(MicrosoftExchangeUnavailableException.Scope.TENANT);
        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(graph.received("GET /mailFolders")).isEmpty();
    }

    @Test
    void isAskedForWithTheTokenOfAWorkloadAndAgainAfterAChallenge() throws Exception {
        happy().on(TOKEN, token("token-1", 3600), token("token-2", 3600))
                .instead("GET /mailFolders", challenge(), Reply.file(200, "mailFolders-one"));
        Path route = Files.writeString(
                folder.resolve("import.camel.yaml"),
                """
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setBody: {constant: "From: <a@contoso.com>\\n\\nHello"}
                      - setHeader: {name: CamelMicrosoftExchangeMailbox, constant: mailbox-1}
                      - to: microsoft-exchange:importMessage?folder=Archive&credentials=workload-identity
                """);
        Path output = folder.resolve("output");

        int exitCode = CamelProcess.ofRoutes(route)
                .with(TRUST.get(0), server.trustStore())
                .with(TRUST.get(1), TestKeys.PASSWORD)
                .with("camel.main.durationMaxMessages", 1)
                .with("camel.component.microsoft-exchange.serviceUrl", graph.url())
                .with("camel.component.microsoft-exchange.authorityHost", graph.root())
                .environment("AZURE_TENANT_ID", TENANT)
                .environment("AZURE_CLIENT_ID", CLIENT)
                .environment("AZURE_FEDERATED_TOKEN_FILE", Files.writeString(folder.resolve("jwt"), "e30.e30.x"))
                .run(output.toFile(), 60);

        assertThat(exitCode).as(Files.readString(output)).isZero();
        assertThat(graph.received(TOKEN)).as(Files.readString(output)).hasSize(2);
        assertThat(graph.received(TOKEN))
                .allSatisfy(one -> assertThat(form(one)).containsEntry("client_assertion", "e30.e30.x"));
        assertThat(tokens()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
    }

    @Test
    void isAskedForAsAManagedIdentity() throws Exception {
        happy().on(
                        "GET /msi",
                        Reply.json(
                                200,
                                "{\"token_type\":\"Bearer\",\"expires_on\":\"4102444800\",\"resource\":\"r\","
                                        + "\"access_token\":\"token-1\"}"));
        Path route = Files.writeString(
                folder.resolve("import-managed.camel.yaml"),
                """
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setBody: {constant: "From: <a@contoso.com>\\n\\nHello"}
                      - setHeader: {name: CamelMicrosoftExchangeMailbox, constant: mailbox-1}
                      - to: microsoft-exchange:importMessage?folder=Archive&credentials=managed-identity
                """);
        Path output = folder.resolve("output-managed");

        int exitCode = CamelProcess.ofRoutes(route)
                .with(TRUST.get(0), server.trustStore())
                .with(TRUST.get(1), TestKeys.PASSWORD)
                .with("camel.main.durationMaxMessages", 1)
                .with("camel.component.microsoft-exchange.serviceUrl", graph.url())
                .environment("IDENTITY_ENDPOINT", graph.root() + "msi")
                .environment("IDENTITY_HEADER", "s3cret")
                .run(output.toFile(), 60);

        assertThat(exitCode).as(Files.readString(output)).isZero();
        assertThat(graph.received("GET /msi")).as(Files.readString(output)).hasSize(1);
        assertThat(graph.received("GET /msi").get(0).query()).contains("resource=https://graph.microsoft.com");
        assertThat(tokens()).containsOnly("Bearer token-1").isNotEmpty();
    }

    private List<String> tokens() {
        return graph.received().stream()
                .filter(one -> one.path().startsWith("/v1.0/"))
                .map(one -> one.header("Authorization"))
                .toList();
    }

    private static Reply token(String token, int seconds) {
        return Reply.json(
                200, "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"access_token\":\"" + token + "\"}");
    }

    /** As Microsoft documents continuous access evaluation. */
    private static Reply challenge() {
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1795000000\"}}}";
        return Reply.error(401, "InvalidAuthenticationToken")
                .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", client_id=\"00000003-0000-0000-c000-000000000000\","
                                + " error=\"insufficient_claims\", claims=\""
                                + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.US_ASCII))
                                + "\"");
    }

    /** As Graph rejects an expired or revoked token. */
    private static Reply ended() {
        return Reply.error(401, "InvalidAuthenticationToken")
                .with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
    }

    private static Map<String, String> form(Received request) {
        return Arrays.stream(new String(request.body(), StandardCharsets.US_ASCII).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static JsonNode assertionHeader(String assertion) throws IOException {
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(assertion.split("\\.")[0]));
    }
}
