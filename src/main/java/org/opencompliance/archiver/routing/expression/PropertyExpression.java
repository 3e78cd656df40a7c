package org.opencompliance.archiver.routing.expression;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.ExpressionAdapter;

/** The value at the end of a path of getters. Camel decides what follows where a value on the path is missing or a getter fails. */
final class PropertyExpression extends ExpressionAdapter {

    private final Object bean;
    private final Getters getters;
    private final Supplier<Expression> ofCamel;

    PropertyExpression(Object bean, Getters getters, Supplier<Expression> ofCamel) {
        this.bean = bean;
        this.getters = getters;
        this.ofCamel = ofCamel;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        Object value = getters.read(bean);
        return value != Getters.UNCLEAR ? value : ofCamel.get().evaluate(exchange, Object.class);
    }

    @Override
    public String toString() {
        return getters.toString();
    }
}
