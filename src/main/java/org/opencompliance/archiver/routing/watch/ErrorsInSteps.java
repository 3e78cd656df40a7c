package org.opencompliance.archiver.routing.watch;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.opencompliance.archiver.process.Unrecoverable;

/**
 * Checks every step of every route. Camel wraps each error of a step in an exception, and its error handlers treat it
 * as temporary. This class reports JVM errors at once, regardless of the error handling.
 */
public final class ErrorsInSteps implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Watched(target);
    }

    private static final class Watched extends DelegateAsyncProcessor {

        Watched(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return super.process(exchange, doneSync -> {
                Exception failure = exchange.getException();
                if (failure != null && Unrecoverable.isIn(failure)) {
                    Unrecoverable.report(failure);
                }
                callback.done(doneSync);
            });
        }
    }
}
