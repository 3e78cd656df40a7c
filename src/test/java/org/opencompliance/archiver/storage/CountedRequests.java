package org.opencompliance.archiver.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts the requests to a storage area and the objects in its listings. For one thread. */
public final class CountedRequests {

    /** The pseudo-request for each object of a listing that was consumed. */
    public static final String LISTED = "listed";

    private final ObjectStore area;
    private final Map<String, Integer> counts = new TreeMap<>();
    private Predicate<String> counted = name -> true;

    public CountedRequests(ObjectStore area) {
        this.area = area;
    }

    /** Counts only requests for these names and prefixes from now on. */
    public CountedRequests of(Predicate<String> names) {
        counted = names;
        counts.clear();
        return this;
    }

    /** The number of each kind since the last call, by the names of the methods; kinds without a request are absent. */
    public Map<String, Integer> take() {
        Map<String, Integer> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }

    public ObjectStore store() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        boolean counts = arguments != null && counted.test((String) arguments[0]);
                        if (counts) {
                            count(method.getName().startsWith("list") ? "list" : method.getName());
                        }
                        Object answer = method.invoke(area, arguments);
                        return counts ? watched(answer) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object watched(Object answer) {
        if (answer instanceof Stream<?> objects) {
            return objects.peek(each -> count(LISTED));
        }
        return answer;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
