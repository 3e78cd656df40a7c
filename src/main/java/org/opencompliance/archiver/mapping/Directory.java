package org.opencompliance.archiver.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

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

    private record Kept(DirectoryAnswer answer, Instant until) {}

    /**
     * @param keep how long a user stays known
     * @param keepUnknown how long an address stays without one, or with several: shorter, since people wait for it
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

    /** The answers that are kept for some addresses; the directory has to be asked for what is missing. */
    public LookUp kept(@Body Collection<String> addresses) {
        LookUp lookUp = new LookUp(addresses);
        for (String address : lookUp.missing()) {
            DirectoryAnswer answer = kept(address);
            if (answer != null) {
                lookUp.add(answer);
            }
        }
        return lookUp;
    }

    /** How many of some addresses the directory has to be asked for. */
    public int unknown(Collection<String> addresses) {
        return kept(addresses).missing().size();
    }

    /** Keeps what the directory answered. */
    public void keep(@Variable("lookUp") LookUp lookUp, @Body List<DirectoryAnswer> answered) {
        for (DirectoryAnswer answer : new ArrayList<>(answered)) {
            keep(answer);
            lookUp.add(answer);
        }
    }

    /** The answer that is kept for an address, or null. */
    synchronized DirectoryAnswer kept(String address) {
        Kept kept = answers.get(MailboxAddress.key(address));
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.answer() : null;
    }

    /** Keeps an answer; a guest is nobody, having no mailbox here. */
    synchronized void keep(DirectoryAnswer answer) {
        Duration time = answer.member() == null ? keepUnknown : keep;
        answers.put(
                MailboxAddress.key(answer.address()),
                new Kept(answer, clock.instant().plus(time)));
    }
}
