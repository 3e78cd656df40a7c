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
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

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
        TrialStep step = new TrialStep(routeOf(definition), definition.getId(), words(definition), because(definition));
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
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
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

    private static String routeOf(NamedNode definition) {
        NamedNode node = definition;
        while (node.getParent() != null) {
            node = node.getParent();
        }
        return node.getId();
    }

    /** The condition of a branch, at the first step of the branch. */
    private static String because(NamedNode step) {
        NamedNode parent = step.getParent();
        NamedNode block =
                parent instanceof WhenDefinition || parent instanceof OtherwiseDefinition ? parent.getParent() : parent;
        if (block instanceof ChoiceDefinition choice) {
            return branch(choice, step);
        }
        if (block instanceof FilterDefinition filter) {
            return first(filter.getOutputs(), step, text(filter.getExpression()));
        }
        if (block instanceof OnExceptionDefinition failure) {
            String classes = String.join(" or ", failure.getExceptions());
            return first(failure.getOutputs(), step, "the failure is " + classes);
        }
        return null;
    }

    private static String branch(ChoiceDefinition choice, NamedNode step) {
        for (WhenDefinition when : choice.getWhenClauses()) {
            String found = first(when.getOutputs(), step, condition(when));
            if (found != null) {
                return found;
            }
        }
        return choice.getOtherwise() == null
                ? null
                : first(choice.getOtherwise().getOutputs(), step, "no condition above holds");
    }

    /** The words of the route, then the expression, which a call of a bean does not have. */
    private static String condition(WhenDefinition when) {
        String expression = text(when.getExpression());
        String words = when.getDescriptionText();
        if (words == null) {
            return expression;
        }
        return expression.isEmpty() ? words : words + " (" + expression + ")";
    }

    private static String first(List<ProcessorDefinition<?>> outputs, NamedNode step, String condition) {
        return !outputs.isEmpty() && step.getId().equals(outputs.get(0).getId()) ? condition : null;
    }

    private static String text(ExpressionDefinition expression) {
        String written = expression.getExpression();
        return written == null || written.isBlank() ? expression.getLabel() : written;
    }
}
