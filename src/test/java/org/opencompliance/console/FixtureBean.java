package org.opencompliance.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;

/** An MBean with attributes and operations that return text. An attribute without a value does not exist. */
final class FixtureBean implements DynamicMBean {

    private final Map<String, Supplier<String>> attributes = new LinkedHashMap<>();
    private final Map<String, Function<Object[], String>> operations = new LinkedHashMap<>();
    private final Map<String, List<Class<?>>> parameters = new LinkedHashMap<>();

    FixtureBean attribute(String name, Supplier<String> value) {
        attributes.put(name, value);
        return this;
    }

    FixtureBean operation(String name, Function<Object[], String> body, Class<?>... types) {
        operations.put(name, body);
        parameters.put(name, List.of(types));
        return this;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Supplier<String> value = attributes.get(name);
        String text = value == null ? null : value.get();
        if (text == null) {
            throw new AttributeNotFoundException("No such attribute: " + name);
        }
        return text;
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature)
            throws MBeanException, ReflectionException {
        try {
            return operations.get(name).apply(arguments);
        } catch (IllegalArgumentException e) {
            throw new MBeanException(e);
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(
                FixtureBean.class.getName(),
                "Answers from a file",
                attributes.keySet().stream()
                        .map(name -> new MBeanAttributeInfo(name, "java.lang.String", name, true, false, false))
                        .toArray(MBeanAttributeInfo[]::new),
                null,
                parameters.entrySet().stream()
                        .map(operation -> operation(operation.getKey(), operation.getValue()))
                        .toArray(MBeanOperationInfo[]::new),
                null);
    }

    private static MBeanOperationInfo operation(String name, List<Class<?>> types) {
        MBeanParameterInfo[] taken = types.stream()
                .map(type -> new MBeanParameterInfo(type.getSimpleName(), type.getName(), "A value"))
                .toArray(MBeanParameterInfo[]::new);
        return new MBeanOperationInfo(name, name, taken, "java.lang.String", MBeanOperationInfo.ACTION);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        Arrays.stream(names).filter(attributes::containsKey).forEach(name -> {
            String value = attributes.get(name).get();
            if (value != null) {
                found.add(new Attribute(name, value));
            }
        });
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        throw new UnsupportedOperationException();
    }
}
