package org.opencompliance.archiver.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/** Some addresses and the directory's answers so far. Not thread-safe. */
public final class LookUp {

    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Map<String, DirectoryAnswer> answers = new HashMap<>();

    /** Starts a lookup; two spellings of one address count once. */
    public LookUp(Collection<String> addresses) {
        addresses.forEach(address -> missing.putIfAbsent(MailboxAddress.key(address), address));
    }

    /** The addresses without an answer. */
    public List<String> missing() {
        return List.copyOf(missing.values());
    }

    void add(DirectoryAnswer answer) {
        String key = MailboxAddress.key(answer.address());
        missing.remove(key);
        answers.put(key, answer);
    }

    /**
     * The answer for an address.
     *
     * @throws IllegalStateException when the directory was not queried for it
     */
    DirectoryAnswer answer(String address) {
        DirectoryAnswer answer = answers.get(MailboxAddress.key(address));
        if (answer == null) {
            throw new IllegalStateException("The directory was not asked for an address of the item");
        }
        return answer;
    }
}
