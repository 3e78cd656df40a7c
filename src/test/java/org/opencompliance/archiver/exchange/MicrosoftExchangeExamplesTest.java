package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** Runs the examples of the documentation against a tenant. */
class MicrosoftExchangeExamplesTest extends TenantTest {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FIRST_ROUTE = Pattern.compile("- route:\n {4}id: (\\S+)");
    private static final String OTHER = "88888888-8888-8888-8888-888888888888";
    private static final String ITEM = "3.eml";
    private static final String MAIL =
            """
            From: "Wang Wei" <wang@contoso.com>
            To: "Li Na" <lina@contoso.com>
            Subject: Chat
            Date: Fri, 20 Nov 2026 08:15:30 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Hello
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename=a.bin

            abc
            --b--
            """;

    @TempDir
    private Path folder;

    @Test
    void areFiveAndAllOfThemAreRunHere() throws IOException {
        assertThat(examples().keySet())
                .isEqualTo(
                        Set.of("import-mails", "import-for-address", "import-again", "import-for-all", "verify-item"));
    }

    @Test
    void importTheMessagesOfAFolderAndTakeEachForItself() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        for (int i = 1; i <= 3; i++) {
            Files.writeString(inbox.resolve(i + ".eml"), MAIL);
        }

        run("import-mails");

        await().untilAsserted(
                        () -> assertThat(tenant.messages(MAILBOX, "Chats")).hasSize(3));
        assertThat(tenant.messages(MAILBOX, "Chats"))
                .extracting(MessageRecord::internetMessageId)
                .doesNotHaveDuplicates();
        assertThat(tenant.messages(MAILBOX, "Chats").get(0).attachments())
                .extracting(AttachmentRecord::name)
                .containsExactly("a.bin");
    }

    @Test
    void importIntoTheMailboxOfAnAddressAndNobodyElses() throws Exception {
        tenant.add(TenantUser.member(OTHER, "wang@contoso.com", "Wang Wei").alias("ww@contoso.com"));
        tenant.add(TenantUser.member("g", "guest@elsewhere.example", "Guest").guest());
        run("import-for-address");

        for (String address : List.of("WW@contoso.com", "nobody@contoso.com", "guest@elsewhere.example")) {
            Exchange exchange = template.send("direct:import-for-address", one -> {
                one.getMessage().setBody(MAIL);
                one.getMessage().setHeader("address", address);
            });
            assertThat(exchange.getException()).isNull();
        }

        assertThat(tenant.messages(OTHER, "Chats")).hasSize(1);
        assertThat(tenant.messages(MAILBOX)).isEmpty();
    }

    @Test
    void tryAgainWithALookAndDoubleNothing() throws Exception {
        tenant.inject(Fault.status(503).on(GraphOperation.LIST_FOLDERS));
        tenant.inject(Fault.cutOff().on(GraphOperation.CREATE_MESSAGE));
        tenant.inject(Fault.hiddenFrom(4).on(GraphOperation.CREATE_MESSAGE));
        run("import-again");

        assertThat(importAgain().getException()).isNull();

        assertThat(tenant.messages(MAILBOX, "Chats")).hasSize(1);
        assertThat(tenant.requests(GraphOperation.LIST_MESSAGES)).isGreaterThan(4);
    }

    @Test
    void putAsideWhatAPersonMustSee() throws Exception {
        tenant.inject(Fault.status(400, "ErrorMessageSizeExceeded").on(GraphOperation.CREATE_MESSAGE));
        run("import-again");

        assertThat(importAgain().getException()).isNull();

        assertThat(folder.resolve("aside").resolve(ITEM)).hasContent(MAIL);
        assertThat(tenant.messages(MAILBOX)).isEmpty();
    }

    @Test
    void importOneMessageIntoManyMailboxesWhateverHeadersItBrings() throws Exception {
        tenant.add(TenantUser.member(OTHER, "wang@contoso.com", "Wang Wei"));
        run("import-for-all");

        Exchange exchange = template.send("direct:import-for-all", one -> {
            one.getMessage().setBody(MAIL.getBytes(StandardCharsets.US_ASCII));
            one.getMessage().setHeader("mailboxes", MAILBOX + "," + OTHER);
            one.getMessage().setHeader(MicrosoftExchangeConstants.ITEM_ID, "from outside");
        });

        assertThat(exchange.getException()).isNull();
        for (String mailbox : List.of(MAILBOX, OTHER)) {
            assertThat(tenant.messages(mailbox, "Chats")).hasSize(1);
            assertThat(tenant.messages(mailbox, "Chats").get(0).messageClass()).isEqualTo("IPM.Note.WeChat");
            assertThat(tenant.messages(mailbox, "Chats").get(0).categories()).containsExactly("Chats");
        }
    }

    @Test
    void sayWhatAMailboxHasOfAnItem() throws Exception {
        run("import-again");
        run("verify-item");
        assertThat(verify()).isEqualTo("missing");

        importAgain();

        assertThat(verify()).isEqualTo("received 2026-11-20T08:15:30Z, 1 of 1 attachments");
    }

    private Exchange importAgain() {
        return template.send("direct:import-again", one -> {
            one.getMessage().setBody(MAIL);
            one.getMessage().setHeader(Exchange.FILE_NAME, ITEM);
            one.getMessage().setHeader(MicrosoftExchangeConstants.MAILBOX, MAILBOX);
            one.getMessage().setHeader(MicrosoftExchangeConstants.ITEM_ID, ITEM);
        });
    }

    private String verify() {
        Exchange exchange = send(
                "direct:verify-item",
                "x",
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.ITEM_ID,
                ITEM);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(String.class);
    }

    private void run(String name) throws Exception {
        Properties values = new Properties();
        values.setProperty("inbox", folder.resolve("inbox").toString());
        values.setProperty("aside", folder.resolve("aside").toString());
        values.setProperty("mailbox", MAILBOX);
        values.setProperty("pause", "50");
        context.getPropertiesComponent().setInitialProperties(values);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        name + ".camel.yaml", examples().get(name)));
    }

    /** By the id of the first route of each. */
    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        while (example.find()) {
            Matcher route = FIRST_ROUTE.matcher(example.group(1));
            assertThat(route.find()).isTrue();
            examples.put(route.group(1), example.group(1));
        }
        return examples;
    }
}
