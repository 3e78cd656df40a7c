package org.opencompliance.archiver.routing.watch;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.opencompliance.archiver.process.Unrecoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every step of every route. Camel wraps each error of a step in an exception, and its error handlers treat it
 * as temporary. This class reports JVM errors at once, regardless of the error handling, and records the step of each
 * failure. With debug logging it names every step that an item takes and why, and the stack of each failure; never a header, a
 * body or the text of an exception.
 */
public final class ErrorsInSteps implements InterceptStrategy {

    /** The loggers of the routes, each with the id of its route behind it. */
    public static final String LOGGERS = "org.opencompliance.archiver.routes.";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Watched(target, definition);
    }

    private static final class Watched extends DelegateAsyncProcessor {

        private final String route;
        private final String step;
        private final String why;
        private final Logger log;

        Watched(Processor target, NamedNode definition) {
            super(target);
            this.route = StepInRoute.route(definition);
            this.step = definition.getId();
            this.why = StepInRoute.condition(definition)
                    .map(condition -> ", because: " + condition)
                    .orElse("");
            this.log = LoggerFactory.getLogger(LOGGERS + route);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (log.isDebugEnabled()) {
                log.debug("{}: step {}{}", ItemOf.exchange(exchange), step, why);
            }
            return super.process(exchange, doneSync -> {
                Exception failure = exchange.getException();
                if (failure != null) {
                    failed(exchange, failure);
                }
                callback.done(doneSync);
            });
        }

        private void failed(Exchange exchange, Exception failure) {
            if (Unrecoverable.isIn(failure)) {
                Unrecoverable.report(failure);
            }
            new FailedStep(route, step, failure).note(exchange);
            if (log.isDebugEnabled() && FailedStep.of(exchange).step().equals(step)) {
                log.debug("{}: step {} failed: {}", ItemOf.exchange(exchange), step, StackText.of(failure));
            }
        }
    }
}
