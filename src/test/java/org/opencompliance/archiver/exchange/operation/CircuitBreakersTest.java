package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.ServiceFailure;

class CircuitBreakersTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final CircuitBreakers circuits = new CircuitBreakers(Duration.ofMinutes(1), now::get);

    @Test
    void aMailboxThatRefusedIsLeftAloneForAMinute() {
        circuits.failed("a", failure(Scope.MAILBOX, 403));

        assertThatThrownBy(() -> circuits.check("a")).isInstanceOf(MicrosoftExchangeUnavailableException.class);
        assertThatCode(() -> circuits.check("b")).doesNotThrowAnyException();
        now.set(Instant.EPOCH.plusSeconds(60));
        assertThatCode(() -> circuits.check("a")).doesNotThrowAnyException();
    }

    @Test
    void theTroubleIsKnownUntilItPasses() {
        circuits.failed("a", failure(Scope.MAILBOX_FULL, 507));
        circuits.failed("b", failure(Scope.MAILBOX, 404));

        assertThat(circuits.mailboxes(Scope.MAILBOX_FULL)).hasSize(1);
        assertThat(circuits.mailboxes(Scope.MAILBOX)).hasSize(1);
        circuits.passed("a");
        assertThat(circuits.mailboxes(Scope.MAILBOX_FULL)).isEmpty();
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        circuits.failed("a", failure(Scope.TENANT, 401));

        assertThatThrownBy(() -> circuits.check("b")).isInstanceOf(MicrosoftExchangeUnavailableException.class);
        assertThat(circuits.tenant()).isNotNull();
        circuits.passed("c");
        assertThat(circuits.tenant()).isNull();
    }

    @Test
    void aDirectoryThatRefusesDoesNotKeepMailboxesFromBeingAsked() {
        circuits.failed("directory", failure(Scope.TENANT, 403));
        circuits.passed("a");

        assertThatCode(() -> circuits.check("a")).doesNotThrowAnyException();
        assertThatThrownBy(() -> circuits.check("directory")).isInstanceOf(MicrosoftExchangeUnavailableException.class);
        assertThat(circuits.tenant()).isNotNull();
    }

    @Test
    void theBeginningOfATroubleIsKept() {
        circuits.failed("directory", failure(Scope.TENANT, 403));
        now.set(Instant.EPOCH.plusSeconds(90));
        circuits.failed("directory", failure(Scope.TENANT, 403));

        assertThat(circuits.tenant().since()).isEqualTo(Instant.EPOCH);
        assertThat(circuits.tenant().last()).isEqualTo(now.get());
    }

    @Test
    void whatNobodyAsksForAnyMoreIsForgottenAfterADay() {
        circuits.failed("a", failure(Scope.MAILBOX, 404));
        now.set(Instant.EPOCH.plus(Duration.ofHours(24)).plusSeconds(1));

        assertThat(circuits.mailboxes(Scope.MAILBOX)).isEmpty();
    }

    @Test
    void oneMailboxInTwoSpellingsIsOne() {
        circuits.failed("Li@contoso.com", failure(Scope.MAILBOX, 404));
        circuits.failed("li@contoso.com", failure(Scope.MAILBOX, 404));

        assertThat(circuits.mailboxes(Scope.MAILBOX)).hasSize(1);
    }

    @Test
    void oneBadRequestIsNoTrouble() {
        circuits.failed("a", failure(Scope.REQUEST, 503));

        assertThatCode(() -> circuits.check("a")).doesNotThrowAnyException();
    }

    private static MicrosoftExchangeUnavailableException failure(Scope scope, int status) {
        return new MicrosoftExchangeUnavailableException("x", new ServiceFailure(status, "", ""), scope);
    }
}
