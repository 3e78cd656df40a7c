package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.support.CamelProcess;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/** The packaged component with its required libraries (without Micrometer), and no other code of this project. */
class MicrosoftExchangeJarIT {

    private static final Path JAR = Path.of(System.getProperty("component.jar", "target/camel-microsoft-exchange.jar"));
    private static final String MAILBOX = "2f9c2f4e-6f0f-4d5c-8a3e-0f6f3a1f0b11";
    private static final Pattern FOREIGN =
            Pattern.compile(".*/camel-(quartz|http|jackson|csv|health|management|test)[^/]*/.*"
                    + "|.*/(micrometer|picocli|junit|assertj|awaitility|networknt|mchange|quartz-scheduler|log4j)/.*");
    private static final String ROUTE =
            """
            - from:
                uri: file:$FOLDER?fileName=mail.eml
                steps:
                  - setHeader: {name: CamelMicrosoftExchangeMailbox, constant: $MAILBOX}
                  - to: microsoft-exchange:importMessage?folder=Archive
            """;
    private static final String MAIL =
            """
            From: "Wang Wei" <wang@contoso.com>
            To: "Li Na" <lina@contoso.com>
            Subject: =?UTF-8?B?5L2g5aW9?=
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
    void importsAMessageFromAFile() throws Exception {
        Files.writeString(folder.resolve("mail.eml"), MAIL);
        Path route = Files.writeString(
                folder.resolve("import.camel.yaml"),
                ROUTE.replace("$FOLDER", folder.toString()).replace("$MAILBOX", MAILBOX));
        try (GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1)) {
            tenant.add(TenantUser.member(MAILBOX, "lina@contoso.com", "Li Na"));

            File output = folder.resolve("output").toFile();
            int exitCode = CamelProcess.ofRoutes(route)
                    .withOnly(JAR, library -> !FOREIGN.matcher(library).matches())
                    .with("camel.main.durationMaxMessages", 1)
                    .with("camel.component.microsoft-exchange.credentials", "none")
                    .with("camel.component.microsoft-exchange.serviceUrl", tenant.url())
                    .run(output, 60);

            assertThat(exitCode).as(Files.readString(output.toPath())).isZero();
            MessageRecord message = tenant.messages(MAILBOX, "Archive").get(0);
            assertThat(message.subject()).isEqualTo("\u4f60\u597d");
            assertThat(message.draft()).isFalse();
            assertThat(message.received()).isEqualTo(Instant.parse("2026-11-20T08:15:30Z"));
            assertThat(message.attachments()).hasSize(1);
        }
    }

    @Test
    void holdsTheComponentAlone() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()))
                    .extracting(Object::toString)
                    .allMatch(name -> name.startsWith("org/opencompliance/archiver/exchange/")
                            || name.startsWith("META-INF/org/opencompliance/archiver/exchange/")
                            || name.startsWith("META-INF/services/org/apache/camel/")
                            || name.startsWith("META-INF/maven/")
                            || name.equals("META-INF/MANIFEST.MF"))
                    .contains(
                            "META-INF/services/org/apache/camel/component/microsoft-exchange",
                            "META-INF/org/opencompliance/archiver/exchange/microsoft-exchange.json");
        }
    }
}
