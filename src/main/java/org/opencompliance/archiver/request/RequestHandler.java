package org.opencompliance.archiver.request;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.report.TerminalText;

/** Takes requests from the storage area, tracks their progress and writes the answers. */
public final class RequestHandler {

    private final Requests requests;
    private final Ledger ledger;
    private final Reporting reporting;
    private final DeadLetters deadLetters;
    private final EndedItems ended;
    private final Map<Request, String> collecting = new ConcurrentHashMap<>();
    private final Map<Request, Replayed> replaying = new ConcurrentHashMap<>();
    private final Map<Request, EndedReplay> again = new ConcurrentHashMap<>();

    public RequestHandler(
            Requests requests, Ledger ledger, Reporting reporting, DeadLetters deadLetters, EndedItems ended) {
        this.requests = requests;
        this.ledger = ledger;
        this.reporting = reporting;
        this.deadLetters = deadLetters;
        this.ended = ended;
    }

    /** The requests that are not started yet, oldest first. */
    public List<Request> next() throws IOException {
        // before the look at the area: another thread may answer a request between the two, and it would begin again
        Set<Request> begun = new HashSet<>(collecting.keySet());
        begun.addAll(replaying.keySet());
        begun.addAll(again.keySet());
        return requests.open().stream()
                .filter(request -> !begun.contains(request))
                .toList();
    }

    /** Sets the parameters of the request as headers, and records the request in the ledger. */
    public void begin(Exchange exchange, Request request) throws IOException {
        exchange.getMessage().setHeader("archiverFrom", request.from());
        exchange.getMessage().setHeader("archiverTo", request.to());
        exchange.getMessage().setHeader("archiverReason", request.reason());
        exchange.getMessage().setHeader("archiverItem", request.item());
        exchange.getMessage().setHeader("archiverBy", request.by());
        exchange.getMessage().setHeader("archiverDeadLetters", request.deadLetters());
        requests.begun(request);
        items(request)
                .forEach(
                        item -> ledger.append(LedgerEvent.command(request.command(), request.by(), item.orElse(null))));
    }

    /** The items that the request names, each once; one empty value without any. */
    private Set<Optional<String>> items(Request request) throws IOException {
        Set<Optional<String>> items = new LinkedHashSet<>();
        if (request.deadLetters() != null) {
            deadLetters
                    .named(request.deadLetters())
                    .forEach(letter -> items.add(Optional.of(letter.listed().id())));
        }
        return items.isEmpty() ? Set.of(Optional.ofNullable(request.item())) : items;
    }

    /**
     * A range is listed and staged; its report becomes the answer, once its items are closed.
     *
     * @param result the collection, or why there is none
     */
    public void collected(Request request, Object result) throws IOException {
        if (result instanceof Collection collection) {
            requests.collected(request, soFar(collection));
            collecting.put(request, collection.run());
        } else {
            failed(request, String.valueOf(result));
        }
    }

    private static RequestAnswer soFar(Collection collection) {
        String text = "Collected as " + collection.run() + ": " + collection.known()
                + " items; see archiver report --run " + collection.run();
        return collection.incomplete() == null
                ? RequestAnswer.completed(Outcome.PENDING, text + ". Deliveries are pending", collection.run())
                : RequestAnswer.completed(
                        Outcome.FAILED, text + ". INCOMPLETE: " + collection.incomplete(), collection.run());
    }

    /** A replay: number of dead letters, and those with an unfinished attempt. */
    private record Replayed(int taken, Deque<DeadLetter> pending) {}

    /** Dead letters are queued again; the answer is the number left, once their attempts have ended. */
    public void replayed(Request request, List<DeadLetter> letters) {
        Deque<DeadLetter> pending = new ArrayDeque<>(letters);
        pending.removeIf(letter -> letter.staged() == null);
        replaying.put(request, new Replayed(letters.size(), pending));
    }

    /** The chosen ended items are queued again; the answer says how each stands, once their attempts have ended. */
    public void queued(Request request) {
        again.put(request, ended.replay(request));
    }

    /** Ends the open dead letters of an item, or those that the request names, without a delivery. */
    public void discard(Request request) throws IOException {
        requests.answer(request, request.deadLetters() == null ? discardOfItem(request) : discardNamed(request));
    }

