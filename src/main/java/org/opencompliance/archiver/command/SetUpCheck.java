package org.opencompliance.archiver.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.MicrosoftExchangeException;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.mapping.FallbackMailbox;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.SourceTime;
import org.opencompliance.archiver.routing.drop.SourceDrop;
import org.opencompliance.archiver.routing.filter.FilterSettings;
import org.opencompliance.archiver.routing.mail.SourceMails;
import org.opencompliance.archiver.start.Archiver;

/** Checks whether an archiver can work with the source, the mapping file and the directory. */
final class SetUpCheck {

    /** The routes of the check, including the routes that they call. */
    static final String[] ROUTES = Stream.concat(
                    Stream.of("list-items", MappingCommand.CHECK, "ask-directory"), Stream.of(DropCheck.ROUTES))
            .toArray(String[]::new);

    private static final String LOGIN = "Login at the source";
    private static final String CLOCK = "Clock of the source";
    private static final String LISTING = "Listing of the source";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String CUSTOM = "Custom mapping";
    private static final String EMAIL = "Mapping by e-mail address";
    private static final String FALLBACK = "Fallback mailbox";
    private static final String FILTER = "Filter";
    /** An address without a mailbox: its top-level domain is reserved. */
    private static final String NOBODY = "nobody@archiver-check.invalid";

    private static final int PROBLEMS_SHOWN = 5;

    /** About three hundred requests. */
    private static final int ADDRESSES_ASKED = 1_000;

    private final Configuration configuration;
    private final RouteProbe routes;
    private final CheckList list;

    SetUpCheck(Configuration configuration, RouteProbe routes, CheckList list) {
        this.configuration = configuration;
        this.routes = routes;
        this.list = list;
    }

    void source() {
        SourceTime time = routes.bean("sourceTime", SourceTime.class);
        Instant now = Instant.now();
        Exchange answer = routes.ask("list-items", null, Map.of("window", new Window(now.minus(A_DAY), now)));
        if (configuration.text("telemessage.source").equals("sftp")) {
            new DropCheck(configuration, list).source(answer, routes.bean("sourceDrop", SourceDrop.class));
            return;
        }
        if (configuration.text("telemessage.source").equals("mail")) {
            new DropCheck(configuration, list).mails(answer, routes.bean("sourceMails", SourceMails.class));
            return;
        }
        if (answer.getException() != null) {
            list.problem(LOGIN, loginAdvice(answer.getException()));
            return;
        }
        URI url = configuration.serviceAddress("telemessage.url");
        list.ok(LOGIN, "accepted by " + url.getScheme() + "://" + url.getAuthority());
        clock(time.read(answer));
        listing(answer.getMessage().getBody(Listing.class));
    }

    /** The first page of the last day: can its entries be used, and what do they not attest? */
    private void listing(Listing page) {
        List<ListedItem> usable =
                page.items().stream().filter(ListedItem::isUsable).toList();
        int unusable = page.items().size() - usable.size();
        if (unusable > 0) {
            String problem = page.items().stream()
                    .filter(item -> !item.isUsable())
                    .findFirst()
                    .orElseThrow()
                    .problem();
            list.problem(
                    LISTING,
                    unusable + " of " + page.items().size() + " entries cannot be used: " + problem
                            + ": correct the fields in the route list-items, or have the source correct the entry");
            return;
        }
        long sizes = count(usable, "size");
        long hashes = count(usable, "sha256");
        if (sizes + hashes > 0) {
            list.advise(
                    LISTING,
                    "of " + usable.size() + " entries, " + sizes + " have no sizeBytes and " + hashes
                            + " no sha256, so their content is not compared. If the source gives them, map them in list-items");
        }
        if (!usable.isEmpty() && usable.stream().allMatch(item -> item.sizeBytes() == 0)) {
            list.advise(
                    LISTING,
                    "all " + usable.size()
                            + " entries have the size 0, and content that differs from its size is parked."
                            + " If the source gives no size, leave out sizeBytes in list-items");
        }
        list.ok(LISTING, usable.size() + " entries on the first page of the last 24 hours can be used");
    }

    private static long count(List<ListedItem> items, String fact) {
        return items.stream().filter(item -> item.unattested().contains(fact)).count();
    }

    void mapping() {
        boolean custom = !configuration.text("archiver.mapping-file").isEmpty();
        if (custom) {
            customMapping(Path.of(configuration.text("archiver.mapping-file")));
        } else {
            list.ok(CUSTOM, "not asked for, archiver.mapping-file is empty");
        }
        if (configuration.flag("archiver.email-mapping")) {
            list.ok(EMAIL, "on");
        } else if (custom) {
            list.ok(EMAIL, "off, by archiver.email-mapping");
        } else {
            list.problem(
                    EMAIL, "off like the custom mapping, so no item can be mapped: set archiver.email-mapping=true");
        }
        directory();
        if (!configuration.text("archiver.unmapped-mailbox").isEmpty()) {
            fallbackMailbox(configuration.text("archiver.unmapped-mailbox"));
        }
        filters();
    }

