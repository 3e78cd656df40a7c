package org.opencompliance.archiver.routing.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each expression has the result, the failure and the effects that it has in Camel. */
class DirectBeanLanguageTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DefaultCamelContext direct = new DefaultCamelContext();

    /** A value with properties. */
    public static class Order {

        private final Order next;

        Order(Order next) {
            this.next = next;
        }

        public Order getNext() {
            return next;
        }

        public boolean isLast() {
            return next == null;
        }

        public String id() {
            return "order-1";
        }

        public String id(String prefix) {
            return prefix + id();
        }

        public List<String> names() {
            return List.of("ann", "ben");
        }

        public Map<String, String> getFacts() {
            return Map.of("a.b", "c");
        }

        public String broken() {
            throw new IllegalStateException("broken");
        }

        public String isOdd() {
            return "odd";
        }

        public Callable<String> getJob() {
            return () -> "done";
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        public void clear() {
            // nothing to clear
        }

        @Override
        public String toString() {
            return "an order";
        }
    }

    /** A record has accessors without a prefix. */
    public record Fact(String text, int count) {}

    /** A task that also has a result. */
    public static class Task implements Runnable, Callable<String> {

        @Override
        public void run() {
            // nothing to do
        }

        @Override
        public String call() {
            return "called";
        }
    }

    /** A bean with methods of several kinds. */
    public static class Work {

        private final AtomicInteger calls = new AtomicInteger();

        public String begin(Order order) {
            return order + " begun";
        }

        public boolean isOff() {
            return true;
        }

        public String add(String first, int second) {
            return first + second;
        }

        public String of(String text) {
            return "text " + text;
        }

        public String of(Order order) {
            return "order " + order;
        }

        public void note(Order order) {
            calls.incrementAndGet();
        }

        public String fails(Order order) throws IOException {
            throw new IOException("The disk is full");
        }

        public boolean failsToo() throws IOException {
            throw new IOException("The disk is full");
        }

        public String header(Exchange exchange) {
            return exchange.getMessage().getHeader("from", String.class);
        }

        public List<String> names() {
            return List.of("ann", "ben");
        }

        public Callable<String> job() {
            return () -> "done";
        }

        public Runnable task() {
            return new Task();
        }

        public String memory(Order order) {
            throw new OutOfMemoryError("none");
        }

        public int half(int whole) {
            return whole / 2;
        }

        public String two(Object first, String second) {
            return first + " " + second;
        }

        @Override
        public String toString() {
            return "work";
        }
    }

    DirectBeanLanguageTest() {
        direct.getRegistry().bind(DirectBeanLanguage.NAME, new DirectBeanLanguage());
        for (DefaultCamelContext context : List.of(camel, direct)) {
            context.getRegistry().bind("work", new Work());
            context.start();
        }
    }

    @AfterEach
    void stop() {
        camel.stop();
        direct.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${variable.order.next.last}",
                "${variable.order.isLast}",
                "${variable.order.getNext}",
                "${variable.order.next.next}",
                "${variable.order.next.next.last}",
                "${variable.order.next.next?.last}",
                "${variable.order.next.next.next}",
                "${variable.order.id}",
                "${variable.order.id()}",
                "${variable.order.names.size}",
                "${variable.order.names[1]}",
                "${variable.order.facts[a.b]}",
                "${variable.order.class.simpleName}",
                "${variable.order.toString}",
                "${variable.order.hashCode}",
                "${variable.order.odd}",
                "${variable.order.job}",
                "${variable.order.facts}",
                "${variable.order.facts.size}",
                "${variable.order.broken}",
                "${variable.order.clear}",
                "${variable.order.absent}",
                "${variable.absent.next}",
                "${variable.fact.text}",
                "${variable.fact.count} > 2",
                "${variable.fact.text.length}",
                "${body.names}",
                "${body.next.last} == true && ${variable.fact.count} == 3",
                "${header.from.length}",
                "${bean:work?method=isOff}",
                "${bean:work?method=begin(${variable.order})}",
                "${bean:work?method=of(${variable.order})}",
                "${bean:absent?method=isOff}"
            })
    void aSimpleExpressionIsEvaluatedAsByCamel(String expression) {
        assertSame(context -> {
            Expression made = context.resolveLanguage("simple").createExpression(expression);
            made.init(context);
            return made;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isOff",
                "off",
                "begin(${variable.order})",
                "begin(${body})",
                "begin(${variable.order.next})",
                "begin(${variable.absent})",
                "begin",
                "add('a, b', ${variable.fact.count})",
                "add(${variable.fact.text}, 7)",
                "add('a', 'b')",
                "add(${variable.fact.text})",
                "of('${variable.fact.text}')",
                "of(${variable.order})",
                "note(${variable.order})",
                "fails(${variable.order})",
                "failsToo",
                "failsToo()",
                "header(${exchange})",
                "calls",
                "absent(${variable.order})",
                "isOff.class",
                "of('q').concat('x')",
                "of(${header.from}).length()",
                "names[${header.at}]",
                "names()[${header.at}]",
                "job",
                "job()",
                "task()",
                "memory(${body.next})",
                "memory()",
                "half(${variable.absent})",
                "two(${body}, ${bodyAs(String)})",
                "begin(${variable.order}).length"
            })
    void aMethodIsCalledAsByCamel(String method) {
        assertSame(context -> {
            Expression made = new MethodCallExpression("work", method).createExpression(context);
            made.init(context);
            return made;
        });
    }

    @Test
    void aCallIsMadeOnceAndLeavesTheExchangeAsItWas() {
        Exchange exchange = exchange(direct);
        Expression call = new MethodCallExpression("work", "note(${variable.order})").createExpression(direct);
        call.init(direct);

        assertThat(call.evaluate(exchange, Object.class)).isNull();

        assertThat(direct.getRegistry().lookupByNameAndType("work", Work.class).calls)
                .hasValue(1);
        assertThat(exchange.getProperties()).isEmpty();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Order.class);
    }

    /** Creates an expression. */
    private interface Maker {
        Expression make(DefaultCamelContext context);
    }

    private void assertSame(Maker maker) {
        assertThat(outcome(direct, maker)).isEqualTo(outcome(camel, maker));
    }

    /** Everything that a route sees of an evaluation. */
    private static Map<String, String> outcome(DefaultCamelContext context, Maker maker) {
        Exchange exchange = exchange(context);
        String result;
        try {
            result = String.valueOf(maker.make(context).evaluate(exchange, Object.class));
        } catch (RuntimeException e) {
            result = e.getClass().getName() + " of " + cause(e);
            if (e instanceof RuntimeBeanExpressionException failure) {
                result += failure.getExchange() == exchange ? " in it" : " in another exchange";
            }
        }
        return Map.of(
                "result", result,
                "failure",
                        exchange.getException() == null
                                ? ""
                                : exchange.getException().toString(),
                "body", String.valueOf(exchange.getMessage().getBody()),
                "headers", exchange.getMessage().getHeaders().toString(),
                "variables", exchange.getVariables().keySet().toString());
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : cause(failure.getCause());
    }

    private static Exchange exchange(DefaultCamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setExchangeId("exchange-1");
        exchange.getMessage().setBody(new Order(new Order(null)));
        exchange.getMessage().setHeader("from", "ann");
        exchange.getMessage().setHeader("at", 1);
        exchange.setVariable("order", new Order(new Order(null)));
        exchange.setVariable("fact", new Fact("text", 3));
        return exchange;
    }
}
