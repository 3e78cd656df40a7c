package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.NotedLedger;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** The detail of a dead letter says in words what failed, at which step: no name of an exception or of a package. */
class DetailsAreWordsTest {

    @TempDir
    private Path folder;

    static Stream<Exception> failures() throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new ConnectException("Connection refused"),
                new UnknownHostException("source.example"),
                new NoRouteToHostException(),
                new SocketException("Connection reset"),
                new SSLHandshakeException("certificate"),
                new EOFException(),
                new IOException(new AccessDeniedException("/mail/one.eml")),
                new UncheckedIOException(new NoSuchFileException("/mail/one.eml")),
                json(),
                storage(),
                new JSchException("timeout: socket is not established", new SocketTimeoutException()),
                new JSchException("session is down"),
                new SftpException(4, "failure"),
                new TimeoutException(),
                new IllegalStateException("secret", new NumberFormatException("secret")),
                new NullPointerException(),
                new RuntimeCamelException(new InterruptedException()),
                new CamelExecutionException("failed", exchange, new SocketTimeoutException()),
                new NoSuchBeanException("nothing", "org.opencompliance.archiver.routing.ItemReader"),
                new MethodNotFoundException(exchange, new ItemReader(null, null), "fund"),
                new HttpOperationFailedException("http://127.0.0.1/", 500, "", null, Map.of(), ""));
    }

    private static JsonProcessingException json() {
        try {
            new ObjectMapper().readTree("{");
        } catch (JsonProcessingException e) {
            return e;
        }
        throw new IllegalStateException();
    }

    private static StorageException storage() {
        try {
            new WatchedObjectStore(null).failed("copy an object", new SocketTimeoutException());
        } catch (StorageException e) {
            return e;
        }
        throw new IllegalStateException();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void ofEachKindOfFailure(Exception failure) throws IOException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        String detail = new FailureText().detail(exchange, Reason.FETCH_FAILED, null);

        try (ObjectStore store = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC())) {
            DeadLetters letters = new DeadLetters(store, new NotedLedger(), "wechat");
            ListedItem item = new ListedItem("id", "chat", Instant.parse("2026-11-20T10:00:00Z"), -1, null);
            letters.parkListed(item, StagedItem.of("wechat", item, "run"), Reason.FETCH_FAILED, detail)
                    .join();
            List<DeadLetter> kept = letters.ofId("id");

            assertThat(kept)
                    .singleElement()
                    .extracting(DeadLetter::detail)
                    .asString()
                    .isNotBlank()
                    .contains("[route ")
                    .doesNotContain("Exception", "java.", "org.", "com.", "secret");
        }
    }
}
