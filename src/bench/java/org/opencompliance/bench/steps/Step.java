package org.opencompliance.bench.steps;

import java.util.Arrays;
import java.util.List;

/** The steps that Java code belongs to, by the classes that call it. */
public enum Step {
    /** Each sample with one of its classes on the stack, also if a class of the ledger is further in. */
    FIGURES("the figures of the console and the metrics", "observe."),
    LIST("list", "routing.source.ListingReader", "routing.source.EntryReader", "collect.Collector", "collect.listing."),
    FETCH("fetch", "routing.source.", "routing.FetchedItems", "routing.SourceHeaders", "collect.FetchSpool"),
    STORE("store the original, or read it", "routing.Originals", "collect.Staging"),
    QUEUE("queue", "queue."),
    PARSE("parse, and make the copy to import", "routing.ItemReader"),
    MAP("map", "mapping."),
    PLAN("plan the deliveries and write the record", "delivery.ItemImport"),
    DELIVER(
            "make and send the request",
            "exchange.MicrosoftExchange",
            "exchange.client.",
            "exchange.lane.",
            "exchange.operation."),
    CLOSE("write the results to the record", "delivery.ItemSettlement", "delivery.DeliveryResults"),
    LEDGER("ledger", "ledger."),
    CAMEL("Camel, between the steps"),
    OTHER("other Java code");

    private static final String OURS = "org.opencompliance.archiver.";
    private static final String CAMELS = "org.apache.camel.";

    private final String text;
    private final List<String> prefixes;

    Step(String text, String... prefixes) {
        this.text = text;
        this.prefixes = Arrays.stream(prefixes).map(prefix -> OURS + prefix).toList();
    }

    /** In words, for a table. */
    public String text() {
        return text;
    }

    /** How the names of its classes begin. */
    List<String> prefixes() {
        return prefixes;
    }

    /**
     * The step of a sample: that of the innermost class which has one.
     *
     * @param classes the names of the classes on the stack, the innermost first
     */
    static Step of(List<String> classes) {
        if (classes.stream().anyMatch(FIGURES::has)) {
            return FIGURES;
        }
        return classes.stream()
                .flatMap(name -> Arrays.stream(values()).filter(step -> step.has(name)))
                .findFirst()
                .orElseGet(() -> classes.stream().anyMatch(name -> name.startsWith(CAMELS)) ? CAMEL : OTHER);
    }

    private boolean has(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
