package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.Rule;

class MapUsersBoundsLookUpsTest extends UserMappingUnderTest {

    @Test
    void addressesOfAnItemAreAskedForTogether() throws Exception {
        MappingResult result = map(
                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                new Participant(TO, null, "Jeff", "jeff@contoso.com"),
                new Participant(CC, null, "Client", "client@elsewhere.example"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0), planned(JEFF, Rule.EMAIL, 1));
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void itemOfThousandsIsLookedUpInSlicesAndNobodyIsLeftOut() throws Exception {
        users.put("p1@elsewhere.example", SUSAN);
        users.put("p2499@elsewhere.example", JEFF);

        MappingResult result = map(strangers("p", 2_500));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 1), planned(JEFF, Rule.EMAIL, 2_499));
        assertThat(result.unmapped()).hasSize(2_498);
        assertThat(asked).hasSize(2_500);
        assertThat(calls).isEqualTo(25);
    }

    @Test
    void directoryThatFailsIsNotAskedForTheOtherAddresses() throws Exception {
        failures = 1;

        assertThatThrownBy(() -> map(strangers("p", 250))).hasRootCauseInstanceOf(IOException.class);

        assertThat(calls).isEqualTo(1);
    }

    @Test
    void itemWithMoreParticipantsThanAllowedIsNotLookedUpAtAll() throws Exception {
        maxParticipants = "2";

        MappingResult result = map(
                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                new Participant(TO, null, "Jeff", "jeff@contoso.com"),
                new Participant(CC, null, "Client", "client@elsewhere.example"));

        assertThat(result.outcome()).isEqualTo(MappingResult.Outcome.TOO_MANY_PARTICIPANTS);
        assertThat(result.isForNobody()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void onlyTheOwnerCountsWhenOnlyTheOwnerIsLookedUp() throws Exception {
        maxParticipants = "1";
        deliverTo = DeliverTo.of("owner");

        MappingResult result = map(
                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                new Participant(TO, null, "Jeff", "jeff@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0));
    }

    @Test
    void itemWithManyLookUpsWaitsWhileAnotherHasThePlace() throws Exception {
        start();
        Participant[] many = strangers("p", MANY + 1);
        List<MappingResult> meanwhile = new ArrayList<>();
        whileAsked = () -> {
            meanwhile.add(request(many));
            meanwhile.add(request(new Participant(TO, null, "Jeff", "jeff@contoso.com")));
        };

        MappingResult first = map(many);

        assertThat(first.outcome()).isEqualTo(MappingResult.Outcome.MAPPED);
        assertThat(meanwhile)
                .extracting(MappingResult::outcome)
                .containsExactly(MappingResult.Outcome.LATER, MappingResult.Outcome.MAPPED);
        assertThat(map(many).outcome()).as("its turn is over").isEqualTo(MappingResult.Outcome.MAPPED);
    }

    @Test
    void placeIsFreeAgainAfterAFailure() throws Exception {
        start();
        Participant[] many = strangers("p", MANY + 1);
        failures = 1;

        assertThatThrownBy(() -> map(many)).hasRootCauseInstanceOf(IOException.class);

        assertThat(map(many).outcome()).isEqualTo(MappingResult.Outcome.MAPPED);
    }

    @Test
    void itemWithManyParticipantsWhoseAnswersAreKeptNeedsNoPlace() throws Exception {
        start();
        Participant[] many = strangers("p", MANY + 1);
        Participant[] others = strangers("q", MANY + 1);
        map(many);
        List<MappingResult> meanwhile = new ArrayList<>();
        whileAsked = () -> meanwhile.add(request(many));

        map(others);

        assertThat(meanwhile).extracting(MappingResult::outcome).containsExactly(MappingResult.Outcome.MAPPED);
    }
}
