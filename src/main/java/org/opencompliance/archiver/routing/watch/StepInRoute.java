package org.opencompliance.archiver.routing.watch;

import java.util.List;
import java.util.Optional;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/** The place of a step: its route, and the branch that it begins. Contains the text of the routes and no value of an item. */
public final class StepInRoute {

    private StepInRoute() {}

    /** The id of its route, or of its route configuration. */
    public static String route(NamedNode definition) {
        NamedNode node = definition;
        while (node.getParent() != null) {
            node = node.getParent();
        }
        return node.getId();
    }

    /** The condition under which it runs, in the words of the route; only of the first step of a branch. */
    public static Optional<String> condition(NamedNode step) {
        return Optional.ofNullable(because(step));
    }

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
            String found = first(when.getOutputs(), step, words(when));
            if (found != null) {
                return found;
            }
        }
        return choice.getOtherwise() == null
                ? null
                : first(choice.getOtherwise().getOutputs(), step, "no condition above holds");
    }

    /** The words of the route, then the expression, which a call of a bean does not have. */
    private static String words(WhenDefinition when) {
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