    private RequestAnswer discardOfItem(Request request) throws IOException {
        int discarded = deadLetters.discard(request.item(), request.by(), request.reason());
        String item = TerminalText.shown(request.item());
        return discarded == 0
                ? RequestAnswer.completed(Outcome.FAILED, noDeadLetter(request.item(), ""), null)
                : RequestAnswer.completed(
                        Outcome.DONE, discarded + " dead letters of the item " + item + " discarded.", null);
    }

    private RequestAnswer discardNamed(Request request) throws IOException {
        List<DeadLetter> named = deadLetters.named(request.deadLetters());
        int discarded = deadLetters.discard(named, request.by(), request.reason());
        int asked = request.deadLetters().size();
        return discarded == asked
                ? RequestAnswer.completed(Outcome.DONE, discarded + " dead letters discarded.", null)
                : RequestAnswer.completed(
                        Outcome.FAILED,
                        discarded + " of " + asked + " dead letters discarded; the others had ended before.",
                        null);
    }

    private static String noDeadLetter(String item, String which) {
        return "There is no open dead letter of the item " + TerminalText.shown(item) + which
                + ": see archiver dead-letters list";
    }

    /** Answers a request that cannot be carried out. */
    public void failed(Request request, String why) throws IOException {
        ended.forget(request);
        requests.answer(request, new RequestAnswer(false, why, null));
    }

    /** Answers completed requests. */
    public void answer() throws IOException {
        for (Map.Entry<Request, String> entry : collecting.entrySet()) {
            Optional<RequestAnswer> report = reporting.answer(entry.getValue());
            if (report.isPresent()) {
                requests.answer(entry.getKey(), report.get());
                collecting.remove(entry.getKey());
            }
        }
        for (Map.Entry<Request, Replayed> entry : replaying.entrySet()) {
            if (isOver(entry.getValue().pending())) {
                int taken = entry.getValue().taken();
                requests.answer(entry.getKey(), replayAnswer(entry.getKey(), taken));
                replaying.remove(entry.getKey());
            }
        }
        answerAgain();
    }

    private void answerAgain() throws IOException {
        for (Map.Entry<Request, EndedReplay> entry : again.entrySet()) {
            if (entry.getValue().isOver(reporting.replaying())) {
                Request request = entry.getKey();
                requests.answer(request, entry.getValue().answer(EndedItems.asked(request)));
                again.remove(request);
            }
        }
    }

    /** Checks one dead letter after the other, up to the first unchanged one. */
    private boolean isOver(Deque<DeadLetter> pending) throws IOException {
        while (!pending.isEmpty()) {
            DeadLetter before = pending.peek();
            DeadLetter now = deadLetters.find(before.name()).orElse(before);
            if (now.equals(before)) {
                return false;
            }
            pending.remove();
        }
        return true;
    }

    private RequestAnswer replayAnswer(Request request, int taken) throws IOException {
        if (request.deadLetters() != null) {
            return replayAnswer(request.deadLetters(), taken);
        }
        long left = deadLetters.list(request.reason()).stream()
                .filter(letter -> request.item() == null
                        || request.item().equals(letter.listed().id()))
                .count();
        if (request.item() != null && taken == 0) {
            String which = request.reason() == null ? "" : " with the reason " + request.reason();
            return RequestAnswer.completed(Outcome.FAILED, noDeadLetter(request.item(), which), null);
        }
        return replayAnswer(left, taken);
    }

    private RequestAnswer replayAnswer(List<String> names, int taken) throws IOException {
        if (taken == 0) {
            String text = "None of the dead letters is open: see archiver dead-letters list";
            return RequestAnswer.completed(Outcome.FAILED, text, null);
        }
        return replayAnswer(
                deadLetters.named(names).stream().filter(DeadLetter::open).count(), taken);
    }

    private static RequestAnswer replayAnswer(long left, int taken) {
        String text = taken + " items taken up again, " + left + " dead letters left of those asked for.";
        return RequestAnswer.completed(left == 0 ? Outcome.DONE : Outcome.PARKED, text, null);
    }
}
