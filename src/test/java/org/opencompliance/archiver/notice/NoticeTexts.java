package org.opencompliance.archiver.notice;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Settings for tests. */
final class NoticeTexts {

    static final Duration GATHER = Duration.ofMinutes(2);
    static final Duration REPEAT = Duration.ofHours(4);
    static final Duration UNHEALTHY = Duration.ofMinutes(15);
    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofHours(1);
    static final Duration PATIENCE = Duration.ofDays(7);

    private NoticeTexts() {}

    static NoticeSettings settings(Channel... channels) {
        Set<Channel> on = EnumSet.noneOf(Channel.class);
        on.addAll(Set.of(channels));
        return new NoticeSettings(
                on,
                EnumSet.allOf(NoticeKind.class),
                new NoticeSettings.Times(GATHER, REPEAT, UNHEALTHY),
                new NoticeSettings.Retries(FIRST, LONGEST, PATIENCE));
    }
}
