package org.opencompliance.sandbox.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The planned faults. Thread-safe; random faults come from a seed, so one thread gets a reproducible sequence. */
public final class FaultPlan {

    private final Random random;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Long> struck = new TreeMap<>();

    public FaultPlan(long seed) {
        this.random = new Random(seed);
    }

    public synchronized void add(Fault fault) {
        rules.add(new Rule(fault));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** Number of applied faults per kind, including cleared faults. */
    public synchronized Map<String, Long> struck() {
        return Map.copyOf(struck);
    }

    /**
     * Takes the effects for a request of this operation with these subjects and counts them. At most one random fault
     * replaces the response.
     */
    synchronized List<Effect> next(Operation operation, Collection<String> subjects) {
        List<Effect> effects = new ArrayList<>();
        boolean replaced = false;
        for (Rule rule : rules) {
            Effect effect = rule.fault.effect();
            boolean chance = rule.fault.probability() < 1 && effect.replacesAnswer();
            if (!(chance && replaced) && rule.strikes(operation, subjects, random)) {
                effects.add(effect);
                struck.merge(effect.label(), 1L, Long::sum);
                replaced |= chance;
            }
        }
        rules.removeIf(rule -> rule.left == 0);
        return effects;
    }

    private static final class Rule {
        private final Fault fault;
        private int left;

        Rule(Fault fault) {
            this.fault = fault;
            this.left = fault.times();
        }

        boolean strikes(Operation operation, Collection<String> subjects, Random random) {
            boolean aimed = fault.operation().map(operation.name()::equals).orElse(true)
                    && fault.subject().map(subjects::contains).orElse(true);
            if (!aimed || left == 0 || (fault.probability() < 1 && random.nextDouble() >= fault.probability())) {
                return false;
            }
            left--;
            return true;
        }
    }
}
