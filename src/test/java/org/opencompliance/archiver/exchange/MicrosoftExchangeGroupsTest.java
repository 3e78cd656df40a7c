package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

class MicrosoftExchangeGroupsTest extends TenantTest {

    private static final String TEAM = "0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60";
    private static final String OTHERS = "1a2b3c4d-5d4b-4c1e-9a56-1b2c3d4e5f60";
    private static final String NONE = "2a2b3c4d-5d4b-4c1e-9a56-1b2c3d4e5f60";

    @BeforeEach
    void groups() {
        tenant.group(TEAM, Set.of(MAILBOX));
        tenant.group(OTHERS, Set.of());
    }

    private Exchange check(List<String> groups) {
        return template.send("microsoft-exchange:checkMemberGroups", exchange -> {
            exchange.getMessage().setHeader(MicrosoftExchangeConstants.MAILBOX, MAILBOX);
            exchange.getMessage().setBody(groups);
        });
    }

    @Test
    void theAnswerHasTheGroupsOfTheUser() {
        assertThat(check(List.of(TEAM, OTHERS)).getMessage().getBody()).isEqualTo(List.of(TEAM));
    }

    @Test
    void oneRequestIsEnoughForAMemberAndItsBodyHasOnlyTheIds() {
        check(List.of(TEAM));

        assertThat(tenant.requests(GraphOperation.GET_GROUP)).isZero();
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1.0/users/" + MAILBOX + "/checkMemberGroups");
            assertThat(new String(request.body(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringWhitespace("{\"groupIds\":[\"" + TEAM + "\"]}");
        });
    }

    @Test
    void aGroupThatTheDirectoryDoesNotHaveIsAFailureAndNotAnEmptyGroup() {
        assertThat(check(List.of(NONE)).getException())
                .isInstanceOf(MicrosoftExchangeUnavailableException.class)
                .hasMessageContaining("Asking the directory for a group");
    }

    @Test
    void aGroupThatAppearsAfterAnAnswerWithoutItIsAskedForAgain() {
        on(GraphOperation.CHECK_GROUPS, () -> tenant.group(NONE, Set.of(MAILBOX)));

        assertThat(check(List.of(NONE)).getMessage().getBody()).isEqualTo(List.of(NONE));
    }

    @Test
    void aGroupThatDisappearsBeforeTheLastAnswerIsAFailure() {
        on(GraphOperation.GET_GROUP, () -> tenant.removeGroup(OTHERS));

        assertThat(check(List.of(OTHERS)).getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
    }

    /** After the response of an operation, before the client has it. */
    private void on(GraphOperation operation, Runnable change) {
        tenant.onRequest(request -> {
            if (request.operation().equals(operation.name())) {
                change.run();
            }
        });
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsAFailure() {
        tenant.inject(Fault.status(503).on(GraphOperation.CHECK_GROUPS).always());

        assertThat(check(List.of(TEAM)).getException()).isInstanceOf(MicrosoftExchangeException.class);
    }

    @Test
    void noGroupAndMoreThanTwentyAreRefused() {
        for (List<String> groups : List.of(List.<String>of(), Collections.nCopies(21, TEAM))) {
            assertThat(check(groups).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("checkMemberGroups takes 1 to 20 group ids");
        }
    }
}
