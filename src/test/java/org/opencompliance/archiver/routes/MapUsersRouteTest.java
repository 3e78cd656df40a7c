package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.MappingMissingException;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.mapping.Rule;

class MapUsersRouteTest extends UserMappingUnderTest {

    @Test
    void customMappingIsAskedBeforeTheAddress() throws Exception {
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.CUSTOM, 0));
        assertThat(result.unmapped()).isEmpty();
        assertThat(result.mappingVersion()).hasSize(64);
        assertThat(asked).containsExactly("susan@contoso.com");
    }

    @Test
    void addressIsUsedWhenTheCustomMappingLacksTheNumber() throws Exception {
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(FROM, JEFF_NUMBER, "Jeff", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(JEFF, Rule.EMAIL, 0));
    }

    @Test
    void addressIsUsedWhenTheCustomMailboxIsNoValidUser() throws Exception {
        customMapping(SUSAN_NUMBER, "left@contoso.com");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0));
        assertThat(asked).containsExactly("left@contoso.com", "susan@contoso.com");
    }

    @Test
    void numberWithoutAddressIsMappedByTheCustomMapping() throws Exception {
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(TO, "+" + SUSAN_NUMBER, null, null));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.CUSTOM, 0));
    }

    @Test
    void addressWithoutNumberIsMappedByTheAddress() throws Exception {
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(TO, null, "Jeff", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(JEFF, Rule.EMAIL, 0));
    }

    @Test
    void participantWithNeitherIsUnmappedWithoutAsking() throws Exception {
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(TO, null, "Somebody", null));

        assertThat(result.mailboxes()).isEmpty();
        assertThat(result.unmapped()).containsExactly(0);
        assertThat(asked).isEmpty();
    }

    @Test
    void unmappedParticipantsDoNotKeepTheItemFromTheOthers() throws Exception {
        MappingResult result = map(
                new Participant(FROM, null, "Guest", "client@elsewhere.example"),
                new Participant(TO, null, "Susan", "susan@contoso.com"),
                new Participant(CC, JEFF_NUMBER, "Jeff", null));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 1));
        assertThat(result.unmapped()).containsExactly(0, 2);
        assertThat(result.mappingVersion()).isEqualTo("none");
    }

    @Test
    void guestsAreNotValid() throws Exception {
        users.put("guest@elsewhere.example", new DirectoryUser("id-guest", "guest#EXT#@contoso.com", null, true));

        MappingResult result = map(new Participant(FROM, null, "Guest", "guest@elsewhere.example"));

        assertThat(result.mailboxes()).isEmpty();
        assertThat(result.unmapped()).containsExactly(0);
    }

    @Test
    void guestInTheCustomMappingFallsThroughToTheAddress() throws Exception {
        users.put("guest@elsewhere.example", new DirectoryUser("id-guest", "guest#EXT#@contoso.com", null, true));
        customMapping(SUSAN_NUMBER, "guest@elsewhere.example");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0));
    }

    @Test
    void sharedMailboxIsValid() throws Exception {
        // a user without a sign-in: the directory answers with it like with any other
        users.put("desk@contoso.com", new DirectoryUser("id-desk", "desk@contoso.com", "desk@contoso.com", false));

        MappingResult result = map(new Participant(FROM, null, "Desk", "desk@contoso.com"));

        assertThat(result.mailboxes()).extracting(PlannedMailbox::mailboxId).containsExactly("id-desk");
    }

    @Test
    void mappingByAddressCanBeSwitchedOff() throws Exception {
        emailMapping = "false";
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(
                new Participant(FROM, SUSAN_NUMBER, "Susan", "susan@contoso.com"),
                new Participant(TO, JEFF_NUMBER, "Jeff", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.CUSTOM, 0));
        assertThat(result.unmapped()).containsExactly(1);
        assertThat(asked).doesNotContain("jeff@contoso.com");
    }

    @Test
    void directoryIsAskedOnceForAnAddressHoweverItIsWritten() throws Exception {
        map(new Participant(FROM, null, "Susan", "susan@contoso.com"));
        map(new Participant(FROM, null, "Susan", "Susan@Contoso.com"));

        assertThat(asked).containsExactly("susan@contoso.com");
    }

    @Test
    void directoryIsAskedAgainForAnUnknownAddressAfterAWhile() throws Exception {
        map(new Participant(FROM, null, "New", "new@contoso.com"));
        users.put("new@contoso.com", user("new"));
        clock.advance(Duration.ofMinutes(10));

        MappingResult result = map(new Participant(FROM, null, "New", "new@contoso.com"));

        assertThat(result.mailboxes()).hasSize(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void directoryThatFailsIsAnExceptionAndNeverUnmapped() throws Exception {
        failures = 1;
        start();

        assertThatThrownBy(() -> map(
                        new Participant(FROM, null, "Susan", "susan@contoso.com"),
                        new Participant(TO, null, "Jeff", "jeff@contoso.com")))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(calls).as("it is left alone after the failure").isEqualTo(1);
        assertThat(map(new Participant(FROM, null, "Susan", "susan@contoso.com"))
                        .mailboxes())
                .as("the failure is not kept")
                .containsExactly(planned(SUSAN, Rule.EMAIL, 0));
    }

    @Test
    void directoryThatFailsForTheCustomMailboxDoesNotFallThroughToTheAddress() throws Exception {
        failures = 1;
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        assertThatThrownBy(() -> map(new Participant(FROM, SUSAN_NUMBER, "Susan", "jeff@contoso.com")))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(asked).containsExactly("susan@contoso.com");
    }

    @Test
    void errorHandlingOfTheCallerRepeatsTheWholeMapping() throws Exception {
        failures = 2;
        start();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IOException.class).maximumRedeliveries(3).redeliveryDelay(1);
                from("direct:caller").routeConfigurationId("caller-errors").to("direct:map-users");
            }
        });

        MappingResult result = routes.template()
                .requestBody(
                        "direct:caller",
                        item(
                                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                                new Participant(TO, null, "Jeff", "jeff@contoso.com")),
                        MappingResult.class);

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0), planned(JEFF, Rule.EMAIL, 1));
        assertThat(result.unmapped()).isEmpty();
    }

    @Test
    void itemWaitsWhileAMappingIsAskedForAndNoneWasAccepted() throws Exception {
        mappingFile = "mapping.csv";
        start();

        assertThatThrownBy(() -> map(new Participant(FROM, null, "Susan", "susan@contoso.com")))
                .hasRootCauseInstanceOf(MappingMissingException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void addressThatLooksLikeAnExpressionIsOnlyAnAddress() throws Exception {
        map(new Participant(FROM, null, "${body}", "${body}@contoso.com"));

        assertThat(asked).containsExactly("${body}@contoso.com");
    }

    @Test
    void nothingOfAnAddressIsInTheHeadersAfterwards() throws Exception {
        start();

        Exchange exchange = routes.template().request("direct:map-users", in -> in.getMessage()
                .setBody(item(new Participant(FROM, null, "Susan", "susan@contoso.com"))));

        assertThat(exchange.getMessage().getBody(MappingResult.class).mailboxes())
                .containsExactly(planned(SUSAN, Rule.EMAIL, 0));
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }
}
