package org.opencompliance.archiver.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/** Some addresses and what the directory said of them, as far as that is known. For one thread at a time. */
public final class LookUp {

    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Map<String, DirectoryAnswer> answers = new HashMap<>();

    /** Takes addresses; two ways to write one are one. */
    public LookUp(Collection<String> addresses) {
        addresses.forEach(address -> missing.putIfAbsent(MailboxAddress.key(address), address));
    }

    /** The addresses that the directory has to be asked for. */
    public List<String> missing() {
        return List.copyOf(missing.values());
    }

    void add(DirectoryAnswer answer) {
        String key = MailboxAddress.key(answer.address());
        missing.remove(key);
        answers.put(key, answer);
    }

    /**
     * Who has an address.
     *
     * @throws IllegalStateException when the directory was not asked: that is no answer
     */
    DirectoryAnswer answer(String address) {
        DirectoryAnswer answer = answers.get(MailboxAddress.key(address));
        if (answer == null) {
            throw new IllegalStateException("The directory was not asked for an address of the item");
        }
        return answer;
    }
}
