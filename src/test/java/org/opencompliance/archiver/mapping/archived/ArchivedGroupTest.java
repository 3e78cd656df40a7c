package org.opencompliance.archiver.mapping.archived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.mapping.Rule;

class ArchivedGroupTest {

    private static final String GROUP = "0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60";

    private final MovableClock clock = new MovableClock();
    private final ArchivedGroup group = new ArchivedGroup(GROUP, Duration.ofHours(4), 2, clock);

    private static PlannedMailbox mailbox(String id) {
        return new PlannedMailbox(id, id + "@contoso.example", Rule.EMAIL, List.of());
    }

    @Test
    void anAnswerIsKeptForItsTime() {
        assertThat(group.recent(mailbox("ann"))).isNull();
        assertThat(group.found(mailbox("ann"), List.of(GROUP.toUpperCase(java.util.Locale.ROOT))))
                .isTrue();
        assertThat(group.found(mailbox("ben"), List.of())).isFalse();

        assertThat(group.recent(mailbox("ann"))).isTrue();
        assertThat(group.recent(mailbox("ben"))).isFalse();
        clock.advance(Duration.ofHours(4));
        assertThat(group.recent(mailbox("ann"))).isNull();
    }

    @Test
    void theOldestAnswerGoesFirst() {
        List.of("ann", "ben", "cleo").forEach(id -> group.found(mailbox(id), List.of()));

        assertThat(group.recent(mailbox("ann"))).isNull();
        assertThat(group.recent(mailbox("cleo"))).isFalse();
    }

    @Test
    void withoutAGroupARouteThatAsksFails() {
        ArchivedGroup none = new ArchivedGroup("", Duration.ofHours(4), 2, clock);

        assertThatThrownBy(none::groups).hasMessageContaining("set archiver.archived-group");
        assertThat(group.groups()).containsExactly(GROUP);
    }

    @Test
    void onlyAnObjectIdIsAnId() {
        assertThat(ArchivedGroup.isId(GROUP)).isTrue();
        assertThat(List.of("", "team@contoso.example", "1-2-3-4-5", GROUP + "0"))
                .noneMatch(ArchivedGroup::isId);
    }
}
