package org.opencompliance.archiver.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Rest;

/** The requests in the storage area to the archiver that runs on it, and its answers. Kept permanently, as evidence. */
public final class Requests {

    private static final String REQUEST = ".request.json";
    private static final String ANSWER = ".answer.json";
    private static final String COLLECTED = ".collected.json";
    private static final String BEGUN = ".begun.json";
    /** A number of milliseconds, a hyphen, a UUID. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}-[0-9a-f-]{36}");

    /** Names begin with milliseconds: those with the same first digits are of 28 hours. */
    private static final long RECENT = 100_000_000;

    private static final long SKEW = Duration.ofHours(1).toMillis();
    /** A look at all requests takes at most a hundredth of the time. */
    private static final int REST = 100;

    private final ObjectStore store;
    private final Rest rest;
    private final JsonObjects<Request> requests;
    private final JsonObjects<RequestAnswer> answers;
    private final JsonObjects<Begun> begun;
    private final String folder;

    public Requests(ObjectStore store, String connector) {
        this(store, connector, REST);
    }

    /** @param rest time between two looks at all requests, in durations of such a look */
    Requests(ObjectStore store, String connector, long rest) {
        this.rest = new Rest(rest);
        this.store = store;
        this.requests = new JsonObjects<>(store, Request.class);
        this.answers = new JsonObjects<>(store, RequestAnswer.class);
        this.begun = new JsonObjects<>(store, Begun.class);
        this.folder = "state/" + connector + "/requests/";
    }

    /** The mark of a request that has begun. */
    record Begun(Instant at) {}

    public void leave(Request request) throws IOException {
        requests.create(folder + request.id() + REQUEST, request);
    }

    /**
     * The requests without an answer, oldest first. All requests are kept, so a look at all of them that takes long is followed by looks
     * at those of the last day.
     */
    public synchronized List<Request> open() throws IOException {
        return rest.isDue() ? rest.run(() -> open(List.of(folder))) : open(recent());
    }

    /** The prefixes of the names of requests since yesterday, with a clock that is up to an hour ahead or behind. */
    private List<String> recent() {
        long now = System.currentTimeMillis();
        return LongStream.of(now - SKEW, now, now + SKEW)
                .map(millis -> millis / RECENT)
                .distinct()
                .mapToObj(digits -> folder + digits)
                .toList();
    }

    private List<Request> open(List<String> prefixes) throws IOException {
        List<String> unanswered = new ArrayList<>();
        for (String prefix : prefixes) {
            try (var found = store.listWithoutMetadata(prefix)) {
                addUnanswered(found.map(ObjectInfo::name).iterator(), unanswered);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        List<Request> open = new ArrayList<>();
        for (String name : unanswered) {
            requests.read(name).map(Versioned::value).ifPresent(open::add);
        }
        return open;
    }

    /** In name order, the answer to a request comes before the request. */
    private static void addUnanswered(Iterator<String> names, List<String> unanswered) {
        String answered = "";
        while (names.hasNext()) {
            String name = names.next();
            if (name.endsWith(ANSWER)) {
                answered = name.replace(ANSWER, REQUEST);
            } else if (name.endsWith(REQUEST) && !name.equals(answered)) {
                unanswered.add(name);
            }
        }
    }

    public void answer(Request request, RequestAnswer answer) throws IOException {
        answers.create(folder + request.id() + ANSWER, answer);
    }

    /** Stores that a range is listed and staged; the answer follows when its items are closed. */
    public void collected(Request request, RequestAnswer soFar) throws IOException {
        answers.create(folder + request.id() + COLLECTED, soFar);
    }

    /** The state of a request whose range is listed and staged; empty before. */
    public Optional<RequestAnswer> collected(Request request) throws IOException {
        return answers.read(folder + request.id() + COLLECTED).map(Versioned::value);
    }

    /** Stores that a request has begun. */
    public void begun(Request request) throws IOException {
        begun.create(folder + request.id() + BEGUN, new Begun(store.now()));
    }

    /** How a request stands, in any process of the storage area. */
    public RequestStatus status(String id) throws IOException {
        if (id == null || !ID.matcher(id).matches()) {
            return RequestStatus.unknown(id);
        }
        Optional<Request> request = requests.read(folder + id + REQUEST).map(Versioned::value);
        if (request.isEmpty()) {
            return RequestStatus.unknown(id);
        }
        Optional<RequestAnswer> answer = answerTo(request.get());
        if (answer.isPresent()) {
            return RequestStatus.ended(request.get(), answer.get());
        }
        Optional<RequestAnswer> soFar = collected(request.get());
        if (soFar.isPresent()) {
            return RequestStatus.collected(request.get(), soFar.get());
        }
        return begun.read(folder + id + BEGUN).isPresent()
                ? RequestStatus.running(request.get())
                : RequestStatus.waiting(request.get());
    }

    public Optional<RequestAnswer> answerTo(Request request) throws IOException {
        return answers.read(folder + request.id() + ANSWER).map(Versioned::value);
    }
}
