package org.opencompliance.archiver.routing.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opencompliance.archiver.routing.check.bean.Arguments;
import org.opencompliance.archiver.routing.check.bean.BeanMethods;
import org.opencompliance.archiver.routing.check.bean.Beans;
import org.opencompliance.archiver.routing.check.bean.Paths;
import org.opencompliance.archiver.routing.check.bean.TypeFlow;
import org.opencompliance.archiver.routing.check.bean.Variables;
import org.opencompliance.archiver.routing.check.context.CamelSchema;
import org.opencompliance.archiver.routing.check.context.Classes;
import org.opencompliance.archiver.routing.check.context.Expressions;
import org.opencompliance.archiver.routing.check.context.Options;
import org.opencompliance.archiver.routing.check.context.Placeholders;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RouteRule;
import org.opencompliance.archiver.routing.style.StyleRules;

/** All rules for the files of a folder. */
final class RouteRules {

    private final RouteFolder folder;
    private final RouteContext context;
    private final Targets targets;
    private final Protection protection;
    private final List<RouteRule> rules = new ArrayList<>();

    /**
     * @param schema the grammar of routes
     * @param settings the names of all settings
     */
    RouteRules(RouteFolder folder, RouteContext context, CamelSchema schema, Collection<String> settings) {
        this.folder = folder;
        this.context = context;
        this.targets = new Targets(folder, context);
        this.protection = new Protection(folder, context);
        rules.add(new RouteRule("is valid YAML", file -> file.broken().stream().toList()));
        rules.add(new RouteRule("is valid by Camel's schema", schema::findings));
        if (isWhole()) {
            together();
        }
        rules.add(new RouteRule("uses settings that are declared", new Placeholders(context, settings)::undeclared));
        rules.add(new RouteRule("uses options that components have", new Options(context)::findings));
        rules.add(new RouteRule("has expressions that can be parsed", new Expressions(context)::findings));
        rules.add(new RouteRule("names classes that exist", new Classes(folder, context)::findings));
        beans();
    }

    private void together() {
        rules.add(new RouteRule("has unique ids", new Ids(folder, context)::shared));
        rules.add(new RouteRule("defines its error handling", protection::findings));
        rules.add(new RouteRule("calls existing routes", targets::withoutConsumer));
        rules.add(new RouteRule("begins at endpoints of its own", targets::withSeveralConsumers));
    }

    private void beans() {
        Beans beans = new Beans(folder, context);
        BeanMethods methods = new BeanMethods(context, beans);
        Variables variables = new Variables(folder, context, methods);
        Paths paths = new Paths(context, new TypeFlow(folder, context, methods));
        rules.add(new RouteRule("uses beans that exist", beans::unknown));
        rules.add(new RouteRule("calls methods that exist", methods::findings));
        rules.add(new RouteRule("hands over values that exist", new Arguments(context, methods, variables)::findings));
        if (isWhole()) {
            rules.add(new RouteRule("reads variables that are set", variables::unset));
            rules.add(new RouteRule("sets variables that are read", variables::unread));
        }
        rules.add(new RouteRule("reads properties that exist", paths::findings));
    }

    /** A file that cannot be read would be missed everywhere. */
    private boolean isWhole() {
        return folder.files().stream().allMatch(file -> file.broken().isEmpty());
    }

    /** The rules that each file must follow. */
    List<RouteRule> required() {
        return List.copyOf(rules);
    }

    /** The rules that each file should follow; none while a file cannot be read, because its routes would be missed. */
    List<RouteRule> advised() {
        if (!isWhole()) {
            return List.of();
        }
        List<RouteRule> advised = new ArrayList<>(StyleRules.all());
        advised.add(new RouteRule("has no unused route", targets::withoutCall));
        return advised;
    }

    /** The findings in the folder as a whole. */
    List<Finding> ofFolder() {
        List<Finding> findings = new ArrayList<>(folder.notLoaded());
        if (isWhole()) {
            findings.addAll(RequiredRoutes.missing(folder, context, targets));
            findings.addAll(protection.fallback());
        }
        return findings;
    }
}
