package org.opencompliance.archiver.request;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** The requests in the storage area to the archiver that runs on it, and its answers. Kept permanently, as evidence. */
public final class Requests {

    private static final String REQUEST = ".request.json";
    private static final String ANSWER = ".answer.json";
    private static final String COLLECTED = ".collected.json";
    private static final String BEGUN = ".begun.json";
    /** A number of milliseconds, a hyphen, a UUID. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}-[0-9a-f-]{36}");

    private final ObjectStore store;
    private final JsonObjects<Request> requests;
    private final JsonObjects<RequestAnswer> answers;
    private final JsonObjects<Begun> begun;
    private final String folder;

    public Requests(ObjectStore store, String connector) {
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

    /** The requests without an answer, oldest first. */
    public List<Request> open() throws IOException {
        List<String> names;
        try (var found = store.list(folder)) {
            names = found.map(ObjectInfo::name).toList();
        }
        List<Request> open = new ArrayList<>();
        for (String name : names) {
            boolean request = name.endsWith(REQUEST);
            if (request && !names.contains(name.replace(REQUEST, ANSWER))) {
                requests.read(name).map(Versioned::value).ifPresent(open::add);
            }
        }
        return open;
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
