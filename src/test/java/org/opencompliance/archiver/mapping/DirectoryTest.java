package org.opencompliance.archiver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;

class DirectoryTest {

    private static final DirectoryUser SUSAN = new DirectoryUser("1", "susan@contoso.com", null, false);
    private static final DirectoryUser GUEST = new DirectoryUser("2", "guest#EXT#@contoso.com", null, true);

    private final MovableClock clock = new MovableClock();
    private final Directory directory = new Directory(Duration.ofHours(4), Duration.ofMinutes(10), 3, clock);

    @Test
    void keepsAUserForSomeHours() {
        keep("susan@contoso.com", SUSAN);

        clock.advance(Duration.ofHours(4).minusNanos(1));
        assertThat(directory.kept("susan@contoso.com").member()).isEqualTo(SUSAN);
        clock.advance(Duration.ofNanos(1));
        assertThat(directory.kept("susan@contoso.com")).isNull();
    }

    @Test
    void keepsNobodyForSomeMinutes() {
        keep("new@contoso.com");

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(directory.kept("new@contoso.com").member()).isNull();
        clock.advance(Duration.ofNanos(1));
        assertThat(directory.kept("new@contoso.com")).isNull();
    }

    @Test
    void keepsAGuestAsNobody() {
        keep("guest@elsewhere.example", GUEST);

        assertThat(directory.kept("guest@elsewhere.example").member()).isNull();
        clock.advance(Duration.ofMinutes(10));
        assertThat(directory.kept("guest@elsewhere.example")).isNull();
    }

    @Test
    void hasNoAnswerForWhatWasNeverAsked() {
        assertThat(directory.kept("susan@contoso.com")).isNull();
    }

    @Test
    void takesAnAddressForTheSameWhateverItsCase() {
        keep("Susan@CONTOSO.com", SUSAN);

        assertThat(directory.kept("susan@contoso.com").member()).isEqualTo(SUSAN);
    }

    @Test
    void forgetsTheAnswerNotUsedForLongestWhenFull() {
        keep("a@contoso.com", SUSAN);
        keep("b@contoso.com", SUSAN);
        keep("c@contoso.com", SUSAN);
        directory.kept("a@contoso.com");

        keep("d@contoso.com", SUSAN);

        assertThat(directory.kept("b@contoso.com")).isNull();
        assertThat(directory.kept("a@contoso.com")).isNotNull();
        assertThat(directory.kept("d@contoso.com")).isNotNull();
    }

    @Test
    void laterAnswerReplacesTheEarlier() {
        keep("susan@contoso.com");
        keep("susan@contoso.com", SUSAN);

        assertThat(directory.kept("susan@contoso.com").member()).isEqualTo(SUSAN);
    }

    @Test
    void keepsAnAddressOfSeveralMembersAsShortAsOneOfNobody() {
        DirectoryUser jeff = new DirectoryUser("3", "jeff@contoso.com", null, false);
        keep("team@contoso.com", SUSAN, jeff);

        assertThat(directory.kept("team@contoso.com").ambiguous()).isTrue();
        clock.advance(Duration.ofMinutes(10));
        assertThat(directory.kept("team@contoso.com")).isNull();
    }

    @Test
    void countsTheAddressesThatItDoesNotKeepEachOnce() {
        keep("susan@contoso.com", SUSAN);

        assertThat(directory.unknown(List.of("Susan@contoso.com", "new@contoso.com", "NEW@contoso.com")))
                .isEqualTo(1);
    }

    private void keep(String address, DirectoryUser... users) {
        directory.keep(answer(address, users));
    }

    private static DirectoryAnswer answer(String address, DirectoryUser... users) {
        return new DirectoryAnswer(
                address,
                Arrays.stream(users).map(user -> new Match(user, Way.MAIL)).toList());
    }
}
