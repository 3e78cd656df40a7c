package org.opencompliance.archiver.start;

import java.time.Clock;
import java.util.function.Consumer;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.checked.CheckedReports;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.management.page.DeadLetterPages;
import org.opencompliance.archiver.management.page.ManagedDays;
import org.opencompliance.archiver.management.page.ManagedItemStory;
import org.opencompliance.archiver.management.page.ManagedRequests;
import org.opencompliance.archiver.management.page.MappingReview;
import org.opencompliance.archiver.management.page.Pages;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.OriginalPeople;
import org.opencompliance.archiver.story.RecentNumbers;
import org.opencompliance.archiver.story.Stories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what the pages of the console show from the other beans. */
final class PageBeans {

    private static final Logger LOG = LoggerFactory.getLogger(PageBeans.class);
    private static final Consumer<String> NOTES = note -> LOG.debug("Index of the ledger: {}", note);

    private final Configuration configuration;
    private final ObjectStore store;
    private final String connector;
    private final Beans beans;
    private final ItemParser parser;

    PageBeans(Configuration configuration, ObjectStore store, Beans beans) {
        this.configuration = configuration;
        this.store = store;
        this.connector = configuration.required("archiver.connector");
        this.beans = beans;
        this.parser = beans.get("itemParser", ItemParser.class);
    }

    Pages pages(Clock clock) {
        return new Pages(
                days(clock),
                new ManagedRequests(beans.get("requests", Requests.class)),
                new ManagedItemStory(() -> new Stories(store, connector, parser, NOTES)),
                beans.get("deadLetterPages", DeadLetterPages.class),
                mappings());
    }

    private ManagedDays days(Clock clock) {
        ReportWriter stored = new ReportWriter(store);
        CheckedReports reports = new CheckedReports(
                connector,
                stored,
                beans.get("reportBuilder", ReportBuilder.class),
                beans.get("ledgerAudit", LedgerAudit.class));
        ManagedDays.Stored known = day -> stored.read(connector, day, null).isPresent();
        return new ManagedDays(beans.get("dayRows", DayRows.class), known, reports, clock);
    }

    private MappingReview mappings() {
        MappingReview.Mapping mapping = new MappingReview.Mapping(
                beans.get("userMappings", UserMappings.class),
                beans.get("mappingRule", MappingRule.class),
                new BeanSettings(configuration).mappedBy(),
                configuration.text("archiver.mapping-file"));
        return new MappingReview(
                mapping,
                beans.get("deadLetterPages", DeadLetterPages.class),
                new OriginalPeople(store, connector, parser),
                () -> new RecentNumbers(store, connector, parser, NOTES));
    }
}
