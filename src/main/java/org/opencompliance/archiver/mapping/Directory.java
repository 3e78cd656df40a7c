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
 * Caches the directory's answers, so that it is queried once per address and not once per item. Failed queries are not
 * cached. Thread-safe; two threads can query the same address at the same time.
 */
public final class Directory {

    private final Duration keep;
    private final Duration keepUnknown;
    private final Clock clock;
    private final Map<String, Kept> answers;

    private record Kept(DirectoryAnswer answer, Instant until) {}

    /**
     * @param keep how long the answer for a user is cached
     * @param keepUnknown how long the answer for an address with no user or several users is cached: shorter, because
     *     deliveries wait for a correction
     * @param entries maximum number of cached answers; the least recently used one is removed first
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

    /** A lookup of some addresses with the cached answers. */
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

    /** Number of addresses without a cached answer. */
    public int unknown(Collection<String> addresses) {
        return kept(addresses).missing().size();
    }

    /** Caches the answers of the directory. */
    public void keep(@Variable("lookUp") LookUp lookUp, @Body List<DirectoryAnswer> answered) {
        for (DirectoryAnswer answer : new ArrayList<>(answered)) {
            keep(answer);
            lookUp.add(answer);
        }
    }

    /** The cached answer for an address, or null. */
    synchronized DirectoryAnswer kept(String address) {
        Kept kept = answers.get(MailboxAddress.key(address));
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.answer() : null;
    }

    /** Caches an answer; a guest counts as unknown because guests have no mailbox in the tenant. */
    synchronized void keep(DirectoryAnswer answer) {
        Duration time = answer.member() == null ? keepUnknown : keep;
        answers.put(
                MailboxAddress.key(answer.address()),
                new Kept(answer, clock.instant().plus(time)));
    }
}
