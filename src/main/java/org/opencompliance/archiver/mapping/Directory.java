package org.opencompliance.archiver.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.opencompliance.archiver.exchange.DirectoryUser;

/**
 * Keeps the directory's answers for a while, so that it is asked once for an address and not once for an item. A
 * failure to ask is no answer and never gets here. May be used by any thread; two that ask for one address at the same
 * time may both ask.
 */
public final class Directory {

    private final Duration keep;
    private final Duration keepUnknown;
    private final Clock clock;
    private final Map<String, Kept> answers;

    /** An answer; the user is null when nobody valid has the address. */
    public record Answer(DirectoryUser user) {}

    private record Kept(Answer answer, Instant until) {}

    /**
     * @param keep how long a user stays known
     * @param keepUnknown how long an address stays without one, shorter since people wait for it
     * @param entries how many answers are kept at most; the one not used for longest goes first
     */
    public Directory(Duration keep, Duration keepUnknown, int entries, Clock clock) {
        this.keep = keep;
        this.keepUnknown = keepUnknown;
        this.clock = clock;
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > entries;
            }
        };
    }

    /** The answer that is kept for an address, or null when the directory has to be asked. */
    public synchronized Answer kept(@Variable("address") String address) {
        Kept kept = answers.get(MailboxAddress.key(address));
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.answer() : null;
    }

    /**
     * Keeps what the directory answered.
     *
     * @param found null when nobody has the address; a guest is nobody, having no mailbox here
     */
    public synchronized Answer keep(@Variable("address") String address, @Body DirectoryUser found) {
        Answer answer = new Answer(found == null || found.guest() ? null : found);
        Duration time = answer.user() == null ? keepUnknown : keep;
        answers.put(
                MailboxAddress.key(address), new Kept(answer, clock.instant().plus(time)));
        return answer;
    }
}
