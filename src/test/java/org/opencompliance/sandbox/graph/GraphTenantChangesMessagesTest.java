package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;
import org.opencompliance.sandbox.http.Fault;

class GraphTenantChangesMessagesTest {

    private static final String SENT = "'singleValueExtendedProperties':[{'id':'Integer 0x0E07','value':'1'},"
            + "{'id':'String {0A0B0C0D-0000-4000-8000-000000000001} Name Item','value':'Item/1'}]";
    private static final String ITEM = "String {0A0B0C0D-0000-4000-8000-000000000001} Name Item";
    private static final String IMMUTABLE = "IdType=\"ImmutableId\"";

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final GraphTenant tenant = fixture.tenant;
    private final Web web = fixture.web;

    @Test
    void ofASentMessageOnlyMarksCanBeChanged() {
        String message = USER + "/messages/" + fixture.message(SENT);

        assertThat(web.patch(
                                message,
                                "{'isRead':false,'categories':['x'],'importance':'high',"
                                        + "'flag':{'flagStatus':'flagged'}}")
                        .status())
                .isEqualTo(200);
        assertThat(web.patch(message, "{'subject':'Other'}").status()).isEqualTo(403);
        assertThat(web.patch(message, "{'isRead':true,'body':{'contentType':'text','content':'x'}}")
                        .code())
                .isEqualTo("ErrorAccessDenied");
        assertThat(tenant.messages(UPN)).singleElement().satisfies(kept -> {
            assertThat(kept.read()).isFalse();
            assertThat(kept.subject()).isEmpty();
            assertThat(kept.categories()).containsExactly("x");
        });
    }

    @Test
    void ofADraftTheSubjectCanBeChanged() {
        String message = USER + "/messages/" + fixture.message("'subject':'One'");

        assertThat(web.patch(message, "{'subject':'Two'}")
                        .json()
                        .path("subject")
                        .asText())
                .isEqualTo("Two");
    }

