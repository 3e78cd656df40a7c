package org.opencompliance.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The faults for one request, applied around its processing. Used by the thread of the request.
 *
 * @param refusal creates the response of a status fault
 */
public record Interference(List<Effect> effects, Function<Effect, Answer> refusal) {

    private static final byte[] GARBAGE =
            "<!DOCTYPE html><html><body>Maintenance</body></html>".getBytes(StandardCharsets.UTF_8);

    /** Takes the faults for this request from the plan. */
    public static Interference of(
            FaultPlan plan, Operation operation, Collection<String> subjects, Function<Effect, Answer> refusal) {
        return new Interference(plan.next(operation, subjects), refusal);
    }

    public Optional<Effect> find(Effect.Kind kind) {
        return effects.stream().filter(effect -> effect.kind() == kind).findFirst();
    }

    /** Processes the request, unless a fault replaces the response. */
    public Answer around(Function<Interference, Answer> work) {
        for (Effect effect : effects) {
            if (!effect.afterWork()) {
                await(effect);
            }
        }
        Optional<Answer> instead = replaced(false);
        if (instead.isPresent()) {
            return instead.get();
        }
        Answer answer = work.apply(this);
        for (Effect effect : effects) {
            if (effect.afterWork()) {
                await(effect);
            }
        }
        return spoilt(replaced(true).orElse(answer));
    }

    private Optional<Answer> replaced(boolean afterWork) {
        for (Effect effect : effects) {
            if (effect.afterWork() == afterWork && effect.kind() == Effect.Kind.STATUS) {
                Answer refused = refusal.apply(effect);
                boolean plain = effect.retryAfter().isEmpty();
                return Optional.of(plain ? refused : refused.with("Retry-After", effect.retryAfter()));
            }
            if (effect.afterWork() == afterWork && effect.kind() == Effect.Kind.DROP) {
                return Optional.of(Answer.empty(500).with(Answer.Delivery.NOTHING));
            }
        }
        return Optional.empty();
    }

    private Answer spoilt(Answer answer) {
        if (find(Effect.Kind.CUT_OFF).isPresent()) {
            return answer.with(Answer.Delivery.HALF);
        }
        if (find(Effect.Kind.GARBAGE).isPresent()) {
            return answer.with(GARBAGE);
        }
        if (find(Effect.Kind.TRUNCATED).isPresent()) {
            byte[] whole = answer.body().bytes();
            return answer.with(Arrays.copyOf(whole, whole.length / 2));
        }
        return answer;
    }

    private static void await(Effect effect) {
        if (effect.kind() == Effect.Kind.SLOW) {
            pause(effect.time().toNanos());
        }
        if (effect.kind() == Effect.Kind.HOLD) {
            try {
                effect.hold().keep();
            } catch (InterruptedException e) {
                // the server is closing
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
