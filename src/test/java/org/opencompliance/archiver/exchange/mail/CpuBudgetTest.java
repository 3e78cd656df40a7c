package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuBudgetTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong used = new AtomicLong();
    private final CpuBudget budget = new CpuBudget(LIMIT, used::get, used::get);

    @TempDir
    private Path spool;

    @Test
    void aStepWithinTheBudgetGivesItsResult() throws Exception {
        assertThat(budget.spend(() -> {
                    use(LIMIT.minusNanos(1));
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void aStepThatUsesMoreIsEnded() {
        assertThatThrownBy(() -> budget.spend(() -> {
                    use(LIMIT.plusNanos(1));
                    return "done";
                }))
                .isInstanceOf(MailFormatException.class)
                .hasMessageContaining("60000 ms of CPU time");
    }

    @Test
    void timeThatAThreadWaitsDoesNotCount() throws Exception {
        AtomicLong passed = new AtomicLong();
        CpuBudget waiting = new CpuBudget(LIMIT, used::get, passed::get);
        assertThat(waiting.spend(() -> {
                    passed.addAndGet(LIMIT.multipliedBy(2).toNanos());
                    return use(LIMIT.dividedBy(2));
                }))
                .isTrue();
    }

    @Test
    void withinItsBudgetAStepReadsTheCpuClockOnlyTwice() throws Exception {
        AtomicLong reads = new AtomicLong();
        CpuBudget counted = new CpuBudget(LIMIT, reads::incrementAndGet, used::get);
        counted.spend(() -> use(LIMIT.dividedBy(2)));
        assertThat(reads).hasValue(2);
    }

    @Test
    void allStepsShareIt() throws Exception {
        for (int step = 0; step < 3; step++) {
            budget.spend(() -> use(LIMIT.dividedBy(4)));
        }
        assertThatThrownBy(() -> budget.spend(() -> use(LIMIT.dividedBy(2)))).isInstanceOf(MailFormatException.class);
        assertThatThrownBy(() -> budget.spend(() -> use(Duration.ZERO))).isInstanceOf(MailFormatException.class);
    }

    @Test
    void whatAStepThrowsIsThrown() {
        assertThatThrownBy(() -> budget.spend(() -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("away");
    }

    @Test
    void withoutABudgetNothingIsEnded() throws Exception {
        budget.spend(() -> "over");
        use(LIMIT.multipliedBy(2));
        assertThat(CpuBudget.watched("abc")).isEqualTo("abc");
    }

    @Test
    void aMatchThatWouldTakeYearsIsEnded() {
        Pattern years = Pattern.compile("(.*a){30}b");
        CpuBudget little = CpuBudget.of(Duration.ofMillis(50));
        assertThatThrownBy(() -> little.spend(
                        () -> years.matcher(CpuBudget.watched("a".repeat(5000))).matches()))
                .isInstanceOf(MailFormatException.class);
    }

    @Test
    void readingAMailIsEndedAndLeavesNothingBehind() {
        String lines = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--\r\n".repeat(200_000);
        CpuBudget tiny = CpuBudget.of(Duration.ofMillis(1));
        assertThatThrownBy(() -> tiny.spend(() -> parse(lines))).isInstanceOf(MailFormatException.class);
        assertThat(spool).isEmptyDirectory();
    }

    private ParsedMail parse(String mail) throws IOException, MailFormatException {
        byte[] bytes = mail.getBytes(StandardCharsets.US_ASCII);
        return new MailParser(MailLimits.DEFAULT, spool).parse(new ByteArrayInputStream(bytes));
    }

    /** Loops for this time. */
    private boolean use(Duration cpu) {
        used.addAndGet(cpu.toNanos());
        for (int i = 0; i < 1000; i++) {
            CpuBudget.check();
        }
        return true;
    }
}
