package org.opencompliance.archiver.management.jmx;

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
 * Handles MBean operations. A long operation becomes a request, like that of a command, which the archiver records, executes
 * and answers. An operation that must not wait behind such a request is recorded and executed here immediately.
 */
public final class JmxOperations {

    private static final long PATIENCE_SECONDS = 10;

    private final Requests requests;
    private final Ledger ledger;

    public JmxOperations(Requests requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /** An operation that runs immediately; returns its result as text. */
    @FunctionalInterface
    public interface ImmediateOperation {
        String by(String user) throws Exception;
    }

    /** Leaves a request of the JMX user. */
    public String ask(Function<String, Request> request) throws IOException {
        Request asked = request.apply(JmxUser.name());
        requests.leave(asked);
        return "Asked for as " + asked.id() + "; it is begun within seconds, and its answer is kept under that name";
    }

    /** Evidence first: an operation that cannot be recorded is not executed. */
    public String doNow(String command, ImmediateOperation operation) throws Exception {
        String user = JmxUser.name();
        LedgerEvent event = LedgerEvent.command(command, user, null);
        try {
            ledger.append(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The ledger does not take it, so it is not done");
        }
        return operation.by(user);
    }
}
