package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Condition;
import org.opencompliance.archiver.observe.Conditions;
import org.opencompliance.archiver.overview.Today.Problem;

class ActionsAreCompleteTest {

    private static final class Check extends AbstractHealthCheck {

        private boolean up;

        private Check(String group, String id) {
            super(group, id);
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            builder.message("its message").state(up ? State.UP : State.DOWN);
        }
    }

    @Test
    void forEachHealthCheckOfTheProgram() {
        List<String> checks = new ArrayList<>(List.of("microsoft-exchange", "process", "report"));
        new Conditions(new Beans(Map.of())).all().stream().map(Condition::getId).forEach(checks::add);

        assertThat(checks)
                .hasSizeGreaterThan(15)
                .allSatisfy(check -> assertThat(Actions.of(check)).isNotEmpty().doesNotContain("/observe/health"));
        assertThat(Actions.meaning("microsoft-exchange")).startsWith("Microsoft 365");
    }

    @Test
    void aCheckThatIsDownIsAProblemSinceItsFirstLook() {
        HealthProblems health = new HealthProblems();
        Check own = new Check("archiver", "timers");
        Check foreign = new Check("camel", "some");
        health.watch(List.<HealthCheck>of(own, foreign));
        health.look(SomeArchive.NOW);

        List<Problem> problems = health.look(SomeArchive.NOW.plusSeconds(60));

        assertThat(problems)
                .containsExactly(
                        new Problem("timers", "its message", "Restart the process", SomeArchive.NOW),
                        new Problem("some", "The health check some is down", "See /observe/health", SomeArchive.NOW));
        own.up = true;
        foreign.up = true;
        assertThat(health.look(SomeArchive.NOW)).isEmpty();
        own.up = false;
        assertThat(health.look(SomeArchive.NOW.plusSeconds(90)).get(0).since())
                .isEqualTo(SomeArchive.NOW.plusSeconds(90));
    }
}