    /** The items for which no participant has a mailbox are parked, unless the fallback mailbox is a valid user. */
    private void fallbackMailbox(String address) {
        Exchange answer = routes.ask("ask-directory", List.of(address), Map.of());
        if (answer.getException() != null) {
            list.problem(FALLBACK, "not looked up, the directory does not answer");
            return;
        }
        Optional<DirectoryAnswer> user = answers(answer).findFirst();
        if (user.map(FallbackMailbox::isValid).orElse(false)) {
            list.ok(FALLBACK, "a valid user");
        } else {
            String problem = user.map(FallbackMailbox::problem).orElse("no answer");
            list.problem(
                    FALLBACK,
                    "no valid user (" + problem
                            + "), so its items are parked as unmapped: correct archiver.unmapped-mailbox");
        }
    }

    /** The filter of items and mailboxes, if one is set. */
    private void filters() {
        FilterSettings filters = new FilterSettings(configuration);
        if (filters.set().isEmpty()) {
            return;
        }
        try {
            List<String> problems = filters.problems(Archiver.routes(configuration));
            problems.forEach(problem -> list.problem(FILTER, problem));
            if (problems.isEmpty()) {
                list.ok(FILTER, "by " + String.join(", ", filters.set()));
                listed(filters.addresses().stream().limit(ADDRESSES_ASKED).toList());
            }
        } catch (IOException e) {
            list.problem(FILTER, "the routes cannot be read: " + name(e));
        }
    }

    /** A mailbox that the custom mapping finds is compared by its user principal name. */
    private void listed(List<String> addresses) {
        Exchange answer = routes.ask("ask-directory", addresses, Map.of());
        if (addresses.isEmpty() || answer.getException() != null) {
            return;
        }
        long others = answers(answer).filter(each -> !isPrincipalName(each)).count();
        if (others > 0) {
            list.advise(
                    FILTER,
                    "of " + addresses.size() + " addresses of the list, " + others
                            + " are no user principal name of a member. Write the user principal name or the object id, so that the"
                            + " user is also recognised when the custom mapping finds the mailbox");
        }
    }

    private static Stream<DirectoryAnswer> answers(Exchange exchange) {
        List<?> answers = exchange.getMessage().getBody(List.class);
        return answers.stream().filter(DirectoryAnswer.class::isInstance).map(DirectoryAnswer.class::cast);
    }

    private static boolean isPrincipalName(DirectoryAnswer answer) {
        return answer.member() != null && answer.member().userPrincipalName().equalsIgnoreCase(answer.address());
    }

    private void clock(Instant theirs) {
        if (theirs == null) {
            list.problem(CLOCK, "its Date header is not a date: have the source send a valid one, or none");
            return;
        }
        Duration skew = Duration.between(Instant.now(), theirs);
        String text = skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " ours";
        if (skew.abs().compareTo(configuration.duration("archiver.clock-tolerance")) < 0) {
            list.ok(CLOCK, text);
        } else {
            list.problem(CLOCK, text + ": set this machine's clock by a time server, or have theirs set");
        }
    }

    private void customMapping(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            list.problem(
                    CUSTOM, "the file " + file + " cannot be read: put it there, or correct archiver.mapping-file");
            return;
        }
        Exchange answer = routes.ask(MappingCommand.CHECK, content, Map.of());
        MappingCheck check = answer.getMessage().getBody(MappingCheck.class);
        if (answer.getException() != null || check == null) {
            list.problem(CUSTOM, "the file " + file + " could not be checked: " + name(answer.getException()));
        } else if (check.accepted()) {
            list.ok(CUSTOM, file + " is accepted, " + check.mapping().rows() + " rows");
        } else {
            String problems = MappingProblem.some(check.problems(), PROBLEMS_SHOWN);
            list.problem(CUSTOM, file + " is refused: " + problems + " (all of them: mapping check " + file + ")");
        }
    }

    private void directory() {
        Exception failure =
                routes.ask("ask-directory", List.of(NOBODY), Map.of()).getException();
        if (failure == null) {
            list.ok("Directory of Microsoft 365", "answers");
        } else if (failure instanceof MicrosoftExchangeException refused) {
            list.problem(
                    "Directory of Microsoft 365", refused.getMessage() + ": " + directoryAdvice(refused.getStatus()));
        } else {
            list.problem("Directory of Microsoft 365", name(failure) + ": check the microsoft.* properties");
        }
    }

    /** Omits the exception message, which contains the address with its query. */
    private String loginAdvice(Exception failure) {
        if (failure instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
            return status == 401 || status == 403
                    ? "refused (HTTP " + status + "): " + loginAdvice()
                    : "HTTP " + status + ": check telemessage.url, and the paths in the route file telemessage";
        }
        String text = FailureText.of(failure);
        if (text.startsWith(FailureText.NO_LISTING)) {
            return text + ": check telemessage.url, and the fields in the route list-items";
        }
        return "no answer (" + name(failure) + "): check telemessage.url and the network";
    }

    private String loginAdvice() {
        return switch (configuration.text("telemessage.authentication")) {
            case "basic" -> "set telemessage.username and telemessage.password to the company administrator's";
            case "none" -> "telemessage.authentication is none, so a route must set the header of the login";
            default -> "set telemessage.token to a valid token";
        };
    }

    private static String directoryAdvice(int status) {
        return switch (status) {
            case 401 -> "check the credentials in the microsoft.* properties";
            case 403 -> "grant the application User.Read.All, with an administrator's consent";
            case 0 -> "check microsoft.tenant-id, microsoft.client-id, the credentials and the network";
            default -> "try again later";
        };
    }

    private static String name(Exception failure) {
        return failure == null ? "no answer" : failure.getClass().getSimpleName();
    }
}
