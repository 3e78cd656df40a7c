package org.opencompliance.archiver.routing.expression;

import static org.apache.camel.CamelExecutionException.wrapCamelExecutionException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeExchangeException;
import org.apache.camel.component.bean.BeanConstants;
import org.apache.camel.component.bean.BeanInfo;
import org.apache.camel.component.bean.MethodInvocation;
import org.apache.camel.language.bean.BeanExpression;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.util.OgnlHelper;
import org.apache.camel.util.StringHelper;

/**
 * The call of one method of a bean in the registry. Camel chooses the method and makes its arguments. As in a step, the method gets
 * the exchange itself, not a copy.
 */
final class DirectCall extends BeanExpression {

    private static final Pattern ONE_METHOD = Pattern.compile("[A-Za-z]\\w*(\\((?s:.*)\\))?");

    private Object bean;
    private BeanInfo info;
    private boolean direct;

    DirectCall(String name, String method) {
        super(name, method);
    }

    @Override
    public void init(CamelContext context) {
        super.init(context);
        if (info != null) {
            return;
        }
        bean = context.getRegistry().lookupByName(getBeanName());
        info = new BeanInfo(context, bean.getClass(), getParameterMappingStrategy(), getBeanComponent());
        String called = StringHelper.before(getMethod(), "(", getMethod());
        List<Method> methods = Arrays.stream(bean.getClass().getMethods())
                .filter(one -> one.getName().equals(called))
                .toList();
        direct = ONE_METHOD.matcher(getMethod()).matches()
                && OgnlHelper.splitOgnl(getMethod()).size() == 1
                && methods.size() == 1
                && isPlain(methods.get(0));
    }

    /** Whether Camel would only take its result. */
    private static boolean isPlain(Method method) {
        Class<?> result = method.getReturnType();
        return !Modifier.isStatic(method.getModifiers())
                && method.getAnnotations().length == 0
                && result != Object.class
                && !CompletionStage.class.isAssignableFrom(result);
    }

    @Override
    public Object evaluate(Exchange exchange) {
        // an exchange that failed already has the failure taken from its copy
        if (!direct || exchange.getException() != null) {
            return super.evaluate(exchange);
        }
        try {
            return call(exchange);
        } catch (InvocationTargetException e) {
            return failed(exchange, e.getTargetException());
        } catch (Exception e) {
            return failed(exchange, e);
        }
    }

    private Object call(Exchange exchange) throws Exception {
        exchange.setProperty(BeanConstants.BEAN_METHOD_NAME, getMethod());
        MethodInvocation invocation;
        try {
            invocation = info.createInvocation(bean, exchange, getMethod());
        } finally {
            exchange.removeProperty(BeanConstants.BEAN_METHOD_NAME);
        }
        MessageHelper.resetStreamCache(exchange.getMessage());
        Object result = invoke(exchange, invocation);
        return result instanceof Callable<?> callable ? callable.call() : result;
    }

    private Object invoke(Exchange exchange, MethodInvocation invocation) throws InvocationTargetException {
        try {
            return ObjectHelper.invokeMethodSafe(invocation.getMethod(), bean, invocation.getArguments());
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new RuntimeExchangeException("The arguments do not fit " + invocation.getMethod(), exchange, e);
        }
    }

    /** Camel throws the failure of a call with a dot in it, and leaves that of another one in the exchange. */
    private Object failed(Exchange exchange, Throwable failure) {
        if (!OgnlHelper.isValidOgnlExpression(getMethod())) {
            exchange.setException(failure);
            return null;
        }
        throw new RuntimeBeanExpressionException(
                exchange,
                getBeanName(),
                getMethod(),
                failure instanceof Exception ? failure : wrapCamelExecutionException(exchange, failure));
    }
}
