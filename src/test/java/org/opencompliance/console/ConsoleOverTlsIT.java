package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.console.ServedConsole.PASSWORD;
import static org.opencompliance.console.ServedConsole.USER;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.support.TestKeys;

/** A console with a key store, as it listens on an address that other machines reach. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleOverTlsIT {

    @TempDir
    private static Path folder;

    private static ServedConsole console;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        Path keys = ownersOnly(TestKeys.make(folder, "console").pfx());
        trust = trusting(keys);
        Path settings = Files.writeString(
                folder.resolve("console.properties"),
                "console.port=0\nconsole.names=localhost\nconsole.key-store=" + keys + "\nconsole.key-store-password="
                        + TestKeys.PASSWORD + "\n");
        console = ServedConsole.start(folder.resolve("console"), ownersOnly(settings), trust);
    }

    @AfterAll
    static void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void keepsTheSessionOnTls() throws Exception {
        HttpResponse<String> login = console.logIn(USER, PASSWORD, "");

        assertThat(console.url().toString()).startsWith("https://localhost:").endsWith("/hawtio");
        assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "Secure", "SameSite=Strict");
        assertThat(console.send(console.jolokia(ServedConsole.cookie(login)).header("Origin", console.origin()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.send(console.jolokia(ServedConsole.cookie(login))
                                .header("Origin", console.origin().replace("https:", "http:")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void saysNothingWithoutTls() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", console.url().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /hawtio/login HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void speaksNoOldVersion() throws Exception {
        try (SSLSocket socket = (SSLSocket)
                trust.getSocketFactory().createSocket("127.0.0.1", console.url().getPort())) {
            SSLParameters old = socket.getSSLParameters();
            old.setProtocols(new String[] {"TLSv1.1"});
            socket.setSSLParameters(old);

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    private static Path ownersOnly(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, TestKeys.PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("console", store.getCertificate("console"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
