package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.archiver.item.Participant.Role.FROM;
import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.Rule;

/** The mailbox of archiver.unmapped-mailbox gets only the items for which no participant has a mailbox. */
class MapUsersToTheFallbackMailboxTest extends UserMappingUnderTest {

    private static final String ADDRESS = "unmapped@contoso.com";
    private static final DirectoryUser UNMAPPED = user("unmapped");
    private static final Participant STRANGER = new Participant(FROM, null, "Client", "client@elsewhere.example");

    @BeforeEach
    void set() {
        unmappedMailbox = ADDRESS;
        users.put(ADDRESS, UNMAPPED);
    }

    @Test
    void anItemForNobodyGoesThereAndItsParticipantsStayUnmapped() throws Exception {
        MappingResult result = map(STRANGER, new Participant(TO, JEFF_NUMBER, null, null));

        assertThat(result.mailboxes()).containsExactly(planned(UNMAPPED, Rule.FALLBACK, 0, 1));
        assertThat(result.unmapped()).containsExactly(0, 1);
        assertThat(result.isForNobody()).isFalse();
        assertThat(result.detail()).isNull();
    }

    @Test
    void anItemWithoutAParticipantGoesThereToo() throws Exception {
        assertThat(map().mailboxes()).containsExactly(planned(UNMAPPED, Rule.FALLBACK));
    }

    @Test
    void anOwnerThatIsNotListedIsNamedAsSuch() throws Exception {
        deliverTo = DeliverTo.OWNER;

        MappingResult result = map(new ItemLike(List.of(), STRANGER));

        assertThat(result.mailboxes()).containsExactly(planned(UNMAPPED, Rule.FALLBACK, MappingRule.NOT_LISTED));
    }

    @Test
    void anItemWithAMailboxDoesNotAskForIt() throws Exception {
        MappingResult result = map(STRANGER, new Participant(TO, null, "Susan", "susan@contoso.com"));

        assertThat(result.mailboxes()).containsExactly(planned(SUSAN, Rule.EMAIL, 1));
        assertThat(asked).doesNotContain(ADDRESS);
    }

    @Test
    void anItemWithAnAmbiguousParticipantDoesNotGoThere() throws Exception {
        others.put("jeff@contoso.com", SUSAN);

        MappingResult result = map(STRANGER, new Participant(TO, null, "Jeff", "jeff@contoso.com"));

        assertThat(result.mailboxes()).isEmpty();
        assertThat(result.undecided()).hasSize(1);
        assertThat(asked).doesNotContain(ADDRESS);
    }

    @Test
    void theDirectoryIsAskedOnceForManyItems() throws Exception {
        map(STRANGER);
        map(STRANGER);

        assertThat(asked).containsExactly("client@elsewhere.example", ADDRESS);
    }

    @Test
    void anAddressThatTheDirectoryDoesNotKnowLeavesTheItemUnmappedAndSaysSo() throws Exception {
        users.remove(ADDRESS);

        MappingResult result = map(STRANGER);

        assertThat(result.isForNobody()).isTrue();
        assertThat(result.detail())
                .isEqualTo(
                        "The fallback mailbox of archiver.unmapped-mailbox is no valid user either: the directory does"
                                + " not know its address");
    }

    @Test
    void aGuestOrSeveralMembersAreNoValidUserEither() throws Exception {
        users.put(ADDRESS, new DirectoryUser("id-guest", ADDRESS, ADDRESS, true));
        assertThat(map(STRANGER).detail()).endsWith("it is a guest");

        clock.advance(java.time.Duration.ofMinutes(10));
        users.put(ADDRESS, UNMAPPED);
        others.put(ADDRESS, SUSAN);
        assertThat(map(STRANGER).detail()).endsWith("2 members of the directory have its address");
    }

    @Test
    void aFailureOfTheDirectoryIsNoAnswer() throws Exception {
        emailMapping = "false";
        start();
        failures = 1;

        assertThatThrownBy(() -> request(STRANGER)).hasRootCauseInstanceOf(IOException.class);
        assertThat(request(STRANGER).mailboxes()).hasSize(1);
    }

    @Test
    void withoutAnAddressNothingIsAsked() throws Exception {
        unmappedMailbox = "";

        assertThat(map(STRANGER).isForNobody()).isTrue();
        assertThat(asked).containsExactly("client@elsewhere.example");
    }
}
