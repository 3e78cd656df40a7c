package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** The table of errors in the documentation, row by row. */
class MicrosoftExchangeErrorTableTest extends ExchangeTest {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final int MB = 1024 * 1024;

    static List<Arguments> rows() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("<!-- errors -->");
        return page.substring(from, page.indexOf("<!-- end -->", from))
                .lines()
                .skip(3)
                .map(row -> Arrays.stream(row.split("\\|"))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .map(cells -> Arguments.of(
                        Integer.valueOf(cells.get(1)),
                        cells.get(2),
                        cells.get(3),
                        new Outcome(cells.get(4), cells.get(5), cells.get(6))))
                .toList();
    }

    @ParameterizedTest(name = "{0} {1} to {2}")
    @MethodSource("rows")
    void saysWhatHappens(int status, String code, String to, Outcome expected) {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on("GET /messages", Reply.file(200, "messages-none"));
        Reply refusal = refusal(status, code).with("Retry-After", "600");

        Exchange exchange =
                switch (to) {
                    case "creation" -> creation(refusal);
                    case "attachment" -> attachment(refusal);
                    case "directory" -> directory(refusal);
                    default -> throw new IllegalArgumentException(to);
                };

        expected.check(exchange);
    }

    /** The text of the response may follow a code, in quotes. */
    private static Reply refusal(int status, String code) {
        String[] parts = code.split(" ", 2);
        return parts.length == 1
                ? Reply.error(status, code)
                : Reply.error(status, parts[0], parts[1].replace("\"", ""));
    }

    private Exchange creation(Reply refusal) {
        graph.on("POST /mailFolders/folder-1/messages", refusal);
        return importMail(TestMail.of());
    }

    private Exchange attachment(Reply refusal) {
        graph.on("POST /mailFolders/folder-1/messages", Reply.file(201, "createMessage-created"))
                .on("POST /messages/message-1/attachments", refusal)
                .on(
                        "POST /messages/message-1/attachments/createUploadSession",
                        Reply.error(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"))
                .on("GET /messages/message-1/attachments", Reply.file(200, "attachments-none"));
        return importMail(TestMail.of(TestAttachment.of("a.bin", 2 * MB), TestAttachment.of("b.bin", 2 * MB)));
    }

    private Exchange directory(Reply refusal) {
        graph.on("GET /users/li%40contoso.com", refusal).on("GET /users", Reply.json(200, "{\"value\": []}"));
        return send("microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");
    }

    /** The content of a row. */
    private record Outcome(String exception, String scope, String unknown) {

        void check(Exchange exchange) {
            if (exception.startsWith("none")) {
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getBody()).isNull();
                return;
            }
            assertThat(exchange.getException()).isInstanceOf(MicrosoftExchangeException.class);
            MicrosoftExchangeException failure = (MicrosoftExchangeException) exchange.getException();
            assertThat(failure.getClass().getSimpleName())
                    .isEqualTo("MicrosoftExchange" + exception.split("[, ]")[0] + "Exception");
            assertThat(failure.isOutcomeUnknown()).isEqualTo(unknown.equals("unknown"));
            if (failure instanceof MicrosoftExchangeUnavailableException unavailable) {
                assertThat(unavailable.getScope()).hasToString(scope);
            }
            if (failure instanceof MicrosoftExchangeRejectedException rejected && exception.contains("advice")) {
                assertThat(rejected.advice()).contains(advice());
            }
        }

        private String advice() {
            if (exception.contains("named properties")) {
                return "used up its named properties";
            }
            return exception.contains("raise") ? "Set-Mailbox" : "Mail-Advanced";
        }
    }
}
