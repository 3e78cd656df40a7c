package org.opencompliance.archiver.management.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** An MXBean with descriptions for consoles, from the annotations and parameter names of its interface. */
public final class DescribedMBean extends StandardMBean {

    private static final List<String> GETTERS = List.of("get", "is");

    public <T> DescribedMBean(T bean, Class<T> type) {
        super(bean, type, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return described(getMBeanInterface()).orElseGet(info::getDescription);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return GETTERS.stream()
                .flatMap(prefix -> method(prefix + info.getName(), 0).stream())
                .findFirst()
                .flatMap(DescribedMBean::described)
                .orElseGet(info::getDescription);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return method(info).flatMap(DescribedMBean::described).orElseGet(info::getDescription);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return method(info)
                .flatMap(found -> described(found.getParameters()[sequence]))
                .orElseGet(parameter::getDescription);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return method(info)
                .map(found -> found.getParameters()[sequence].getName())
                .orElseGet(parameter::getName);
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        boolean reads = method(info)
                .map(found -> found.getAnnotation(Described.class))
                .map(Described::readOnly)
                .orElse(false);
        return reads ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }

    private Optional<Method> method(MBeanOperationInfo info) {
        return method(info.getName(), info.getSignature().length);
    }

    private Optional<Method> method(String name, int parameters) {
        return Arrays.stream(getMBeanInterface().getMethods())
                .filter(found -> found.getName().equals(name) && found.getParameterCount() == parameters)
                .findFirst();
    }

    private static Optional<String> described(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Described.class)).map(Described::value);
    }
}
