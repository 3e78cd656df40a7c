package org.opencompliance.archiver.management;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;

/**
 * Takes what is asked through MBeans. What takes its time becomes a request, as a command leaves it, which the archiver records,
 * carries out and answers; what must not wait behind such a request is recorded here and done at once.
 */
final class JmxOperations {

    private static final long PATIENCE_SECONDS = 10;

    private final Requests requests;
    private final Ledger ledger;

    JmxOperations(Requests requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /** Something that is done at once; says what came of it. */
    @FunctionalInterface
    interface Deed {
        String by(String who) throws Exception;
    }

    /** Leaves a request of the JMX user. */
    String ask(Function<String, Request> request) throws IOException {
        Request asked = request.apply(JmxUser.name());
        requests.leave(asked);
        return "Asked for as " + asked.id() + "; it is begun within seconds, and its answer is kept under that name";
    }

    /** Evidence first: what cannot be recorded is not done. */
    String doNow(String command, Deed deed) throws Exception {
        String who = JmxUser.name();
        LedgerEvent event = LedgerEvent.command(command, who, null);
        try {
            ledger.append(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The ledger does not take it, so it is not done");
        }
        return deed.by(who);
    }
}
