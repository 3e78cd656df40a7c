package org.opencompliance.archiver.routing.check.context;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.opencompliance.archiver.routing.file.RouteEndpoint;
import org.opencompliance.archiver.routing.file.RoutePart;

/** The Camel context in which routes start: its settings, beans, languages and components. Starts nothing. */
public final class RouteContext {

    private static final BiPredicate<Predicate, Exchange> HOLDS = Predicate::matches;
    private static final String SIMPLE = "simple";
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    /** A setting in a text. */
    static final Pattern NAMED = Pattern.compile("\\{\\{([\\w.-]{1,200})}}");

    private final CamelContext camel;
    private final Map<String, String> fixed;
    private final Set<String> only;
    private final Map<String, Boolean> conditions = new HashMap<>();
    private final Map<String, Optional<Class<?>>> types = new HashMap<>();

    /**
     * @param fixed values that take precedence over the settings of the context
     * @param only the ids of the routes that start; empty for all
     */
    public RouteContext(CamelContext camel, Map<String, String> fixed, Set<String> only) {
        this.camel = camel;
        this.fixed = Map.copyOf(fixed);
        this.only = Set.copyOf(only);
    }

    /** The value of a setting. */
    public Optional<String> setting(String name) {
        return fixed.containsKey(name)
                ? Optional.of(fixed.get(name))
                : camel.getPropertiesComponent().resolveProperty(name);
    }

    /** The names in the value of a setting that have no value. */
    List<String> unsetIn(String name) {
        String written =
                camel.getPropertiesComponent().loadProperties(name::equals).getProperty(name, "");
        return NAMED.matcher(written)
                .results()
                .map(named -> named.group(1))
                .filter(inner -> setting(inner).isEmpty())
                .toList();
    }

    /** A text with the values of its placeholders; those without a value stay. */
    public String resolve(String text) {
        StringBuilder resolved = new StringBuilder(text);
        int at = resolved.indexOf(OPEN);
        while (at >= 0) {
            int end = resolved.indexOf(CLOSE, at);
            if (end < 0) {
                break;
            }
            Optional<String> value = new Placeholder(resolved.substring(at + OPEN.length(), end)).value(this);
            if (value.isPresent()) {
                resolved.replace(at, end + CLOSE.length(), value.get());
            }
            at = resolved.indexOf(OPEN, value.isPresent() ? at + value.get().length() : end);
        }
        return resolved.toString();
    }

    /** Whether the settings enable a route or a configuration. */
    public boolean enables(RoutePart part) {
        String condition = part.node().text("precondition");
        return condition.isBlank() || conditions.computeIfAbsent(condition, this::holds);
    }

    private boolean holds(String condition) {
        try {
            Language simple = camel.resolveLanguage(SIMPLE);
            return HOLDS.test(simple.createPredicate(resolve(condition)), new DefaultExchange(camel));
        } catch (RuntimeException e) {
            // the expression is reported; the rest of the route is checked
            return true;
        }
    }

    /** Whether a part is enabled and among those that start; only then its beans are there. */
    public boolean starts(RoutePart part) {
        return enables(part) && (startsAll() || part.isRoute() && only.contains(part.id()));
    }

    /** Whether all routes of the folder start. */
    public boolean startsAll() {
        return only.isEmpty();
    }

    /** The class of a bean. */
    public Optional<Class<?>> beanType(String name) {
        return Optional.ofNullable(camel.getRegistry().lookupByName(name)).map(Object::getClass);
    }

    public Set<String> beanNames() {
        return new TreeSet<>(
                camel.getRegistry().findByTypeWithName(Object.class).keySet());
    }

    /** Whether Camel makes a text into a constant of an enumeration; it also accepts {@code lower-case-words}. */
    public boolean isConstant(Class<?> type, String text) {
        return camel.getTypeConverter().tryConvertTo(type, text) != null;
    }

    /** Whether there is a profile of this name for thread pools. */
    public boolean hasThreadPool(String name) {
        return camel.getExecutorServiceManager().getThreadPoolProfile(name) != null;
    }

    public Optional<Class<?>> type(String name) {
        return types.computeIfAbsent(
                name, wanted -> Optional.ofNullable(camel.getClassResolver().resolveClass(wanted)));
    }

    /** @throws RuntimeException with the reason, if the text cannot be parsed */
    void parseSimple(String text, boolean predicate) {
        Language simple = camel.resolveLanguage(SIMPLE);
        if (predicate) {
            simple.createPredicate(text);
        } else {
            simple.createExpression(text);
        }
    }

    /** @throws RuntimeException with the reason, if the text of another language cannot be parsed */
    void parse(String language, String text) {
        camel.resolveLanguage(language).createExpression(text);
    }

    boolean hasLanguage(String name) {
        try {
            return camel.resolveLanguage(name) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The options that a component knows and the problems with the given ones; empty if there is no such component. */
    Optional<EndpointValidationResult> validate(RouteEndpoint endpoint) {
        RuntimeCamelCatalog catalog = PluginHelper.getRuntimeCamelCatalog(camel);
        if (catalog.componentJSonSchema(endpoint.scheme()) == null) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        endpoint.options().forEach((name, option) -> values.put(name, option.value()));
        return Optional.of(catalog.validateProperties(endpoint.scheme(), values));
    }

    Optional<String> componentSchema(String scheme) {
        return Optional.ofNullable(PluginHelper.getRuntimeCamelCatalog(camel).componentJSonSchema(scheme));
    }

    boolean hasComponent(String scheme) {
        return camel.getRegistry().lookupByName(scheme + "-component") != null
                || camel.getComponent(scheme, false, false) != null;
    }
}
