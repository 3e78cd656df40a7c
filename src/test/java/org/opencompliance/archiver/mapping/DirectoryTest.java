package org.opencompliance.archiver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryUser;

class DirectoryTest {

    private static final DirectoryUser SUSAN = new DirectoryUser("1", "susan@contoso.com", null, false);
    private static final DirectoryUser GUEST = new DirectoryUser("2", "guest#EXT#@contoso.com", null, true);

    private final MovableClock clock = new MovableClock();
    private final Directory directory = new Directory(Duration.ofHours(4), Duration.ofMinutes(10), 3, clock);

    @Test
    void keepsAUserForSomeHours() {
        directory.keep("susan@contoso.com", SUSAN);

        clock.advance(Duration.ofHours(4).minusNanos(1));
        assertThat(directory.kept("susan@contoso.com").user()).isEqualTo(SUSAN);
        clock.advance(Duration.ofNanos(1));
        assertThat(directory.kept("susan@contoso.com")).isNull();
    }

    @Test
    void keepsNobodyForSomeMinutes() {
        directory.keep("new@contoso.com", null);

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(directory.kept("new@contoso.com").user()).isNull();
        clock.advance(Duration.ofNanos(1));
        assertThat(directory.kept("new@contoso.com")).isNull();
    }

    @Test
    void keepsAGuestAsNobody() {
        assertThat(directory.keep("guest@elsewhere.example", GUEST).user()).isNull();

        assertThat(directory.kept("guest@elsewhere.example").user()).isNull();
        clock.advance(Duration.ofMinutes(10));
        assertThat(directory.kept("guest@elsewhere.example")).isNull();
    }

    @Test
    void hasNoAnswerForWhatWasNeverAsked() {
        assertThat(directory.kept("susan@contoso.com")).isNull();
    }

    @Test
    void takesAnAddressForTheSameWhateverItsCase() {
        directory.keep("Susan@CONTOSO.com", SUSAN);

        assertThat(directory.kept("susan@contoso.com").user()).isEqualTo(SUSAN);
    }

    @Test
    void forgetsTheAnswerNotUsedForLongestWhenFull() {
        directory.keep("a@contoso.com", SUSAN);
        directory.keep("b@contoso.com", SUSAN);
        directory.keep("c@contoso.com", SUSAN);
        directory.kept("a@contoso.com");

        directory.keep("d@contoso.com", SUSAN);

        assertThat(directory.kept("b@contoso.com")).isNull();
        assertThat(directory.kept("a@contoso.com")).isNotNull();
        assertThat(directory.kept("d@contoso.com")).isNotNull();
    }

    @Test
    void laterAnswerReplacesTheEarlier() {
        directory.keep("susan@contoso.com", null);
        directory.keep("susan@contoso.com", SUSAN);

        assertThat(directory.kept("susan@contoso.com").user()).isEqualTo(SUSAN);
    }
}
