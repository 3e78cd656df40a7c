package org.opencompliance.archiver.mapping;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/**
 * Caches the directory's answers, so that it is queried once per address and not once per item. Failed queries are not
 * cached. Thread-safe; two threads can query the same address at the same time.
 */
public final class Directory {

    private final Duration keep;
    private final Duration keepUnknown;
    private final KeptAnswers<DirectoryAnswer> answers;

    /**
     * @param keep how long the answer for a user is cached
     * @param keepUnknown how long the answer for an address with no user or several users is cached: shorter, because
     *     deliveries wait for a correction
     * @param entries maximum number of cached answers; the least recently used one is removed first
     */
    public Directory(Duration keep, Duration keepUnknown, int entries, Clock clock) {
        this.keep = keep;
        this.keepUnknown = keepUnknown;
        this.answers = new KeptAnswers<>(entries, clock);
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
    DirectoryAnswer kept(String address) {
        return answers.recent(MailboxAddress.key(address));
    }

    /** Caches an answer; a guest counts as unknown because guests have no mailbox in the tenant. */
    void keep(DirectoryAnswer answer) {
        Duration time = answer.member() == null ? keepUnknown : keep;
        answers.keep(MailboxAddress.key(answer.address()), answer, time);
    }
}
