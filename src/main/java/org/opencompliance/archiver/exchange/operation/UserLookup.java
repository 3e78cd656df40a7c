package org.opencompliance.archiver.exchange.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException;
import org.opencompliance.archiver.exchange.client.FoundUser;

/**
 * Finds the users of some addresses: by principal name or id, by primary address, and by all addresses. Looks up each
 * address in every way, several addresses in one request.
 */
final class UserLookup {

    /** The values that the directory may hold; other values belong to no user and need no request. */
    private static final Pattern POSSIBLE = Pattern.compile(
            "[0-9A-Fa-f-]{36}" + "|[^\\s\\p{Cc}<>\"(),:;@\\[\\\\\\]]{1,64}@[^\\s\\p{Cc}<>\"(),:;@/\\\\]{1,255}");
    /** The status for a filter that the directory does not accept. */
    private static final int BAD_REQUEST = 400;

    private final MailboxRequests requests;
    private final int width;
    private final UserFindings findings = new UserFindings();

    /** @param width the maximum of concurrent requests of this lookup */
    UserLookup(MailboxRequests requests, int width) {
        this.requests = requests;
        this.width = width;
    }

    /** An answer for each of the addresses, in their order. */
    CompletableFuture<List<DirectoryAnswer>> find(List<String> addresses) {
        Map<String, String> possible = new TreeMap<>();
        addresses.stream()
                .filter(address -> POSSIBLE.matcher(address).matches())
                .forEach(address -> possible.putIfAbsent(UserFindings.key(address), address));
        return ask(possible.values())
                .thenApply(done -> addresses.stream().map(findings::answer).toList());
    }

    private CompletableFuture<Void> ask(Collection<String> addresses) {
        if (addresses.size() == 1) {
            return inTurn(UserQuestion.alone(addresses.iterator().next()));
        }
        Queue<UserQuestion> questions = new ConcurrentLinkedQueue<>(UserQuestion.of(addresses));
        List<CompletableFuture<Void>> askers = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            askers.add(askOn(questions));
        }
        return CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new));
    }

    /** Sends one question after another, until none is left or one fails. */
    private CompletableFuture<Void> askOn(Queue<UserQuestion> questions) {
        UserQuestion question = questions.poll();
        if (question == null) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(question)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        questions.clear();
                    }
                })
                .thenCompose(done -> askOn(questions));
    }

    private CompletableFuture<Void> inTurn(List<UserQuestion> questions) {
        CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
        for (UserQuestion question : questions) {
            asked = asked.thenCompose(done -> ask(question));
        }
        return asked;
    }

    private CompletableFuture<Void> ask(UserQuestion question) {
        return question.isAlone() ? askAlone(question) : askTogether(question);
    }

    private CompletableFuture<Void> askTogether(UserQuestion question) {
        return requests.request(client -> client.users(question.way(), question.values()))
                .handle((found, failure) -> {
                    if (failure != null) {
                        return afterRefusal(question, failure);
                    }
                    return findings.add(question, found)
                            ? CompletableFuture.<Void>completedFuture(null)
                            : inTurn(question.singly());
                })
                .thenCompose(next -> next);
    }

    /** One of the values, or their number, may make a filter invalid. */
    private CompletableFuture<Void> afterRefusal(UserQuestion question, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean refused =
                cause instanceof MicrosoftExchangeRejectedException rejected && rejected.getStatus() == BAD_REQUEST;
        return refused ? inTurn(question.halves()) : CompletableFuture.failedFuture(cause);
    }

    private CompletableFuture<Void> askAlone(UserQuestion question) {
        String value = question.values().get(0);
        String address = question.address(value);
        if (question.way() == DirectoryAnswer.Way.PRINCIPAL_NAME && !value.startsWith("$")) {
            return requests.request(client -> client.userById(value)).thenAccept(user -> note(question, address, user));
        }
        return requests.request(client -> client.users(question.way(), question.values()))
                .thenAccept(found -> found.forEach((FoundUser user) -> note(question, address, user.user())));
    }

    private void note(UserQuestion question, String address, DirectoryUser user) {
        if (user != null) {
            findings.add(question, address, user);
        }
    }
}
