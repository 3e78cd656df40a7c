package org.opencompliance.archiver.routing.expression;

import org.apache.camel.BeanScope;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanLanguage;

/**
 * The bean language, without the two copies of the exchange that Camel makes for each call of a bean and for each property on the
 * path of {@code ${variable.attempt.next}}. All calls have the results and the failures of Camel, which evaluates the rare ones.
 * Camel finds it in the registry by the name {@value #NAME}.
 */
public final class DirectBeanLanguage extends BeanLanguage {

    public static final String NAME = "bean-language";

    /** The arguments of {@link #createExpression(String, Object[])}; later ones can be missing. */
    private static final int RESULT_TYPE = 0;

    private static final int BEAN = 1;
    private static final int METHOD = 2;
    private static final int BEAN_TYPE = 3;
    private static final int REF = 4;
    private static final int SCOPE = 5;
    private static final int VALIDATE = 6;

    @Override
    public Expression createExpression(String expression, Object[] properties) {
        Object bean = property(Object.class, properties, BEAN, null);
        String method = property(String.class, properties, METHOD, null);
        if (bean != null && method != null) {
            return Getters.of(method)
                    .<Expression>map(getters ->
                            new PropertyExpression(bean, getters, () -> super.createExpression(expression, properties)))
                    .orElseGet(() -> super.createExpression(expression, properties));
        }
        String ref = property(String.class, properties, REF, null);
        if (method == null || ref == null || !isOfOneBean(ref, properties)) {
            return super.createExpression(expression, properties);
        }
        DirectCall call = new DirectCall(ref, method);
        call.setValidate(property(boolean.class, properties, VALIDATE, isValidate()));
        call.setSimple(getCamelContext().resolveLanguage("simple"));
        call.init(getCamelContext());
        return call;
    }

    private boolean isOfOneBean(String ref, Object[] properties) {
        Object scope = property(Object.class, properties, SCOPE, BeanScope.Singleton);
        return !ref.startsWith("type:")
                && property(Object.class, properties, BEAN_TYPE, null) == null
                && property(Object.class, properties, RESULT_TYPE, null) == null
                && BeanScope.Singleton.name().equals(String.valueOf(scope))
                && getCamelContext().getRegistry().lookupByName(ref) != null;
    }
}
