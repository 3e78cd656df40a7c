package org.opencompliance.bench.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepTest {

    private static final String OURS = "org.opencompliance.archiver.";
    private static final String CAMEL = "org.apache.camel.processor.Pipeline";

    @ParameterizedTest
    @CsvSource({
        "exchange.mail.MailParser, routing.ItemReader, PARSE",
        "storage.LocalArea, routing.Originals, STORE",
        "ledger.file.LedgerQueue, delivery.ItemSettlement, LEDGER",
        "ledger.file.LedgerTail, observe.Figures, FIGURES",
        "exchange.mail.AddressList, exchange.operation.MessagePlanner, DELIVER",
        "routing.source.Turns, routing.source.SourceClient, FETCH",
        "routing.watch.ErrorsInSteps, process.Unrecoverable, CAMEL"
    })
    void isThatOfTheInnermostClassThatHasOne(String inner, String outer, Step step) {
        assertThat(Step.of(List.of("java.lang.String", OURS + inner, OURS + outer, CAMEL)))
                .isEqualTo(step);
    }

    /** A class that was renamed would count as Camel. */
    @ParameterizedTest
    @EnumSource
    void hasClassesThatExist(Step step) throws IOException {
        for (String prefix : step.prefixes()) {
            Path start = Path.of("src/main/java", prefix.split("\\."));
            try (Stream<Path> files = Files.list(prefix.endsWith(".") ? start : start.getParent())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(prefix)
                        .anyMatch(name -> prefix.endsWith(".")
                                || name.startsWith(start.getFileName().toString()));
            }
        }
    }
}
