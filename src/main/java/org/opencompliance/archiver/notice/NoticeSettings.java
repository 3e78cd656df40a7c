package org.opencompliance.archiver.notice;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of notices.
 *
 * @param channels none when notices are off
 * @param kinds the kinds to send
 * @param times the intervals
 * @param retries the pauses
 */
public record NoticeSettings(Set<Channel> channels, Set<NoticeKind> kinds, Times times, Retries retries) {

    /**
     * The intervals before a notice.
     *
     * @param gather how long dead letters are gathered before their notice
     * @param repeat minimum time between two notices of the same kind and subject
     * @param unhealthy how long a health check is down before its notice
     */
    public record Times(Duration gather, Duration repeat, Duration unhealthy) {}

    /**
     * The pauses after a failure.
     *
     * @param first after the first failure; it doubles with each further one
     * @param longest pause
     * @param patience age after which a notice that cannot be sent is given up
     */
    public record Retries(Duration first, Duration longest, Duration patience) {

        /** The pause after a number of failures. */
        Duration after(int failures) {
            Duration pause = first;
            for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(longest) > 0 ? longest : pause;
        }
    }

    /**
     * Reads a list of kinds that is separated by commas.
     *
     * @throws IllegalArgumentException for another text; the message lists the kinds
     */
    public static Set<NoticeKind> kinds(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .map(NoticeKind::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether notices are sent at all. */
    public boolean isOn() {
        return !channels.isEmpty();
    }

    /** Whether notices of a kind are sent. */
    public boolean sends(NoticeKind kind) {
        return isOn() && (kinds.contains(kind) || kind == NoticeKind.TEST);
    }
}
