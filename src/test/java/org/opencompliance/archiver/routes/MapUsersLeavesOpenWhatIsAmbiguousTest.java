package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.item.Participant.Role.CC;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.Rule;
import org.opencompliance.archiver.mapping.UndecidedMailbox;

class MapUsersLeavesOpenWhatIsAmbiguousTest extends UserMappingUnderTest {

    @Test
    void addressOfTwoMembersIsLeftOpenAndTheOthersAreMapped() throws Exception {
        others.put("susan@contoso.com", user("other"));

        MappingResult result = map(
                new Participant(FROM, null, "Susan", "susan@contoso.com"),
                new Participant(TO, null, "Jeff", "jeff@contoso.com"),
                new Participant(CC, null, "Sue", "Susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(JEFF, Rule.EMAIL, 1));
        assertThat(result.unmapped()).isEmpty();
        assertThat(result.isForNobody()).isFalse();
        assertThat(result.undecided()).singleElement().satisfies(open -> {
            assertThat(open.participants()).containsExactly(0, 2);
            assertThat(open.rule()).isEqualTo(Rule.EMAIL);
            assertThat(open.detail())
                    .isEqualTo("Participants 0, 2: 2 users of the directory have the e-mail address:"
                            + " id-susan by primary address, id-other by primary address");
        });
    }

    @Test
    void customMailboxOfTwoMembersDoesNotFallThroughToTheAddress() throws Exception {
        others.put("susan@contoso.com", user("other"));
        customMapping(SUSAN_NUMBER, "susan@contoso.com");

        MappingResult result = map(new Participant(FROM, SUSAN_NUMBER, "Susan", "jeff@contoso.com"));

        assertThat(result.mailboxes()).isEmpty();
        assertThat(result.undecided()).extracting(UndecidedMailbox::rule).containsExactly(Rule.CUSTOM);
        assertThat(asked).containsExactly("susan@contoso.com");
    }

    @Test
    void guestBesideAMemberDoesNotCount() throws Exception {
        others.put("susan@contoso.com", new DirectoryUser("id-guest", "susan#EXT#@contoso.com", null, true));

        MappingResult result = map(new Participant(FROM, null, "Susan", "susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 0));
        assertThat(result.undecided()).isEmpty();
    }
}
