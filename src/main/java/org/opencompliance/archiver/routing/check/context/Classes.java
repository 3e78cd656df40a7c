package org.opencompliance.archiver.routing.check.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** The Java classes that routes name. */
public final class Classes {

    private static final String EXCEPTION = "exception";
    private static final Set<String> NAMED = Set.of("unmarshalType", "resultType", "beanType", "exceptionType");
    /** Exceptions of the program, some of which a folder may not name. */
    private static final List<String> OFTEN = List.of(
            "java.lang.Exception",
            "java.io.IOException",
            "org.apache.camel.http.base.HttpOperationFailedException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeFencedException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeRejectedException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeThrottledException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException",
            "org.opencompliance.archiver.exchange.MicrosoftExchangeUndecidedException");

    private final RouteContext context;
    private final Set<String> known = new TreeSet<>(OFTEN);

    public Classes(RouteFolder folder, RouteContext context) {
        this.context = context;
        folder.files().stream()
                .flatMap(file -> names(file).stream())
                .map(field -> field.value().text())
                .filter(name -> context.type(name).isPresent())
                .forEach(known::add);
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Field field : names(file)) {
            String name = field.value().text();
            if (name.contains("{{") || name.indexOf('.') < 0) {
                continue;
            }
            Class<?> type = context.type(name).orElse(null);
            if (type == null) {
                findings.add(file.error(
                        field.line(),
                        "There is no class " + name,
                        Words.write(name, known, "Write %s", "Correct it; write the package too")));
            } else if (field.name().equals(EXCEPTION) && !Throwable.class.isAssignableFrom(type)) {
                findings.add(file.error(field.line(), "The class " + name + " is no exception", "Name an exception"));
            }
        }
        return findings;
    }

    private static List<Field> names(RouteFile file) {
        List<Field> names = new ArrayList<>();
        for (YamlValue item : file.root().elements()) {
            item.at("beans").elements().stream()
                    .filter(bean -> bean.has("type"))
                    .forEach(bean -> names.add(new Field("type", bean.lineOf("type"), bean.at("type"))));
            item.all(RoutePart.PROSE).stream()
                    .filter(field -> field.value().isText())
                    .filter(field -> field.name().equals(EXCEPTION) || NAMED.contains(field.name()))
                    .forEach(names::add);
        }
        return names;
    }
}
