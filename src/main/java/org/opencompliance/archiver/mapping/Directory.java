package org.opencompliance.archiver.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Number of addresses without a cached answer; two spellings of one address count once. */
    public long unknown(Collection<String> addresses) {
        return addresses.stream()
                .map(MailboxAddress::key)
                .distinct()
                .filter(address -> kept(address) == null)
                .count();
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