    @Test
    void anImmutableIdSurvivesAMoveAndTheOtherDoesNot() {
        String id = fixture.message("'subject':'Moved'");
        Web immutable = new Web(tenant.url()).header("Prefer", IMMUTABLE);
        String lasting =
                immutable.get(USER + "/messages/" + id).json().path("id").asText();
        String folder = fixture.folder("Elsewhere");
        String folderId = folder.substring(folder.lastIndexOf('/') + 1);

        JsonNode moved = web.post(USER + "/messages/" + id + "/move", "{'destinationId':'" + folderId + "'}")
                .json();

        assertThat(moved.path("id").asText()).isNotEqualTo(id);
        assertThat(web.get(USER + "/messages/" + id).code()).isEqualTo("ErrorItemNotFound");
        assertThat(immutable
                        .get(USER + "/messages/" + lasting)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(lasting);
        assertThat(tenant.messages(UPN, "Elsewhere")).hasSize(1);
        assertThat(web.get(USER + "/mailFolders/drafts/messages/" + lasting).status())
                .isEqualTo(404);
        assertThat(web.get(folder + "/messages/" + lasting).status()).isEqualTo(200);
    }

    @Test
    void aMessageIsFoundByItsMessageIdWhenThatIsEncoded() {
        fixture.message("'internetMessageId':'<a+b@x.example>'");
        String filter = "internetMessageId eq '<a+b@x.example>'";

        assertThat(found("/messages", filter)).isEqualTo(1);
        assertThat(found("/mailFolders/drafts/messages", filter)).isEqualTo(1);
        assertThat(found("/mailFolders/inbox/messages", filter)).isZero();
        assertThat(web.get(USER + "/messages?$filter=" + encoded(filter).replace("%2B", "+"))
                        .json()
                        .path("value"))
                .isEmpty();
    }

    @Test
    void aMessageIsFoundByItsExtendedPropertyAndShowsItOnlyWhenExpanded() {
        fixture.message(SENT);
        String filter = "singleValueExtendedProperties/Any(ep: ep/id eq '" + ITEM + "' and ep/value eq 'item/1')";
        String expand = "singleValueExtendedProperties($filter=id eq '" + ITEM + "')";

        JsonNode plain =
                web.get(USER + "/messages?$filter=" + encoded(filter)).json().at("/value/0");
        JsonNode expanded = web.get(
                        USER + "/messages?$filter=" + encoded(filter) + "&$expand=" + encoded(expand) + "&$select=id")
                .json()
                .at("/value/0");

        assertThat(plain.has("singleValueExtendedProperties")).isFalse();
        assertThat(expanded.at("/singleValueExtendedProperties/0/value").asText())
                .isEqualTo("Item/1");
        assertThat(expanded.has("subject")).isFalse();
        assertThat(found("/messages", filter.replace("Name Item'", "Name item'")))
                .isZero();
    }

    @Test
    void anyOtherFilterIsRefused() {
        assertThat(web.get(USER + "/messages?$filter=" + encoded("subject eq 'x'"))
                        .code())
                .isEqualTo("ErrorInvalidUrlQueryFilter");
        assertThat(web.get(USER + "/messages?$search=x").status()).isEqualTo(400);
    }

    @Test
    void aNewMessageCanBeHiddenFromFiltersForATimeOrSoManyOfThem() {
        tenant.inject(Fault.hiddenFor(Duration.ofSeconds(30)).on(GraphOperation.CREATE_MESSAGE));
        String id = fixture.message("'internetMessageId':'<late@x.example>'");
        String late = "internetMessageId eq '<late@x.example>'";

        assertThat(found("/messages", late)).isZero();
        assertThat(web.get(USER + "/messages/" + id).status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofSeconds(30));
        assertThat(found("/messages", late)).isEqualTo(1);

        tenant.inject(Fault.hiddenFrom(2).on(GraphOperation.CREATE_MESSAGE));
        fixture.message("'internetMessageId':'<shy@x.example>'");
        String shy = "internetMessageId eq '<shy@x.example>'";
        assertThat(found("/messages", shy)).isZero();
        assertThat(found("/messages", shy)).isZero();
        assertThat(found("/messages", shy)).isEqualTo(1);
    }

    @Test
    void messagesComeInPagesThatKeepTheQuery() {
        for (int i = 0; i < 12; i++) {
            fixture.message("'subject':'s'");
        }
        JsonNode first = web.get(USER + "/messages?$select=subject&$top=7").json();
        JsonNode second = web.get(first.path("@odata.nextLink").asText()).json();

        assertThat(first.path("value")).hasSize(7);
        assertThat(second.path("value")).hasSize(5).allMatch(message -> !message.has("isDraft"));
        assertThat(web.get(USER + "/messages").json().path("value")).hasSize(10);
    }

    @Test
    void aDeletedMessageIsInDeletedItemsUntilItIsDeletedThere() {
        String id = fixture.message("'subject':'x'");

        assertThat(web.delete(USER + "/messages/" + id).status()).isEqualTo(204);
        assertThat(tenant.messages(UPN, "Deleted Items")).hasSize(1);
        String there = tenant.messages(UPN).get(0).id();
        assertThat(web.delete(USER + "/messages/" + there).status()).isEqualTo(204);
        assertThat(tenant.messages(UPN)).isEmpty();
    }

    @Test
    void theOwnerCanMoveAndPurge() {
        String id = fixture.message("'subject':'x'");

        tenant.as(UPN).createFolder("Mine");
        tenant.as(UPN).moveMessage(id, "Mine");
        assertThat(tenant.messages(UPN, "Mine")).hasSize(1);
        tenant.as(UPN).purgeMessage(tenant.messages(UPN).get(0).immutableId());
        assertThat(tenant.messages(UPN)).isEmpty();
    }

    private int found(String path, String filter) {
        return web.get(USER + path + "?$filter=" + encoded(filter))
                .json()
                .path("value")
                .size();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
