package org.opencompliance.archiver.command.trial;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.watch.StepInRoute;

/** Records the steps that exchanges take, and the failures. Thread-safe. */
final class TrialTrace implements InterceptStrategy {

    private final List<TrialStep> steps = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Set<Throwable> failures = ConcurrentHashMap.newKeySet();

    List<TrialStep> steps() {
        return List.copyOf(steps);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Forgets the steps before the item. */
    void begin() {
        steps.clear();
        notes.clear();
    }

    void note(String text) {
        notes.add(text);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (definition instanceof OnCompletionDefinition) {
            // its steps follow at the end
            return target;
        }
        TrialStep step = new TrialStep(
                StepInRoute.route(definition),
                definition.getId(),
                words(definition),
                StepInRoute.condition(definition).orElse(null));
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                steps.add(step);
                return super.process(exchange, doneSync -> {
                    failed(step, exchange.getException());
                    callback.done(doneSync);
                });
            }
        };
    }

    /** Notes a failure at its innermost step. */
    private void failed(TrialStep step, Throwable failure) {
        if (failure == null) {
            return;
        }
        Throwable cause = FailureText.root(failure);
        if (failures.add(cause)) {
            note("Failed in the step " + step.step() + " of the route " + step.route() + ": "
                    + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }

    /** The description, else the call, else the kind of step: the label of a choice repeats all its conditions. */
    private static String words(NamedNode definition) {
        String words = definition.getDescriptionText();
        if (words != null) {
            return words;
        }
        return definition instanceof ChoiceDefinition ? definition.getShortName() : definition.getLabel();
    }
}
